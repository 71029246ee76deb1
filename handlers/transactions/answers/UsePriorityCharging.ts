import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { short } from '../../bounds.js';
import { keepPriorityCharging, type PriorityCharging } from '../priority-charging.js';

/** The station charges with priority as we asked, or no longer (K22). */
export default onAnswer<PriorityCharging | null>({
  read: {
    v21: (
      { status }: V21.UsePriorityChargingResponse,
      { transactionId, activate }: V21.UsePriorityChargingRequest,
    ) => (status === 'Accepted' ? { transactionId: short(transactionId), activated: activate } : null),
  },
  keep: (told, keeping) =>
    keepPriorityCharging(
      told.flatMap((one) => (one.fact ? [{ ...one, fact: one.fact }] : [])),
      keeping,
    ),
});
