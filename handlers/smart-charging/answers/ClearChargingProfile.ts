import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { purposeOf } from '../../../ocpp/charging-profile.js';
import { onAnswer } from '../../answer.js';
import { numbered } from '../../bounds.js';
import { type Cleared, endCleared } from '../profile-ends.js';

const purposed = (purpose: string | undefined): string | null => (purpose ? purposeOf(purpose) : null);

/** What was cleared holds no more; Unknown says that it had held no more already (1.6 §5.4, 2.x K10). */
export default onAnswer<Cleared>({
  read: {
    v16: (_: V16.ClearChargingProfileResponse, is: V16.ClearChargingProfileRequest) => ({
      profileId: numbered(is.id),
      evseId: is.connectorId ?? null,
      purpose: purposed(is.chargingProfilePurpose),
      stackLevel: is.stackLevel ?? null,
    }),
    v2: (
      _: V2.ClearChargingProfileResponse,
      { chargingProfileId, chargingProfileCriteria: is }: V2.ClearChargingProfileRequest,
    ) => ({
      profileId: numbered(chargingProfileId),
      evseId: is?.evseId ?? null,
      purpose: purposed(is?.chargingProfilePurpose),
      stackLevel: is?.stackLevel ?? null,
    }),
  },
  keep: endCleared,
});
