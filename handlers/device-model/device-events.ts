import { createHash } from 'node:crypto';
import { isSecretName, mask } from '../../ocpp/secrets.js';
import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';
import { nameColumns, nameFields, type VariableName } from './variable-name.js';
import { keepVariables, known } from './variables.js';

/** Something a station noticed about one of its variables. */
export interface DeviceEvent extends VariableName {
  /** The station's own number for it, which others name as their cause; not unique for ever. */
  eventId: number | null;
  occurredAt: Date;
  /** Alerting, Delta or Periodic */
  trigger: string;
  /** eventId of what led to it. */
  cause: number | null;
  actualValue: string;
  techCode: string | null;
  techInfo: string | null;
  /** The condition is over. */
  cleared: boolean | null;
  transactionId: string | null;
  monitorId: number | null;
  eventNotificationType: string;
  /** 0 (danger) to 9 (debug); 2.1 tells it, else that of the monitor is taken where known. */
  severity: number | null;
}

/** Keeps each event once, tells of it, and takes over the value it brings. */
export async function keepDeviceEvents(told: Told<DeviceEvent[]>[], { tx, emit }: Keeping): Promise<null[]> {
  const rows = told.flatMap(({ station, receivedAt, fact }) =>
    fact.map((event) => ({ ...withoutSecret(event), station, receivedAt, eventKey: keyOf(event) })),
  );
  const kept = await tx.query<{ id: string; station: string; eventKey: string; severity: number | null }>({
    name: 'keep device events',
    text: `insert into device_event as e (station_id, event_key, event_id, occurred_at, received_at, trigger, cause,
             actual_value, tech_code, tech_info, cleared, transaction_id, monitor_id, event_notification_type, severity,
             ${nameColumns})
           select n.station_id, n.event_key, n.event_id, n.occurred_at, n.received_at, n.trigger, n.cause, n.actual_value,
             n.tech_code, n.tech_info, n.cleared, n.transaction_id, n.monitor_id, n.event_notification_type,
             coalesce(n.severity, m.severity), n.component, n.component_instance, n.evse_id, n.connector_id, n.variable,
             n.variable_instance
           from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::text[],
               $7::bigint[], $8::text[], $9::text[], $10::text[], $11::bool[], $12::text[], $13::bigint[], $14::text[],
               $15::int[], $16::text[], $17::text[], $18::int[], $19::int[], $20::text[], $21::text[]) with ordinality
             as n (station_id, event_key, event_id, occurred_at, received_at, trigger, cause, actual_value, tech_code,
                   tech_info, cleared, transaction_id, monitor_id, event_notification_type, severity, ${nameColumns}, n)
           left join variable_monitor m on (m.station_id, m.monitor_id) = (n.station_id, n.monitor_id)
           order by n.n
           on conflict (station_id, event_key) do nothing
           returning id, station_id as station, event_key as "eventKey", severity`,
    values: columns(rows, [
      'station',
      'eventKey',
      'eventId',
      'occurredAt',
      'receivedAt',
      'trigger',
      'cause',
      'actualValue',
      'techCode',
      'techInfo',
      'cleared',
      'transactionId',
      'monitorId',
      'eventNotificationType',
      'severity',
      ...nameFields,
    ]),
  });
  const fresh = new Map(kept.rows.map((row) => [`${row.station}|${row.eventKey}`, row]));
  const heard = rows.filter((row) => {
    const { station, receivedAt: _, eventKey, occurredAt: at, eventId, cause, monitorId, ...event } = row;
    const one = fresh.get(`${station}|${eventKey}`);
    if (!one || !fresh.delete(`${station}|${eventKey}`)) return false;
    const data = {
      ...event,
      deviceEvent: one.id,
      eventId: text(eventId),
      cause: text(cause),
      monitorId: text(monitorId),
      severity: one.severity,
    };
    emit({ station, type: 'DeviceEventReported', at, data });
    return true;
  });
  await keepVariables(
    tx,
    heard.map((row) => ({
      ...known({ ...nameOnly(row), value: row.actualValue }),
      station: row.station,
      source: 'EVENT',
      at: new Date(Math.min(row.occurredAt.getTime(), row.receivedAt.getTime())),
    })),
  );
  return told.map(() => null);
}

const withoutSecret = (event: DeviceEvent): DeviceEvent =>
  isSecretName(event.variable) ? { ...event, actualValue: mask } : event;

const text = (number: number | null): string | null => (number === null ? null : String(number));

function nameOnly(row: VariableName): VariableName {
  const { component, componentInstance, evseId, connectorId, variable, variableInstance } = row;
  return { component, componentInstance, evseId, connectorId, variable, variableInstance };
}

/** Stations number their events anew after a boot, and some never count: all that is told tells events apart. */
const keyOf = (event: DeviceEvent): string =>
  createHash('sha1').update(JSON.stringify(event)).digest('base64url');
