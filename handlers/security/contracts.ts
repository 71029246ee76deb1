import type { X509Certificate } from 'node:crypto';
import type { CertificateHash } from '../../ocpp/certificate-hash.js';
import type { Settings } from '../../platform/settings.js';
import { verifyChain } from './chains.js';
import { certificatesInText, trustedRoots } from './trusted-roots.js';

/** What Authorize carries of a contract certificate (2.x C07). */
export interface ContractShown {
  /** The chain in PEM, leaf first, where the station can't check it itself. */
  certificate?: string | undefined;
  /** What names its certificates to OCSP responders. */
  hashes?: (CertificateHash & { responderURL: string })[] | undefined;
}

/** OCPP's words of AuthorizeCertificateStatusEnumType that we can come to. */
export type ContractVerdict =
  | 'Accepted'
  | 'SignatureError'
  | 'CertificateExpired'
  | 'CertificateRevoked'
  | 'NoCertificateAvailable'
  | 'CertChainError';

const words = {
  EXPIRED: 'CertificateExpired',
  SIGNATURE: 'SignatureError',
  CHAIN: 'CertChainError',
} as const;

/** Whether a chain leads to a root that is trusted. */
export function contractPath(pem: string, roots: X509Certificate[]): ContractVerdict {
  try {
    const chain = chainIn(pem);
    if (chain.length === 0) return 'CertChainError';
    const verified = verifyChain(chain, roots);
    return 'path' in verified ? 'Accepted' : words[verified.kind];
  } catch {
    return 'CertChainError';
  }
}

/** Of what a vehicle sent, more is not looked at. */
const mostBytes = 50_000;

/** Throws where one of them can't be read. */
export const chainIn = (pem: string): X509Certificate[] =>
  certificatesInText(pem.slice(0, mostBytes)).slice(0, 6);

/** The roots of V2G_ROOT_FILE. */
export const contractRoots = (settings: Settings): X509Certificate[] =>
  trustedRoots(settings, 'V2G_ROOT_FILE');
