import type { Pool } from '../platform/database/pool.js';
import type { NewEvent } from '../platform/events/station-event.js';
import type { Settings } from '../platform/settings.js';
import { keepAll, refuse, type Work } from './calls.js';
import { Gathering } from './gathering.js';
import { throughOutage } from './outage.js';

/** Of the time a station waits for us, what is left for keeping and answering once somebody outside has spoken. */
const shareOfPatience = 0.75;

interface Around {
  pool: Pool;
  settings: Settings;
  /** Aborted when this process ends. */
  stopping: AbortSignal;
  /** Sends the answers of calls and announces the events, now that both are true. */
  answer(works: Work[], events: NewEvent[]): void;
}

/**
 * The calls about which somebody outside is asked. Neither their batch nor a transaction waits for them; those whose
 * answers come in one turn of the event loop are kept together. A process that ends badly loses what it asks: the
 * station gets no answer from it, and says its message again.
 */
export class Consultations {
  #answered = new Gathering<Work>((works) => this.#keep(works));

  constructor(readonly around: Around) {}

  /** Whether somebody has to be asked about this call: it is then answered from here. */
  take(work: Work): boolean {
    const { handler, told } = work;
    if (!handler?.consult || !told) return false;
    const { pool, settings } = this.around;
    const signal = AbortSignal.timeout(settings.ANSWER_TIMEOUT * 1000 * shareOfPatience);
    // One that throws at once fails its own call, like one that fails later.
    let asked: ReturnType<NonNullable<typeof handler.consult>>;
    try {
      asked = handler.consult(told, { pool, settings, signal });
    } catch (error) {
      asked = Promise.reject(error);
    }
    if (!asked) return false;
    this.#answered.await(
      asked.then(
        (found) => ({ ...work, told: { ...told, found } }),
        (error) => {
          refuse(work, error);
          this.around.answer([work], []);
          return undefined;
        },
      ),
    );
    return true;
  }

  /** Resolves once nobody is asked any more. */
  settled(): Promise<void> {
    return this.#answered.settled();
  }

  async #keep(works: Work[]): Promise<void> {
    const { settings, answer, stopping } = this.around;
    const events = await throughOutage(() => keepAll(works, this.around), {
      patienceMs: settings.ANSWER_TIMEOUT * 1000,
      onOutage: () => undefined,
      stopping,
    });
    answer(works, events);
  }
}
