import type { Pool } from '../../platform/database/pool.js';
import { log, reason } from '../../platform/log.js';
import type { Settings } from '../../platform/settings.js';
import { Gathering } from '../gathering.js';
import { throughOutage } from '../outage.js';
import { type Admitting, admit } from './admission.js';
import { enterUnknown, type Guest, lookUp } from './entries.js';
import { type CertificateCheck, isWelcome, judge, type Verdict } from './judgement.js';

interface Around {
  pool: Pool;
  settings: Settings;
  /** Aborted when this process ends. */
  stopping: AbortSignal;
  checkCertificate: CertificateCheck;
  /** Tells the gateways, now that it is true. */
  tell(admitting: Admitting): void;
}

/**
 * Decides who may come in. Those about whom nothing has to be worked out come in with their batch; nobody waits for the
 * passwords of others, which take a while when a whole fleet comes back.
 */
export class Doorkeeper {
  #judged = new Gathering<Verdict>((verdicts) => this.#admit(verdicts));

  constructor(readonly around: Around) {}

  async take(guests: Guest[]): Promise<void> {
    const { pool, settings, checkCertificate, stopping } = this.around;
    await enterUnknown(pool, guests, settings);
    const means = {
      check: checkCertificate,
      secret: settings.SECRET,
      open: settings.OPEN_STATIONS,
      stopping,
    };
    const verdicts = (await lookUp(pool, guests)).map((known) => judge(known, means));
    for (const verdict of verdicts)
      if (verdict instanceof Promise) this.#judged.await(verdict.then((is) => this.#stillWaits(is)));
    await this.#admit(verdicts.filter((verdict): verdict is Verdict => !(verdict instanceof Promise)));
  }

  /** Resolves once nobody is being judged. */
  settled(): Promise<void> {
    return this.#judged.settled();
  }

  /** Its gateway has sent it away meanwhile; it comes again, and its password is known by then. */
  #stillWaits(verdict: Verdict): Verdict | undefined {
    const late = Date.now() - verdict.guest.at > this.around.settings.HANDSHAKE_TIMEOUT * 1000;
    return late && isWelcome(verdict) ? undefined : verdict;
  }

  async #admit(verdicts: Verdict[]): Promise<void> {
    if (verdicts.length === 0) return;
    const { pool, settings, stopping, tell } = this.around;
    const admitting = await throughOutage(() => admit(pool, verdicts, settings), {
      patienceMs: settings.ANSWER_TIMEOUT * 1000,
      onOutage: (error) => log.warn({ reason: reason(error) }, 'admissions wait for the database'),
      stopping,
    });
    tell(admitting);
  }
}
