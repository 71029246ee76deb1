import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { onAnswer } from '../../answer.js';
import { answerUpdates, type UpdateAnswer } from '../firmware-updates.js';

/** A station takes up new firmware, or says why not (L01). The answer of 1.6 has no status: it can't refuse (§5.19). */
export default onAnswer<UpdateAnswer>({
  read: {
    v16: () => ({ accepted: true, status: null }),
    v2: ({ status }: V2.UpdateFirmwareResponse) => ({
      accepted: status === 'Accepted' || status === 'AcceptedCanceled',
      status,
    }),
  },
  keep: answerUpdates,
});
