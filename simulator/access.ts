import { type Credentials, securityProfileOf } from './credentials.js';
import type { Station } from './station.js';

/** Lets an answer leave before the connection is made anew (ms). */
const answerMs = 100;

/** By what a station comes in, and how that changes while it runs. */
export class Access {
  #credentials: Credentials;

  constructor(readonly station: Station) {
    const { password, ca, cert, key } = station.options;
    this.#credentials = { password, ca, cert, key };
  }

  get credentials(): Credentials {
    return this.#credentials;
  }

  get securityProfile(): 0 | 1 | 2 | 3 {
    return securityProfileOf(this.station.options.url, this.#credentials);
  }

  /** A new password is proven by connecting with it (A01.FR.10). */
  renewPassword(password: string): void {
    this.#credentials = { ...this.#credentials, password };
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
