import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import type { CertificateHash } from '../../../ocpp/certificate-hash.js';
import { onAnswer } from '../../answer.js';
import { keepDeleted } from '../installed-certificates.js';

/** The station deleted a certificate, or has none of that name (M04). */
export default onAnswer<CertificateHash | null>({
  read: {
    v16: (
      { status }: V16.DeleteCertificateResponse,
      { certificateHashData }: V16.DeleteCertificateRequest,
    ) => (status === 'Failed' ? null : certificateHashData),
    v2: ({ status }: V2.DeleteCertificateResponse, { certificateHashData }: V2.DeleteCertificateRequest) =>
      status === 'Failed' ? null : certificateHashData,
  },
  keep: keepDeleted,
});
