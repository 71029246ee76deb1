import type { CertificateHash, SigningRequest } from './certificates.js';

/**
 * Who stands outside of this system and is asked about certificates. None is set up: each function that is missing
 * makes its messages be refused, as OCPP has it for a system without one. A function is asked while the station waits,
 * so it answers within seconds, and never throws for a "no".
 */
export interface Authorities {
  /**
   * A certificate authority looks at a request to sign. True: it is taken, and the certificate follows by
   * CertificateSigned. False: it is refused.
   */
  takeSigningRequest?(station: string, request: SigningRequest): Promise<boolean>;
  /** An OCSP responder's answer, DER in base64; undefined where it has none. */
  askResponder?(certificate: CertificateHash, responderUrl: string): Promise<string | undefined>;
  /** Whether a certificate is revoked, by the list or responder at one of the URLs. */
  askRevocation?(
    certificate: CertificateHash,
    source: 'CRL' | 'OCSP',
    urls: string[],
  ): Promise<{ status: 'Good' | 'Revoked' | 'Unknown' | 'Failed'; nextUpdate: Date }>;
  /** An ISO 15118 contract provider's answer to an EXI request, in base64; undefined where it gives no contract. */
  askContractProvider?(exiRequest: string, schemaVersion: string): Promise<string | undefined>;
}

export const authorities: Authorities = {};
