import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { numbered } from '../bounds.js';
import { notEnabled } from '../status-info.js';
import type { SigningRequest } from './certificates.js';
import { keepSigningRequests, type Signed, type SigningVerdict, signRequest } from './signing-requests.js';

/** What is asked for where the type is left out (A02.FR.02). */
const usual = 'ChargingStationCertificate';

/** A station asks for a certificate of its own; the certificate follows by CertificateSigned (A02, A03). */
export default on<SigningRequest, SigningVerdict, Signed>({
  read: {
    v16: ({ csr }: V16.SignCertificateRequest) => ({
      csr,
      certificateType: usual,
      requestId: null,
      rootCertificateHash: null,
    }),
    v2: ({ csr, certificateType = usual }: V201.SignCertificateRequest) => ({
      csr,
      certificateType,
      requestId: null,
      rootCertificateHash: null,
    }),
    v21: ({ csr, certificateType = usual, requestId, hashRootCertificate }: V21.SignCertificateRequest) => ({
      csr,
      certificateType,
      requestId: numbered(requestId),
      rootCertificateHash: hashRootCertificate ?? null,
    }),
  },
  consult: signRequest,
  keep: keepSigningRequests,
  answer: {
    v16: ({ status }): V16.SignCertificateResponse => ({ status }),
    v2: ({ status, problem }): V201.SignCertificateResponse => ({
      status,
      ...(status === 'Rejected' && {
        statusInfo:
          problem === null
            ? notEnabled('no certificate authority takes this request')
            : { reasonCode: 'InvalidCSR', additionalInfo: problem.slice(0, 512) },
      }),
    }),
  },
});
