import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { endCleared } from '../message-ends.js';

/** The station shows a message no more; Rejected leaves it (O05). */
export default onAnswer<string | null>({
  read: {
    v2: ({ status }: V21.ClearDisplayMessageResponse, { id }: V21.ClearDisplayMessageRequest) =>
      status === 'Rejected' ? null : String(id),
  },
  keep: endCleared,
});
