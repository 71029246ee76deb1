import { columns } from '../../platform/database/columns.js';
import type { Keeping } from '../action.js';

/** A message that speaks of a transaction nobody can find. */
export interface Orphan {
  station: string;
  action: string;
  orphanKey: string;
  reason: string;
  payload: object;
  receivedAt: Date;
}

/** Leaves orphans for a person to look at, each once. */
export async function keepOrphans(orphans: Orphan[], { tx, emit }: Keeping): Promise<void> {
  if (orphans.length === 0) return;
  const rows = orphans.map((orphan) => ({ ...orphan, payload: JSON.stringify(orphan.payload) }));
  const { rows: kept } = await tx.query<Orphan & { id: string }>({
    name: 'keep orphans',
    text: `insert into orphan_message (station_id, action, orphan_key, reason, payload, received_at)
           select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::timestamptz[])
           order by 1, 3
           on conflict (station_id, orphan_key) do nothing
           returning id, station_id as station, action, reason, received_at as "receivedAt"`,
    values: columns(rows, ['station', 'action', 'orphanKey', 'reason', 'payload', 'receivedAt']),
  });
  for (const { id, station, action, reason, receivedAt } of kept)
    emit({ station, type: 'OrphanRecorded', at: receivedAt, data: { orphan: id, action, reason } });
}
