import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { numbered } from '../../bounds.js';
import { endUnreported } from '../message-ends.js';

/** Unknown: of what was asked for the station shows nothing. Else its reports tell (O03, O04). */
export default onAnswer<string | null>({
  read: {
    v2: ({ status }: V21.GetDisplayMessagesResponse, { requestId }: V21.GetDisplayMessagesRequest) =>
      status === 'Unknown' ? numbered(requestId) : null,
  },
  keep: (told, keeping) =>
    endUnreported(
      told.flatMap(({ station, receivedAt: at, fact: requestId }) =>
        requestId === null ? [] : [{ station, requestId, at }],
      ),
      keeping,
    ),
});
