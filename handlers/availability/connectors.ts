import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Keeping, Told } from '../action.js';
import type { Place } from '../place.js';
import type { ConnectorStatus } from './status-words.js';

export interface StatusReport extends Place {
  status: ConnectorStatus;
  reportedStatus: string;
  errorCode: string | null;
  vendorErrorCode: string | null;
  info: string | null;
  at: Date;
}

type Located = StatusReport & { station: string; heardAt: Date };

interface Kept extends Located {
  previousStatus: string | null;
  changed: boolean;
}

/** Keeps the newest status of each connector; connectors and their EVSEs appear with their first report. */
export async function keepStatuses(told: Told<StatusReport>[], { tx, emit }: Keeping): Promise<null[]> {
  const reports = newest(told);
  await makeEvses(tx, reports);
  for (const { station, at, heardAt: _, changed, ...report } of await writeStatuses(tx, reports))
    if (changed) emit({ station, type: 'ConnectorStatusChanged', at, data: withoutWords(report) });
  return told.map(() => null);
}

/** One report a connector: the newest by the station's clock, of two at one time the later told. */
export function newest(told: Told<StatusReport>[]): Located[] {
  const latest = new Map<string, Located>();
  for (const { station, receivedAt, fact } of told) {
    // A clock that runs ahead would lock its own later reports out once it is set right.
    const at = new Date(Math.min(fact.at.getTime(), receivedAt.getTime()));
    const key = JSON.stringify([station, fact.evseId, fact.connectorId]);
    const known = latest.get(key);
    if (!known || known.at <= at) latest.set(key, { ...fact, station, at, heardAt: receivedAt });
  }
  return [...latest.values()];
}

/** Always in the same order: two batches that meet the same new station wait for each other, but not in a circle. */
export async function makeEvses(tx: Transaction, at: { station: string; evseId: number }[]): Promise<void> {
  await tx.query({
    name: 'make evses',
    text: `insert into evse (station_id, evse_id)
           select distinct station_id, evse_id from unnest($1::text[], $2::int[]) as told (station_id, evse_id)
           where not exists (select from evse where (evse.station_id, evse.evse_id) = (told.station_id, told.evse_id))
           order by 1, 2
           on conflict do nothing`,
    values: columns(at, ['station', 'evseId']),
  });
}

async function writeStatuses(tx: Transaction, reports: Located[]): Promise<Kept[]> {
  const { rows } = await tx.query<Kept>({
    name: 'write statuses',
    text: `with told as (
             select * from unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[],
                                  $8::text[], $9::timestamptz[], $10::timestamptz[])
               as told (station_id, evse_id, connector_id, status, reported_status, error_code, vendor_error_code, info, status_at, heard_at)
           ), before as materialized (
             select connector.* from connector join told using (station_id, evse_id, connector_id)
             order by station_id, evse_id, connector_id for no key update of connector
           ), kept as (
             insert into connector (station_id, evse_id, connector_id, status, reported_status, error_code,
                                    vendor_error_code, info, status_at, heard_at)
             select told.* from told left join before using (station_id, evse_id, connector_id)
             where before.status_at is null or before.status_at <= told.status_at
             order by station_id, evse_id, connector_id
             on conflict (station_id, evse_id, connector_id) do update
             set status = excluded.status, reported_status = excluded.reported_status,
                 error_code = excluded.error_code, vendor_error_code = excluded.vendor_error_code,
                 info = excluded.info, status_at = excluded.status_at, heard_at = excluded.heard_at
             where connector.status_at <= excluded.status_at
             returning *
           )
           select station_id as station, evse_id as "evseId", connector_id as "connectorId", kept.status,
                  kept.reported_status as "reportedStatus", kept.error_code as "errorCode",
                  kept.vendor_error_code as "vendorErrorCode", kept.info, kept.status_at as at,
                  before.status as "previousStatus",
                  (kept.reported_status, kept.error_code, kept.vendor_error_code, kept.info) is distinct from
                    (before.reported_status, before.error_code, before.vendor_error_code, before.info) as changed
           from kept left join before using (station_id, evse_id, connector_id)
           order by station_id, evse_id, connector_id`,
    values: columns(reports, [
      'station',
      'evseId',
      'connectorId',
      'status',
      'reportedStatus',
      'errorCode',
      'vendorErrorCode',
      'info',
      'at',
      'heardAt',
    ]),
  });
  return rows;
}

function withoutWords({
  reportedStatus: _,
  vendorErrorCode: _v,
  ...data
}: Omit<Kept, 'station' | 'at' | 'heardAt' | 'changed'>) {
  return data;
}
