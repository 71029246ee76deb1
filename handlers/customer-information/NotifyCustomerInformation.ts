import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import { on } from '../action.js';
import { timeOf } from '../clock.js';
import { type CustomerPart, keepCustomerParts } from './customer-information.js';

/** A station tells part by part what it holds about a customer, as CustomerInformation asked it to (N09). */
export default on<CustomerPart, null>({
  read: {
    v2: (is: V201.NotifyCustomerInformationRequest, { receivedAt }) => ({
      requestId: String(is.requestId),
      seqNo: Math.min(is.seqNo, 0x7fff_ffff),
      data: is.data,
      generatedAt: timeOf(is.generatedAt, receivedAt),
      last: !is.tbc,
    }),
  },
  keep: keepCustomerParts,
  answer: { v2: () => ({}) },
});
