import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { short } from '../../bounds.js';
import { type Cost, keepCosts } from '../exchanges.js';

/** The station shows the driver what it costs so far (2.x I02, I03). */
export default onAnswer<Cost>({
  read: {
    v2: (_: V21.CostUpdatedResponse, { transactionId, totalCost }: V21.CostUpdatedRequest) => ({
      transactionId: short(transactionId),
      totalCost,
    }),
  },
  keep: keepCosts,
});
