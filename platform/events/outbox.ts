import type { Broker } from '../broker/broker.js';
import { eventTopic } from '../broker/broker.js';
import { inTransaction, type Pool, type Queryable, type Transaction } from '../database/pool.js';
import { keptJson } from '../redaction.js';
import type { NewEvent, StationEvent } from './station-event.js';

/** Takes an event that is true once the transaction commits. */
export type Emit = (event: NewEvent) => void;

/**
 * Runs `work` in one transaction, and writes the events it emits with it: both are kept, or neither.
 *
 * @returns what the work gave, and the events, to be announced now
 */
export async function inTransactionWithEvents<T>(
  pool: Pool,
  work: (tx: Transaction, emit: Emit) => Promise<T>,
): Promise<{ result: T; events: NewEvent[] }> {
  const events: NewEvent[] = [];
  const emit = (event: NewEvent) => void events.push(event);
  const result = await inTransaction(
    pool,
    (tx) => work(tx, emit),
    (tx) => record(tx, events),
  );
  return { result, events };
}

/** Writes events inside the transaction that makes them true. Whoever made them, they carry no secrets. */
export async function record(tx: Transaction, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query({
    name: 'record events',
    text: `insert into station_event (station_id, type, at, data)
           select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::jsonb[])`,
    values: [
      events.map((event) => event.station),
      events.map((event) => event.type),
      events.map((event) => event.at),
      events.map((event) => keptJson(JSON.stringify(event.data))),
    ],
  });
}

/**
 * Wakes whoever waits for events, once they are committed. Listeners read the events themselves from the outbox, in
 * their order: an announcement that goes missing costs time, never an event.
 */
export function announce(broker: Broker, events: NewEvent[]): void {
  if (events.length > 0) broker.announce(eventTopic, JSON.stringify({ events: events.length }));
}

/** The place in the order of replay up to which all is known: a reader may start here and miss nothing later. */
export async function currentCursor(db: Queryable): Promise<string> {
  const { rows } = await db.query(
    `select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as xid`,
  );
  return `${rows[0].xid}.9223372036854775807`;
}

export const isCursor = (cursor: string): boolean => /^\d{1,20}\.\d{1,19}$/.test(cursor);

/**
 * The events after a cursor, in order, as far as they are final: those of transactions still open, and all begun
 * after these, wait for the next read.
 */
export async function eventsAfter(
  db: Queryable,
  cursor: string,
  {
    limit,
    stations,
    types,
  }: { limit: number; stations?: string[] | undefined; types?: readonly string[] | undefined },
): Promise<StationEvent[]> {
  const [xid, id] = cursor.split('.');
  // In the order, xid and id without their table would be the texts that are selected: 100 before 99.
  // Said in so many words, the index of stations can be used, which leaves meter values out.
  const unmetered = types && !types.includes('MeterValuesReceived');
  const { rows } = await db.query({
    name: `events${stations ? ' of stations' : ''}${types ? ' of types' : ''}${unmetered ? ' unmetered' : ''}`,
    text: `select id::text, xid::text, station_id, type, at, data from station_event
           where (xid, id) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
             ${stations ? 'and station_id = any($4)' : ''}
             ${types ? `and type = any($${stations ? 5 : 4})` : ''}
             ${unmetered ? `and type <> 'MeterValuesReceived'` : ''}
           order by station_event.xid, station_event.id limit $3`,
    values: [xid, id, limit, ...(stations ? [stations] : []), ...(types ? [types] : [])],
  });
  return rows.map((row) => ({
    cursor: `${row.xid}.${row.id}`,
    station: row.station_id,
    type: row.type,
    at: row.at,
    data: row.data,
  }));
}

/** Whether events are committed that are not final yet: a transaction begun before theirs is still open. */
export async function someAreToCome(db: Queryable): Promise<boolean> {
  const { rows } = await db.query({
    name: 'events to come',
    text: `select exists (select from station_event where xid >= pg_snapshot_xmin(pg_current_snapshot())) as some`,
  });
  return rows[0].some;
}

/** Whether a replay may start here: VALID, EXPIRED (events after it are dropped) or UNKNOWN (we never gave it out). */
export async function standingOf(db: Queryable, cursor: string): Promise<'VALID' | 'EXPIRED' | 'UNKNOWN'> {
  if (!isCursor(cursor)) return 'UNKNOWN';
  const [xid, id] = cursor.split('.') as [string, string];
  if (BigInt(xid) >= 2n ** 63n || BigInt(id) >= 2n ** 63n) return 'UNKNOWN';
  const { rows } = await db.query(
    `select $1::xid8 >= pg_snapshot_xmax(pg_current_snapshot()) as ahead,
            exists (select from station_event_horizon where (xid, id) > ($1::xid8, $2::bigint)) as dropped`,
    [xid, id],
  );
  if (rows[0].ahead) return 'UNKNOWN';
  return rows[0].dropped ? 'EXPIRED' : 'VALID';
}

/** The order of replay. */
export function isAfter(one: string, other: string): boolean {
  const [xid, id] = one.split('.') as [string, string];
  const [otherXid, otherId] = other.split('.') as [string, string];
  return xid === otherXid ? BigInt(id) > BigInt(otherId) : BigInt(xid) > BigInt(otherXid);
}
