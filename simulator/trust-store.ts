import { rootCertificates } from 'node:tls';
import { type CertificateHash, hashOf, isSameHash } from '../ocpp/certificate-hash.js';
import * as x509 from '../ocpp/x509.js';
import { faultOfRoot } from './certificate-chain.js';

/** What a station trusts a certificate for, in 2.x words. */
export type RootUse =
  | 'CSMSRootCertificate'
  | 'ManufacturerRootCertificate'
  | 'V2GRootCertificate'
  | 'MORootCertificate'
  | 'OEMRootCertificate';

interface Root {
  use: RootUse;
  pem: string;
  certificate: x509.X509Certificate;
  issuer: x509.X509Certificate;
}

/** So many a station keeps (CertificateEntries). */
export const mostRoots = 12;

/** The certificates of others that a station trusts. */
export class TrustStore {
  /** Read when first looked at: thousands of stations have the same. */
  #roots: Root[] | undefined;

  /** @param built authorities of the CSMS that it comes with, PEM */
  constructor(readonly built: string | string[] | undefined) {}

  get #all(): Root[] {
    this.#roots ??= [this.built ?? []]
      .flat()
      .flatMap(x509.certificatesIn)
      .flatMap((each) => rootOf('CSMSRootCertificate', each, [each]) ?? []);
    return this.#roots;
  }

  get size(): number {
    return this.#all.length;
  }

  /** What a TLS client is to trust; undefined for what the platform trusts. */
  get authorities(): string | string[] | undefined {
    if (!this.#roots) return this.built;
    const own = this.#roots.filter(({ use }) => use === 'CSMSRootCertificate').map(({ pem }) => pem);
    return this.built ? own : [...rootCertificates, ...own];
  }

  /** @returns what is wrong, in words (M05, 1.6 security §5.8). */
  install(use: RootUse, pem: string): string | undefined {
    const fault = faultOfRoot(pem);
    if (fault) return fault;
    const [certificate, ...behind] = x509.certificatesIn(pem);
    const known = this.#all.map((each) => each.certificate);
    const root = certificate && rootOf(use, certificate, [certificate, ...behind, ...known]);
    if (!root) return 'its issuer is not known';
    const others = this.#all.filter((each) => each.use !== use || each.pem !== root.pem);
    if (others.length >= mostRoots) return 'there is no room for more';
    this.#roots = [...others, root];
    return undefined;
  }

  /** What there is for these uses, or for all. */
  list(uses?: readonly string[]): { use: RootUse; hash: ReturnType<typeof hashOf> }[] {
    return this.#all
      .filter(({ use }) => uses?.includes(use) ?? true)
      .map(({ use, certificate, issuer }) => ({ use, hash: hashOf(certificate, issuer) }));
  }

  /** The last one by which the CSMS can be known stays: without it the station would trust nobody. */
  delete(hash: CertificateHash): 'Accepted' | 'Failed' | 'NotFound' {
    const named = this.#all.filter(({ certificate, issuer }) =>
      isSameHash(hashOf(certificate, issuer, hash.hashAlgorithm), hash),
    );
    if (named.length === 0) return 'NotFound';
    const left = this.#all.filter((each) => !named.includes(each));
    const isOfCsms = ({ use }: Root): boolean => use === 'CSMSRootCertificate';
    if (this.built && named.some(isOfCsms) && !left.some(isOfCsms)) return 'Failed';
    this.#roots = left;
    return 'Accepted';
  }
}

/** Undefined where nobody known has issued it: then it has no name. */
function rootOf(
  use: RootUse,
  certificate: x509.X509Certificate,
  known: x509.X509Certificate[],
): Root | undefined {
  const issuer = known.find(({ subject }) => subject === certificate.issuer);
  return issuer && { use, pem: certificate.toString('pem'), certificate, issuer };
}
