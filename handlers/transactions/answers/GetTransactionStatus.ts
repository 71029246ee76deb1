import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { short } from '../../bounds.js';
import { type Check, keepChecks } from '../exchanges.js';

/** Whether a transaction goes on, and whether the station has still something to tell (2.x E14). */
export default onAnswer<Check>({
  read: {
    v2: (
      { ongoingIndicator, messagesInQueue }: V21.GetTransactionStatusResponse,
      { transactionId = '' }: V21.GetTransactionStatusRequest,
    ) => ({ transactionId: short(transactionId), ongoing: ongoingIndicator ?? null, messagesInQueue }),
  },
  keep: keepChecks,
});
