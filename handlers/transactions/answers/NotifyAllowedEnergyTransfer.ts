import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { short } from '../../bounds.js';
import { keepTransfers, type Transfer } from '../exchanges.js';

/** The station knows how energy may flow in a transaction (2.1 Q02). */
export default onAnswer<Transfer>({
  read: {
    v21: (
      { status }: V21.NotifyAllowedEnergyTransferResponse,
      { transactionId, allowedEnergyTransfer }: V21.NotifyAllowedEnergyTransferRequest,
    ) => ({ transactionId: short(transactionId), allowedEnergyTransfer, transferAnswer: status }),
  },
  keep: keepTransfers,
});
