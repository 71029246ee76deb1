import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';

/** A message of a transaction. */
export interface Entry {
  station: string;
  /** Its business key: the same for the same message told again, whatever its message id. */
  eventKey: string;
  transactionRef: string;
  eventType: 'Started' | 'Updated' | 'Ended';
  seqNo: number | null;
  triggerReason: string | null;
  occurredAt: Date;
  receivedAt: Date;
  offline: boolean;
  superseded: boolean;
}

/** Names an entry among all stations. */
export const entryName = ({ station, eventKey }: { station: string; eventKey: string }): string =>
  JSON.stringify([station, eventKey]);

/** Notes each message once and counts its repeats. @returns the names of those not heard before */
export async function note(tx: Transaction, entries: Entry[]): Promise<Set<string>> {
  if (entries.length === 0) return new Set();
  const once = new Map<string, Entry & { repeats: number }>();
  for (const entry of entries) {
    const name = entryName(entry);
    const known = once.get(name);
    if (known) known.repeats++;
    else once.set(name, { ...entry, repeats: 0 });
  }
  const { rows } = await tx.query<{ station: string; eventKey: string }>({
    name: 'note transaction events',
    text: `with noted as (
             insert into transaction_event as known (station_id, event_key, transaction_ref, event_type, seq_no,
               trigger_reason, occurred_at, received_at, offline, superseded, repeats)
             select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::text[],
                                  $7::timestamptz[], $8::timestamptz[], $9::boolean[], $10::boolean[], $11::int[])
             order by 1, 2
             on conflict (station_id, event_key) do update set repeats = known.repeats + excluded.repeats + 1
             returning station_id as station, event_key as "eventKey", xmax = 0 as fresh
           )
           select station, "eventKey" from noted where fresh`,
    values: columns(
      [...once.values()],
      [
        'station',
        'eventKey',
        'transactionRef',
        'eventType',
        'seqNo',
        'triggerReason',
        'occurredAt',
        'receivedAt',
        'offline',
        'superseded',
        'repeats',
      ],
    ),
  });
  return new Set(rows.map(entryName));
}

/** Which transaction a message heard before belongs to, by entry name; only for those we know. */
export async function recall(
  tx: Transaction,
  keys: { station: string; eventKey: string }[],
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const { rows } = await tx.query<{ station: string; eventKey: string; transactionId: string }>({
    name: 'recall transaction events',
    text: `select e.station_id as station, e.event_key as "eventKey", t.transaction_id as "transactionId"
           from transaction_event e join transaction t on t.id = e.transaction_ref
           where (e.station_id, e.event_key) in (select * from unnest($1::text[], $2::text[]))`,
    values: columns(keys, ['station', 'eventKey']),
  });
  return new Map(rows.map((row) => [entryName(row), row.transactionId]));
}
