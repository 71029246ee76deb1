import type { StationEvent } from '../../platform/events/station-event.js';

/** Which events a subscriber wants; left out: all. */
export interface Wanted {
  stations?: string[] | undefined;
  types?: readonly string[] | undefined;
}

/**
 * The live events of one subscriber that it has not taken yet. It holds so many and no more: when they are too many
 * it lets go of all and closes, and the subscriber reads on from the database.
 */
export class LiveBuffer {
  #events: StationEvent[] = [];
  #closed = false;
  #taker: ((event: StationEvent | undefined) => void) | undefined;
  readonly #wants: (event: StationEvent) => boolean;

  constructor(
    { stations, types }: Wanted,
    readonly bound: number,
  ) {
    const ofStation = stations && new Set(stations);
    const ofType = types && new Set<string>(types);
    this.#wants = (event) =>
      (!ofStation || ofStation.has(event.station)) && (!ofType || ofType.has(event.type));
  }

  put(event: StationEvent): void {
    if (this.#closed || !this.#wants(event)) return;
    if (this.#taker) this.#hand(event);
    else if (this.#events.push(event) > this.bound) this.close();
  }

  /** The next event; undefined once closed. */
  take(): Promise<StationEvent | undefined> {
    const event = this.#events.shift();
    if (event || this.#closed) return Promise.resolve(event);
    return new Promise((resolve) => {
      this.#taker = resolve;
    });
  }

  close(): void {
    this.#closed = true;
    this.#events = [];
    this.#hand(undefined);
  }

  #hand(event: StationEvent | undefined): void {
    const taker = this.#taker;
    this.#taker = undefined;
    taker?.(event);
  }
}
