import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { short } from '../bounds.js';
import { keepPriorityCharging, type PriorityCharging } from './priority-charging.js';

/** A driver asked the station for priority, or gave it up; it has granted that (K21). */
export default on<PriorityCharging, null>({
  read: {
    v21: ({ transactionId, activated }: V21.NotifyPriorityChargingRequest) => ({
      transactionId: short(transactionId),
      activated,
    }),
  },
  keep: keepPriorityCharging,
  answer: { v21: () => ({}) },
});
