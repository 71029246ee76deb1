import { setTimeout as sleep } from 'node:timers/promises';
import { type Nudges, nudges } from './nudges.js';

const fallbackMs = 1000;
/** Between two looks of one who waits, however fast announcements come. */
const pauseMs = 10;

/**
 * Those who wait for something to happen. Each announcement makes them look in the database, and once a second they
 * look anyway: an announcement that goes missing costs a second, never the answer. They look in the same turn of the
 * event loop, so that their reads can share a statement.
 */
export class Waits {
  #waiting = new Set<Nudges>();
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  /** Something was committed. */
  wake(): void {
    for (const each of this.#waiting) each.give();
  }

  /** What `look` finds, at the latest after `ms`; undefined when it has found nothing until then. */
  async until<Found>(look: () => Promise<Found | undefined>, ms: number): Promise<Found | undefined> {
    const deadline = Date.now() + ms;
    const bell = nudges();
    this.#add(bell);
    try {
      for (;;) {
        const found = await look();
        const left = deadline - Date.now();
        if (found !== undefined || left <= 0 || this.#ended) return found;
        await bell.taken(left);
        await sleep(pauseMs);
      }
    } finally {
      this.#remove(bell);
    }
  }

  /** Lets everyone go with what they have. */
  stop(): void {
    this.#ended = true;
    this.wake();
  }

  #add(bell: Nudges): void {
    this.#waiting.add(bell);
    this.#timer ??= setInterval(() => this.wake(), fallbackMs);
  }

  #remove(bell: Nudges): void {
    this.#waiting.delete(bell);
    if (this.#waiting.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
