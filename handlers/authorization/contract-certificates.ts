import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import { authorities } from '../security/authorities.js';

export type CertificateStatus = V201.AuthorizeCertificateStatusEnumType;

/** What a vehicle shows of its contract certificate (ISO 15118 Plug & Charge). */
export interface ShownCertificate {
  /** The certificates of its chain, to be looked up by OCSP. */
  hashes: V201.OCSPRequestDataType[];
  /** PEM, where the station leaves the check of the chain to us; undefined else. */
  chain: string | undefined;
}

/** Undefined where no certificate is shown. */
export const shownCertificate = ({
  certificate,
  iso15118CertificateHashData,
}: V201.AuthorizeRequest): ShownCertificate | null =>
  certificate === undefined && iso15118CertificateHashData === undefined
    ? null
    : { hashes: iso15118CertificateHashData ?? [], chain: certificate };

/**
 * Whether the certificates are good (C07). What nobody here can look up or check is said not to lead to a root that is
 * trusted: a contract is never let in unseen.
 */
export async function judgeCertificate({ hashes, chain }: ShownCertificate): Promise<CertificateStatus> {
  if (hashes.length === 0 && !chain) return 'NoCertificateAvailable';
  // Nobody here holds the roots of contracts: a chain can be looked up by its hashes, not checked by itself.
  if (hashes.length === 0) return 'CertChainError';
  const statuses = await Promise.all(hashes.map(lookUp));
  if (statuses.includes('Revoked')) return 'CertificateRevoked';
  return statuses.every((status) => status === 'Good') ? 'Accepted' : 'CertChainError';
}

async function lookUp({ responderURL, ...certificate }: V201.OCSPRequestDataType): Promise<string> {
  const found = await authorities.askRevocation?.(certificate, 'OCSP', [responderURL]);
  return found?.status ?? 'Unknown';
}
