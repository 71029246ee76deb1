import { type CertificateHash, hashOf, isSameHash } from '../ocpp/certificate-hash.js';
import * as x509 from '../ocpp/x509.js';
import { faultOfChain } from './certificate-chain.js';
import { type Curve, makeRequest } from './certificate-request.js';
import type { Station } from './station.js';

/** What a station's own certificates are for, in 2.x words. */
export type CertificateUse = 'ChargingStationCertificate' | 'V2GCertificate' | 'V2G20Certificate';

/** ISO 15118-20 wants the longer curve (§7.3.3). */
const curves: Record<CertificateUse, Curve> = {
  ChargingStationCertificate: 'P-256',
  V2GCertificate: 'P-256',
  V2G20Certificate: 'P-521',
};

/** A certificate with what stands above it behind, and its key; PEM. */
export interface Pair {
  cert: string;
  key: string;
}

/** A certificate that was asked for and has not come. */
interface Awaited {
  key: string;
  csr: string;
  /** 2.1 */
  requestId: number;
  callOff: () => void;
}

/** A chain as it came from the CSMS. */
export interface SignedChain {
  use: CertificateUse;
  chain: string;
  requestId?: number | undefined;
}

/** The certificates that name a station, and how it comes by them (A02, A03; 1.6 security A02). */
export class OwnCertificates {
  readonly #awaited = new Map<CertificateUse, Awaited>();
  readonly #held = new Map<CertificateUse, Pair>();
  #requests = 0;

  constructor(readonly station: Station) {
    const { cert, key } = station.options;
    if (cert !== undefined && key !== undefined) this.#held.set('ChargingStationCertificate', { cert, key });
  }

  /** Makes a key and has the CSMS sign for it; an earlier request of the kind is forgotten. */
  async request(use: CertificateUse): Promise<void> {
    const { id, model } = this.station;
    const subject = { commonName: id, organization: model.value('OrganizationName') };
    const made = await makeRequest(subject, curves[use]);
    this.#awaited.get(use)?.callOff();
    const awaited = { ...made, requestId: ++this.#requests, callOff: () => undefined };
    this.#awaited.set(use, awaited);
    await this.#ask(use, awaited, 0);
  }

  /** Asks again where nothing comes, after ever longer waits (A02.FR.17 to 19). */
  async #ask(use: CertificateUse, awaited: Awaited, repeats: number): Promise<void> {
    const { dialect, model, around } = this.station;
    const question = dialect.certificateRequest({ use, csr: awaited.csr, requestId: awaited.requestId });
    const accepted = await this.station.ask(question);
    if (this.#awaited.get(use) !== awaited) return;
    if (!accepted) return this.#refused(use);
    if (repeats >= model.number('CertSigningRepeatTimes')) return;
    const waitMs = model.number('CertSigningWaitMinimum') * 1000 * 2 ** repeats;
    awaited.callOff = around.agenda.after(waitMs, () => void this.#ask(use, awaited, repeats + 1));
  }

  #refused(use: CertificateUse): void {
    this.#awaited.delete(use);
    this.station.tally.lastTrouble = `${this.station.id}: the CSMS signs no ${use}`;
    this.station.emit('changed');
  }

  /** @returns what is wrong, in words; what is not stays awaited. */
  take({ use, chain, requestId }: SignedChain): string | undefined {
    const awaited = this.#awaited.get(use);
    if (!awaited) return 'none was asked for';
    if (requestId !== undefined && requestId !== awaited.requestId)
      return `request ${awaited.requestId} is the last one`;
    if (chain.length > this.station.model.number('MaxCertificateChainSize')) return 'it is too long';
    const fault = faultOfChain(chain, awaited.key);
    if (fault) return fault;
    awaited.callOff();
    this.#awaited.delete(use);
    this.#held.set(use, { cert: chain, key: awaited.key });
    return undefined;
  }

  held(use: CertificateUse): Pair | undefined {
    return this.#held.get(use);
  }

  /** The names of all that it has: those of a chain as far as their issuers are known. */
  chains(): { use: CertificateUse; hashes: ReturnType<typeof hashOf>[] }[] {
    return [...this.#held].map(([use, { cert }]) => ({ use, hashes: hashesOf(cert) }));
  }

  has(hash: CertificateHash): boolean {
    return [...this.#held.values()].some(({ cert }) =>
      hashesOf(cert, hash.hashAlgorithm)
        .slice(0, 1)
        .some((each) => isSameHash(each, hash)),
    );
  }
}

function hashesOf(pem: string, algorithm?: CertificateHash['hashAlgorithm']): ReturnType<typeof hashOf>[] {
  const chain = x509.certificatesIn(pem);
  return chain.flatMap((each) => {
    const issuer = chain.find(({ subject }) => subject === each.issuer);
    return issuer ? hashOf(each, issuer, algorithm) : [];
  });
}
