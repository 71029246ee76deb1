import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { type CustomerRequest, keepRequests } from '../customer-information.js';

/** The station will tell or clear what it holds about a customer, or has nothing of the kind (N09, N10). */
export default onAnswer<CustomerRequest>({
  read: {
    v2: ({ status }: V21.CustomerInformationResponse, is: V21.CustomerInformationRequest) => ({
      requestId: String(is.requestId),
      report: is.report,
      clear: is.clear,
      idToken: is.idToken?.idToken ?? null,
      customerIdentifier: is.customerIdentifier ?? null,
      certificate: is.customerCertificate ?? null,
      answer: status,
    }),
  },
  keep: keepRequests,
});
