import { readdir } from 'node:fs/promises';
import type { Pool } from '../platform/database/pool.js';
import { inTransactionWithEvents } from '../platform/events/outbox.js';
import { type EventType, eventTypes, type NewEvent } from '../platform/events/station-event.js';
import type { Settings } from '../platform/settings.js';
import type { Keeping } from './action.js';

type EventOf<Type extends EventType> = Extract<NewEvent, { type: Type }>;

/** What else is true once something happened; in the same transaction, for all such events of a batch. */
type Consequence = (events: NewEvent[], keeping: Keeping) => Promise<unknown>;

/** Types it; its file is handlers/<block>/consequences/<Event>.ts. */
export const following =
  <Type extends EventType>(
    _type: Type,
    keep: (events: EventOf<Type>[], keeping: Keeping) => Promise<unknown>,
  ): Consequence =>
  (events, keeping) =>
    keep(events as EventOf<Type>[], keeping);

const fileOfConsequence = /^[a-z-]+[\\/]consequences[\\/]([A-Z]\w+)\.js$/;

let found: Promise<Map<EventType, Consequence[]>> | undefined;

/** Finds what follows from which event. A file whose name is no event ends the start. */
export function findConsequences(): Promise<Map<EventType, Consequence[]>> {
  found ??= read();
  return found;
}

async function read(): Promise<Map<EventType, Consequence[]>> {
  const here = new URL('./', import.meta.url);
  const consequences = new Map<EventType, Consequence[]>();
  for (const path of (await readdir(here, { recursive: true })).sort()) {
    const name = fileOfConsequence.exec(path)?.[1] as EventType | undefined;
    if (!name) continue;
    if (!eventTypes.includes(name)) throw new Error(`handlers: ${path} is named as an event, but none is`);
    const { default: keep } = (await import(new URL(path, here).href)) as { default: Consequence };
    consequences.set(name, [...(consequences.get(name) ?? []), keep]);
  }
  return consequences;
}

/** A transaction with its events, and with what follows from them: all is kept, or nothing. */
export async function inTransactionWithConsequences<T>(
  { pool, settings }: { pool: Pool; settings: Settings },
  work: (keeping: Keeping) => Promise<T>,
): Promise<{ result: T; events: NewEvent[] }> {
  return inTransactionWithEvents(pool, async (tx, record) => {
    const happened: NewEvent[] = [];
    const emit = (event: NewEvent) => {
      happened.push(event);
      record(event);
    };
    const keeping = { tx, settings, emit };
    const result = await work(keeping);
    await follow(happened, keeping);
    return result;
  });
}

/** One block after the other, in one order for all, so that no two transactions wait for each other in a circle. */
export async function follow(happened: NewEvent[], keeping: Keeping): Promise<void> {
  const consequences = await findConsequences();
  for (let seen = 0; seen < happened.length; ) {
    const news = Map.groupBy(happened.slice(seen), ({ type }) => type);
    seen = happened.length;
    for (const [type, keeps] of consequences) {
      const events = news.get(type);
      if (events) for (const keep of keeps) await keep(events, keeping);
    }
  }
}
