import type { StationEvent } from './item-events.js';

/** What we use of Directus's database handle. */
export interface Database {
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
}
interface Queryable {
  raw(statement: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
}

const pageSize = 500;

/**
 * The events that nobody has told Directus yet, in the order of the outbox; none where another Directus process is at
 * it just now: the row of the reader is held by one at a time. A process that dies in between leaves the row as it
 * was, so its events are told again rather than not at all.
 *
 * The first time begins with what happens from then on.
 */
export function readOutbox(
  database: Database,
  tell: (events: StationEvent[]) => Promise<void>,
): Promise<'all' | 'more'> {
  return database.transaction(async (tx) => {
    await tx.raw(
      `insert into event_reader (name, xid, id)
       select 'directus', pg_snapshot_xmin(pg_current_snapshot()), 0
       where not exists (select from event_reader where name = 'directus') on conflict do nothing`,
    );
    const { rows } = await tx.raw(
      `select xid::text, id::text from event_reader where name = 'directus' for update skip locked`,
    );
    const from = rows[0] as { xid: string; id: string } | undefined;
    if (!from) return 'all';
    const { rows: events } = await tx.raw(
      `select xid::text, id::text, station_id, type, data from station_event
       where (xid, id) > (?::text::xid8, ?::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
         and type <> 'MeterValuesReceived'
       order by station_event.xid, station_event.id limit ${pageSize}`,
      [from.xid, from.id],
    );
    const last = events.at(-1) as { xid: string; id: string } | undefined;
    if (!last) return 'all';
    await tell(events as StationEvent[]);
    await tx.raw(
      `update event_reader set xid = ?::text::xid8, id = ?::bigint, read_at = now() where name = 'directus'`,
      [last.xid, last.id],
    );
    return events.length === pageSize ? 'more' : 'all';
  });
}
