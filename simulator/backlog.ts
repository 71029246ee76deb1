import type { Outcome } from './calls.js';

/** A message about a transaction: it has to arrive, in its order, however long that takes. */
export interface Message {
  action: string;
  /** The same content at every attempt. */
  payload: () => object;
  /** Sees the answer. */
  answered?: (answer: unknown) => void;
}

export interface BacklogOptions {
  call(action: string, payload: () => object): Promise<Outcome>;
  /** False while the station may not talk. */
  mayTalk(): boolean;
  /** What comes back calls it off. */
  later(ms: number, deed: () => void): () => void;
  /** How often a message is tried that the CSMS refuses (1.6 TransactionMessageAttempts). */
  attempts(): number;
  /** Wait after the first failure (ms); after the n-th it is n times that (1.6 §3.7.1). */
  retryMs(): number;
  dropped(message: Message): void;
  drained(): void;
}

/**
 * What still has to be told, as a charger keeps it through outages and reboots.
 *
 * A message the CSMS refuses with a CALLERROR is given up after some attempts, lest it block the rest
 * for ever; one that nobody answers is kept.
 */
export class Backlog {
  readonly #messages: Message[] = [];
  #busy = false;
  /** Ends a wait before the next attempt. */
  #wake = (): void => undefined;

  constructor(readonly options: BacklogOptions) {}

  get length(): number {
    return this.#messages.length;
  }

  push(message: Message): void {
    this.#messages.push(message);
    void this.deliver();
  }

  /** The station may talk (again): whatever it waited for, now is the time. */
  resume(): void {
    this.#wake();
    void this.deliver();
  }

  /** Sends one after the other until none is left or the station may not talk. */
  async deliver(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    let failures = 0;
    while (this.#messages.length > 0 && this.options.mayTalk()) {
      const done = await this.#deliverFirst(failures);
      failures = done ? 0 : failures + 1;
      if (!done && this.options.mayTalk()) await this.#pause(failures);
    }
    this.#busy = false;
    if (this.#messages.length === 0) this.options.drained();
  }

  #pause(failures: number): Promise<void> {
    const times = Math.min(failures, this.options.attempts());
    return new Promise((wake) => {
      const callOff = this.options.later(this.options.retryMs() * times, wake);
      this.#wake = () => {
        callOff();
        wake();
      };
    });
  }

  /** @returns whether the first message is off the list. */
  async #deliverFirst(failures: number): Promise<boolean> {
    const message = this.#messages[0] as Message;
    const outcome = await this.options.call(message.action, message.payload);
    if (outcome.kind === 'answered') {
      this.#messages.shift();
      message.answered?.(outcome.payload);
      return true;
    }
    if (outcome.kind !== 'refused' || failures + 1 < this.options.attempts()) return false;
    this.#messages.shift();
    this.options.dropped(message);
    return true;
  }
}
