import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { numbered } from '../../bounds.js';
import { endUnreported } from '../profile-ends.js';

/** NoProfiles: of what was asked for the station holds nothing. Else its reports tell (K09). */
export default onAnswer<string | null>({
  read: {
    v2: ({ status }: V2.GetChargingProfilesResponse, { requestId }: V2.GetChargingProfilesRequest) =>
      status === 'NoProfiles' ? numbered(requestId) : null,
  },
  keep: (told, keeping) =>
    endUnreported(
      told.flatMap(({ station, receivedAt: at, fact: requestId }) =>
        requestId === null ? [] : [{ station, requestId, at }],
      ),
      keeping,
    ),
});
