import type { CertificateHash } from '../ocpp/certificate-hash.js';
import type { SignedChain } from './own-certificates.js';
import type { Reply } from './requests.js';
import type { Station } from './station.js';
import type { RootUse } from './trust-store.js';

/** A reply that says what was wrong, where something was. */
type Explained = Reply<'Accepted' | 'Rejected'> & { problem?: string };

/** The certificate that a station asked for (A02, A03; 1.6 security A02). */
export function keepSigned(station: Station, signed: SignedChain): Explained {
  const problem = station.certificates.take(signed);
  if (problem)
    return {
      ...{ status: 'Rejected', problem },
      after: () => void station.ask(station.dialect.certificateUnfit(problem)),
    };
  const isOfStation = signed.use === 'ChargingStationCertificate';
  return {
    status: 'Accepted',
    after: () => {
      if (isOfStation) station.access.certificateRenewed();
      station.emit('changed');
    },
  };
}

/** M05, 1.6 security §5.8. */
export function install(station: Station, use: RootUse, pem: string): Explained {
  const problem = station.trust.install(use, pem);
  return problem ? { status: 'Rejected', problem } : { status: 'Accepted' };
}

/** Its own certificates can't be taken from a station (M04.FR.06). */
export const remove = (station: Station, hash: CertificateHash): 'Accepted' | 'Failed' | 'NotFound' =>
  station.certificates.has(hash) ? 'Failed' : station.trust.delete(hash);
