import type { Noted } from './noted.js';

/** What we use of Directus's database handle. */
export interface Database extends Queryable {
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
}
export interface Queryable {
  raw(statement: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
}

const pageSize = 500;
const page = `(xid, id) > (?::text::xid8, ?::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())`;
const first = `order by xid, id limit ${pageSize}`;

/**
 * What nobody has told Directus yet, in the order it was written; none where another Directus process is at it just
 * now: one at a time holds the lock. A process that dies in between leaves the place as it was, so its part is told
 * again rather than not at all.
 *
 * The place is written once all is told: a transaction that has written holds back every reader of events until its end.
 * The first time begins with what happens from then on.
 */
export function readOutbox(
  database: Database,
  tell: (noted: Noted[]) => Promise<void>,
): Promise<'all' | 'more'> {
  return database.transaction(async (tx) => {
    const { rows: locks } = await tx.raw(
      `select pg_try_advisory_xact_lock(hashtext('chargeql directus events')) as ours`,
    );
    if (!(locks[0] as { ours: boolean }).ours) return 'all';
    const { rows } = await tx.raw(`select xid::text, id::text from event_reader where name = 'directus'`);
    const from = rows[0] as { xid: string; id: string } | undefined;
    if (!from) {
      await tx.raw(
        `insert into event_reader (name, xid, id) values ('directus', pg_snapshot_xmin(pg_current_snapshot()), 0)`,
      );
      return 'all';
    }
    const { rows: noted } = await tx.raw(
      `select xid::text, id::text, event, change from (
         (select xid, id, jsonb_build_object('station', station_id, 'type', type, 'at', at, 'data', data) as event, null::jsonb as change
          from station_event where ${page} and type <> 'MeterValuesReceived' ${first})
         union all
         (select xid, id, null, jsonb_build_object('collection', collection, 'key', key, 'action', action, 'fields', fields)
          from item_change where ${page} ${first})
       ) noted order by noted.xid, noted.id limit ${pageSize}`,
      [from.xid, from.id, from.xid, from.id],
    );
    const last = noted.at(-1) as { xid: string; id: string } | undefined;
    if (!last) return 'all';
    await tell(noted as Noted[]);
    await tx.raw(
      `update event_reader set xid = ?::text::xid8, id = ?::bigint, read_at = now() where name = 'directus'`,
      [last.xid, last.id],
    );
    return noted.length === pageSize ? 'more' : 'all';
  });
}
