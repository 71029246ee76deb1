import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { short } from '../bounds.js';
import { timeOf } from '../clock.js';
import { keepSettlements, type Settlement } from './settlements.js';

/** A station's payment terminal settled a payment, or failed to (C20). It makes the receipt itself. */
export default on<Settlement, null>({
  read: {
    v21: (is: V21.NotifySettlementRequest, { receivedAt }) => ({
      transactionId: is.transactionId ?? null,
      pspRef: short(is.pspRef),
      status: is.status,
      info: is.statusInfo || null,
      amount: is.settlementAmount,
      settledAt: timeOf(is.settlementTime, receivedAt),
      receiptId: is.receiptId ?? null,
      receiptUrl: is.receiptUrl ?? null,
      vatNumber: is.vatNumber ?? null,
      vatCompany: is.vatCompany ?? null,
    }),
  },
  keep: keepSettlements,
  answer: { v21: () => ({}) },
});
