import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { type Installed, keepInstalled, readCertificate } from '../installed-certificates.js';

/** The station installed a root certificate (M05). */
export default onAnswer<Installed[]>({
  read: {
    v16: (
      { status }: V16.InstallCertificateResponse,
      { certificateType, certificate }: V16.InstallCertificateRequest,
    ) => (status === 'Accepted' ? readCertificate(certificate, certificateType) : []),
    v2: (
      { status }: V2.InstallCertificateResponse,
      { certificateType, certificate }: V2.InstallCertificateRequest,
    ) => (status === 'Accepted' ? readCertificate(certificate, certificateType) : []),
  },
  keep: keepInstalled,
});
