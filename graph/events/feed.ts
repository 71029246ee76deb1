import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from '../../platform/database/pool.js';
import {
  currentCursor,
  eventsAfter,
  isAfter,
  someAreToCome,
  standingOf,
} from '../../platform/events/outbox.js';
import type { StationEvent } from '../../platform/events/station-event.js';
import { log, reason } from '../../platform/log.js';
import { watch } from '../../platform/ops/metrics.js';
import { failure } from '../server/errors.js';
import { LiveBuffer, type Wanted } from './live-buffer.js';
import { nudges } from './nudges.js';

/** Events read at once, and how many may wait for a subscriber before it is sent back to the database. */
const pageSize = 500;
const usualBound = 1000;

const fallbackMs = 1000;
const soonMs = 20;
const slowestSoonMs = 250;

/**
 * The events of this process's subscribers, in the outbox's order. One reader follows the outbox for all of them:
 * announcements wake it, and once a second it looks anyway. It rests while nobody is subscribed.
 */
export class EventFeed {
  #buffers = new Set<LiveBuffer>();
  #bell = nudges();
  /** Up to here the reader has handed out; undefined while it rests. */
  #position: string | undefined;
  #reading: Promise<void> = Promise.resolve();
  #ended = new AbortController();
  #unwatch = watch('subscriptions', [], () => this.#buffers.size);

  constructor(
    readonly pool: Pool,
    readonly bound = usualBound,
  ) {}

  /** Something was committed. */
  wake(): void {
    this.#bell.give();
  }

  /** Events from now on, or all after a cursor and then those that come: each once, in order. */
  async follow({
    after,
    ...wanted
  }: Wanted & { after?: string | undefined }): Promise<AsyncIterableIterator<StationEvent>> {
    if (after !== undefined) await this.#check(after);
    const cursor = after ?? (await currentCursor(this.pool));
    const stop = new AbortController();
    const events = this.#events(cursor, wanted, stop.signal);
    // The generator's own return() would wait for its next event first.
    const end = () => {
      stop.abort();
      return events.return(undefined);
    };
    const iterator: AsyncIterableIterator<StationEvent> = {
      next: () => events.next(),
      return: end,
      throw: end,
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  /** Ends all subscriptions. */
  async stop(): Promise<void> {
    this.#ended.abort();
    for (const buffer of this.#buffers) buffer.close();
    this.#bell.give();
    this.#unwatch();
    await this.#reading;
  }

  async #check(cursor: string): Promise<void> {
    const standing = await standingOf(this.pool, cursor);
    if (standing === 'UNKNOWN')
      throw failure('CURSOR_INVALID', 'this is no cursor of an event of this system');
    if (standing === 'EXPIRED')
      throw failure('CURSOR_EXPIRED', 'events after this cursor are no longer kept; start without `after`');
  }

  /**
   * Reads from the database until there is no more, then hands on what the reader finds. The buffer is open before
   * that reading starts, so what comes in between lies in both, and is given once. Back to reading when it overflows.
   */
  async *#events(start: string, wanted: Wanted, stop: AbortSignal): AsyncGenerator<StationEvent, undefined> {
    const over = AbortSignal.any([stop, this.#ended.signal]);
    let cursor = start;
    while (!over.aborted) {
      const buffer = new LiveBuffer(wanted, this.bound);
      const close = () => buffer.close();
      over.addEventListener('abort', close);
      try {
        await this.#join(buffer);
        for (let page: StationEvent[] = []; ; ) {
          page = await eventsAfter(this.pool, cursor, { limit: pageSize, ...wanted });
          for (const event of page) {
            yield event;
            cursor = event.cursor;
          }
          if (page.length < pageSize || over.aborted) break;
        }
        for (let event = await buffer.take(); event; event = await buffer.take()) {
          if (!isAfter(event.cursor, cursor)) continue;
          yield event;
          cursor = event.cursor;
        }
      } catch (error) {
        log.warn({ reason: reason(error) }, 'events can not be read; trying again');
        await sleep(fallbackMs, undefined, { signal: over }).catch(() => undefined);
      } finally {
        over.removeEventListener('abort', close);
        this.#buffers.delete(buffer);
      }
    }
    return undefined;
  }

  async #join(buffer: LiveBuffer): Promise<void> {
    if (this.#position === undefined) {
      const position = await currentCursor(this.pool);
      // Whoever came first has started it; what it has handed out since then is final and will be read.
      if (this.#position === undefined) {
        this.#position = position;
        this.#reading = this.#read(position);
      }
    }
    this.#buffers.add(buffer);
  }

  async #read(from: string): Promise<void> {
    let position = from;
    let patience = soonMs;
    // One turn later, when the first buffer has joined.
    await Promise.resolve();
    while (this.#buffers.size > 0 && !this.#ended.signal.aborted) {
      try {
        const events = await eventsAfter(this.pool, position, { limit: pageSize });
        for (const event of events) for (const buffer of this.#buffers) buffer.put(event);
        position = events.at(-1)?.cursor ?? position;
        this.#position = position;
        if (events.length === pageSize) continue;
        const soon = await someAreToCome(this.pool);
        patience = soon && events.length === 0 ? Math.min(patience * 2, slowestSoonMs) : soonMs;
        await this.#bell.taken(soon ? patience : fallbackMs);
      } catch (error) {
        log.warn({ reason: reason(error) }, 'events can not be read; trying again');
        await sleep(fallbackMs, undefined, { signal: this.#ended.signal }).catch(() => undefined);
      }
    }
    this.#position = undefined;
  }
}
