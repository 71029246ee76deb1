import { log } from '../platform/log.js';

/** What becomes ready by itself, each at its own time, is dealt with together: all of one turn of the event loop. */
export class Gathering<Item> {
  #under = new Set<Promise<void>>();
  #ready: Item[] = [];

  constructor(readonly deal: (items: Item[]) => Promise<void>) {}

  /** Undefined: there is nothing to deal with any more. */
  await(item: Promise<Item | undefined>): void {
    this.#follow(item.then((ready) => (ready === undefined ? undefined : this.#add(ready))));
  }

  /** Resolves once nothing is awaited, and all is dealt with. */
  async settled(): Promise<void> {
    while (this.#under.size > 0) await Promise.allSettled(this.#under);
  }

  #add(item: Item): void {
    this.#ready.push(item);
    if (this.#ready.length > 1) return;
    this.#follow(
      new Promise((resolve) => setImmediate(resolve)).then(() => this.deal(this.#ready.splice(0))),
    );
  }

  #follow(work: Promise<void>): void {
    const followed = work
      .catch((error) => log.error({ err: error }, 'what was awaited could not be dealt with'))
      .finally(() => this.#under.delete(followed));
    this.#under.add(followed);
  }
}
