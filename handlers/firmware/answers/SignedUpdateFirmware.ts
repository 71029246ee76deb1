import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import { onAnswer } from '../../answer.js';
import { answerUpdates, type UpdateAnswer } from '../firmware-updates.js';

/** A 1.6 station takes up signed firmware, or says why not (security extension §4.9). */
export default onAnswer<UpdateAnswer>({
  read: {
    v16: ({ status }: V16.SignedUpdateFirmwareResponse) => ({
      accepted: status === 'Accepted' || status === 'AcceptedCanceled',
      status,
    }),
  },
  keep: answerUpdates,
});
