import type { CertificateHash } from '../../ocpp/certificate-hash.js';

/** A station's wish for a certificate of its own. */
export interface SigningRequest {
  /** PEM. */
  csr: string;
  /** ChargingStationCertificate, V2GCertificate or V2G20Certificate. */
  certificateType: string;
  /** 2.1: to be named in CertificateSigned. */
  requestId: string | null;
  /** 2.1: the root under which the station wants to be. */
  rootCertificateHash: CertificateHash | null;
}
