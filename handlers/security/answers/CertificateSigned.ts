import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { keepDeliveries } from '../deliveries.js';

/** The station took its certificate, or found it wrong (A02). */
export default onAnswer<{ accepted: boolean }>({
  read: {
    v16: ({ status }: V16.CertificateSignedResponse) => ({ accepted: status === 'Accepted' }),
    v2: ({ status }: V2.CertificateSignedResponse) => ({ accepted: status === 'Accepted' }),
  },
  keep: keepDeliveries,
});
