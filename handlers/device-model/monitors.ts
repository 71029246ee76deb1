import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Keeping, Told } from '../action.js';
import { joinParts, type Part } from './reports.js';
import { nameColumns, nameFields, type VariableName } from './variable-name.js';

/** Something a station watches a variable for. */
export interface Monitor extends VariableName {
  /** Given by the station. */
  monitorId: number;
  /** UpperThreshold, Delta, Periodic, … */
  type: string;
  /** In the unit of the variable; for periodic ones seconds. */
  value: number | null;
  /** 0 (danger) to 9 (debug) */
  severity: number | null;
  /** Only while a transaction goes on. */
  transaction: boolean | null;
  /** Hard-wired, preconfigured or custom; 2.1 tells. */
  eventNotificationType: string | null;
}

export interface MonitorReport {
  part: Part;
  monitors: Monitor[];
}

/** Folds the parts of monitoring reports into what is known of their stations. */
export async function keepMonitoringReports(
  told: Told<MonitorReport>[],
  { tx, emit }: Keeping,
): Promise<null[]> {
  const complete = await joinParts(tx, told);
  await setMonitors(
    tx,
    told.map((one) => ({ ...one, fact: one.fact.monitors })),
  );
  for (const { station, requestId, parts, rows, at } of complete)
    emit({ station, type: 'MonitoringReportReceived', at, data: { requestId, parts, variables: rows } });
  return told.map(() => null);
}

/** Keeps monitors, the later word over the earlier. @returns those that are new or otherwise than before */
export async function setMonitors(
  tx: Transaction,
  told: Told<Monitor[]>[],
): Promise<{ station: string; monitorId: string; at: Date }[]> {
  const latest = new Map<string, Monitor & { station: string; at: Date }>();
  for (const { station, receivedAt: at, fact } of told)
    for (const monitor of fact)
      latest.set(JSON.stringify([station, monitor.monitorId]), { ...monitor, station, at });
  if (latest.size === 0) return [];
  // Always in the same order: two batches that meet wait for each other, but not in a circle.
  const rows = [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, monitor]) => monitor);
  const { rows: changed } = await tx.query<{ station: string; monitorId: string; at: Date }>({
    name: 'set monitors',
    text: `insert into variable_monitor as m (station_id, ${nameColumns}, monitor_id, type, value, severity, transaction,
             event_notification_type, updated_at)
           select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::text[],
             $8::bigint[], $9::text[], $10::float8[], $11::int[], $12::bool[], $13::text[], $14::timestamptz[])
           on conflict (station_id, monitor_id) do update
           set component = excluded.component, component_instance = excluded.component_instance,
               evse_id = excluded.evse_id, connector_id = excluded.connector_id, variable = excluded.variable,
               variable_instance = excluded.variable_instance, type = excluded.type, value = excluded.value,
               severity = excluded.severity, transaction = excluded.transaction,
               event_notification_type = coalesce(excluded.event_notification_type, m.event_notification_type),
               updated_at = excluded.updated_at
           where m.updated_at <= excluded.updated_at
             and (m.component, m.component_instance, m.evse_id, m.connector_id, m.variable, m.variable_instance, m.type,
                  m.value, m.severity, m.transaction, m.event_notification_type)
               is distinct from
                 (excluded.component, excluded.component_instance, excluded.evse_id, excluded.connector_id,
                  excluded.variable, excluded.variable_instance, excluded.type, excluded.value, excluded.severity,
                  excluded.transaction, coalesce(excluded.event_notification_type, m.event_notification_type))
           returning station_id as station, monitor_id as "monitorId", updated_at as at`,
    values: columns(rows, [
      'station',
      ...nameFields,
      'monitorId',
      'type',
      'value',
      'severity',
      'transaction',
      'eventNotificationType',
      'at',
    ]),
  });
  return changed;
}

/** Takes monitors away. @returns those that were known */
export async function clearMonitors(
  tx: Transaction,
  told: Told<number[]>[],
): Promise<{ station: string; monitorId: string; at: Date }[]> {
  const gone = told.flatMap(({ station, receivedAt: at, fact }) =>
    fact.map((monitorId) => ({ station, monitorId, at })),
  );
  const { rows } = await tx.query({
    name: 'clear monitors',
    text: `with gone as (
             select distinct on (1, 2) * from unnest($1::text[], $2::bigint[], $3::timestamptz[]) as g (station_id, monitor_id, at)
             order by 1, 2, 3 desc
           )
           delete from variable_monitor m using gone
           where (m.station_id, m.monitor_id) = (gone.station_id, gone.monitor_id) and m.updated_at <= gone.at
           returning m.station_id as station, m.monitor_id as "monitorId", gone.at`,
    values: columns(gone, ['station', 'monitorId', 'at']),
  });
  return rows;
}

/** Takes all monitors of some kinds away; those whose kind a 2.0.1 station did not tell stay. @returns those that were known */
export async function clearKinds(
  tx: Transaction,
  told: Told<string[]>[],
): Promise<{ station: string; monitorId: string; at: Date }[]> {
  const gone = told.flatMap(({ station, receivedAt: at, fact }) =>
    fact.map((kind) => ({ station, kind, at })),
  );
  const { rows } = await tx.query({
    name: 'clear monitors of kinds',
    text: `with gone as (
             select station_id, kind, max(at) as at from unnest($1::text[], $2::text[], $3::timestamptz[]) as g (station_id, kind, at)
             group by 1, 2
           )
           delete from variable_monitor m using gone
           where (m.station_id, m.event_notification_type) = (gone.station_id, gone.kind) and m.updated_at <= gone.at
           returning m.station_id as station, m.monitor_id as "monitorId", gone.at`,
    values: columns(gone, ['station', 'kind', 'at']),
  });
  return rows;
}

/** What changed, one event a station. */
export const monitorsChanged = (
  changes: { station: string; monitorId: string; at: Date }[],
  how: 'set' | 'cleared',
): NewEvent[] =>
  [...Map.groupBy(changes, ({ station }) => station)].map(([station, group]) => ({
    station,
    type: 'MonitorsChanged',
    at: group[0]?.at ?? new Date(),
    data: { set: [], cleared: [], [how]: group.map(({ monitorId }) => monitorId) },
  }));
