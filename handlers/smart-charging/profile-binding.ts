import { columns } from '../../platform/database/columns.js';
import type { TransactionFacts } from '../../platform/events/facts.js';
import type { Keeping } from '../action.js';

/**
 * Gives profiles that came with a remote start the transaction that it began: by the number of the start (2.x), or the
 * token and the place (1.6, which has no such number).
 */
export async function bindProfiles(
  begun: { station: string; data: TransactionFacts }[],
  { tx }: Pick<Keeping, 'tx'>,
): Promise<void> {
  const rows = begun.map(({ station, data }) => ({ ...data, station }));
  await tx.query({
    name: 'bind profiles to transactions',
    text: `update charging_profile p set transaction_id = begun.transaction_id, evse_id = coalesce(begun.evse_id, p.evse_id)
           from unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::text[])
             as begun (station_id, transaction_id, evse_id, remote_start_id, id_token)
           where p.station_id = begun.station_id and p.purpose = 'TxProfile' and p.transaction_id is null
             and p.ended_at is null
             and case when p.remote_start_id is not null then p.remote_start_id = begun.remote_start_id
                 else lower(p.id_token) = lower(begun.id_token) and p.evse_id in (0, begun.evse_id) end`,
    values: columns(rows, ['station', 'transactionId', 'evseId', 'remoteStartId', 'idToken']),
  });
}

/** The same where the transaction was told before the answer to its remote start. */
export async function bindToRunning(tx: Keeping['tx'], stations: string[]): Promise<void> {
  if (stations.length === 0) return;
  await tx.query({
    name: 'bind profiles to running transactions',
    text: `update charging_profile p set transaction_id = t.transaction_id, evse_id = coalesce(t.evse_id, p.evse_id)
           from transaction t
           where p.station_id = any($1) and p.purpose = 'TxProfile' and p.transaction_id is null and p.ended_at is null
             and t.station_id = p.station_id and t.status = 'ACTIVE'
             and case when p.remote_start_id is not null then t.remote_start_id = p.remote_start_id
                 else lower(t.id_token) = lower(p.id_token) and p.evse_id in (0, t.evse_id)
                   and t.created_at > p.reported_at - interval '1 minute' end`,
    values: [stations],
  });
}
