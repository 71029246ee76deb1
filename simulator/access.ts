import { type Credentials, securityProfileOf } from './credentials.js';
import type { Station } from './station.js';

type SecurityProfile = 0 | 1 | 2 | 3;

/** How a station comes to its CSMS. */
export interface Way {
  /** Without its id. */
  url: string;
  profile: SecurityProfile;
  password?: string | undefined;
}

/** Lets an answer leave before the connection is made anew (ms). */
const answerMs = 100;

/** So many attempts by a new way, then the one that held before (2.x NetworkProfileConnectionAttempts). */
const attempts = 3;

/** What it shows in profile 3. */
const own = 'ChargingStationCertificate';

export const isProfile = (number: number): number is SecurityProfile => [0, 1, 2, 3].includes(number);

/** By what a station comes in, and how that changes while it runs. */
export class Access {
  #way: Way;
  /** The last one that the CSMS let in. */
  #proven: Way;
  #failures = 0;
  /** Network profiles of 2.x by slot; the first is what it was built with. */
  readonly slots = new Map<number, Way>();

  constructor(readonly station: Station) {
    const { url, password } = station.options;
    this.#way = { url, password, profile: securityProfileOf(url, station.options) };
    this.#proven = this.#way;
    this.slots.set(1, this.#way);
  }

  get profile(): SecurityProfile {
    return this.#way.profile;
  }

  get password(): string | undefined {
    return this.#way.password;
  }

  /** The CSMS's address with the station's id. */
  get url(): string {
    return `${this.#way.url.replace(/\/+$/, '')}/${encodeURIComponent(this.station.id)}`;
  }

  get credentials(): Credentials {
    const { trust, certificates } = this.station;
    const ca = trust.authorities;
    return this.profile === 3 ? { ca, ...certificates.held(own) } : { ca, password: this.#way.password };
  }

  /** A new password is proven by connecting with it (A01.FR.10). */
  renewPassword(password: string): void {
    this.#take({ ...this.#way, password });
  }

  /** A new certificate is shown at once by who shows one already; others keep it for the day they shall. */
  certificateRenewed(): void {
    if (this.profile === 3) this.#comeAnew();
  }

  /** @returns why a way can't be gone, in words (A05, B09; 1.6 security A.5) */
  obstacle({ url, profile, password }: Way): string | undefined {
    if (profile < this.profile) return `the security profile is ${this.profile} and only rises`;
    if (profile >= 2 !== url.startsWith('wss:'))
      return `security profile ${profile} does not go with ${url.split('/')[0]}//`;
    if (profile === 3 && !this.station.certificates.held(own))
      return 'there is no client certificate to show';
    return (profile === 1 || profile === 2) && password === undefined ? 'there is no password' : undefined;
  }

  /** Comes by a higher security profile from now on, where it can (1.6 security A.5). */
  raise(profile: number): boolean {
    if (!isProfile(profile)) return false;
    const way = { ...this.#way, profile };
    if (profile <= this.profile || this.obstacle(way)) return false;
    this.#take(way);
    return true;
  }

  /** The first network profile of the priorities that is set counts from the next boot on (B09, B10). */
  chooseNetwork(priority: string): void {
    const [slot] = priority.split(',').filter((each) => this.slots.has(Number(each)));
    this.#way = this.slots.get(Number(slot)) ?? this.#way;
  }

  opened(): void {
    this.#failures = 0;
    this.#proven = this.#way;
  }

  failed(): void {
    if (this.#way === this.#proven || ++this.#failures < attempts) return;
    this.#failures = 0;
    this.#way = this.#proven;
  }

  #take(way: Way): void {
    for (const [slot, each] of this.slots) if (each === this.#way) this.slots.set(slot, way);
    this.#way = way;
    this.#comeAnew();
  }

  #comeAnew(): void {
    const { around, connection } = this.station;
    around.agenda.after(answerMs, () => {
      connection.close();
      connection.open();
    });
  }
}
