import { describe, violationError, violations } from '../../ocpp/validation.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Emit } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import { shield } from '../../platform/secrets.js';
import type { Settings } from '../../platform/settings.js';
import { commandUpdated } from './outcomes.js';

/** A command given of our own accord, not because somebody asked for it just now. */
export interface Order {
  station: string;
  version: OcppVersion;
  action: string;
  /** As it goes onto the wire. */
  payload: object;
  /** Who is said to have asked: `chargeql: <why>`. */
  requestedBy: string;
  /** s; how long it waits for its station. Left out: a day. */
  expiresInSeconds?: number;
  /** An order with a key that was used before is not given again. */
  idempotencyKey?: string;
}

const day = 86_400;

/**
 * Enters commands in the transaction that makes them necessary. They go out as soon as it is committed and the station
 * is there to take them; a station that is not of that version (any more) gets none. Throws where a payload breaks the
 * schema: that is our own mistake.
 *
 * @returns the ids of the commands, in the order of the orders; null for those not given
 */
export async function order(
  { tx, emit, settings }: { tx: Transaction; emit: Emit; settings: Settings },
  orders: Order[],
): Promise<(string | null)[]> {
  if (orders.length === 0) return [];
  for (const { version, action, payload } of orders) check(version, action, payload);
  const shielded = await Promise.all(orders.map(({ payload }) => shield(payload, settings.SECRET)));
  if (shielded.some(({ secret }) => secret && secret.sealed === null))
    throw new Error('SECRET is not set: what an order must not show can’t be sealed');
  const rows = orders.map((each, number) => ({
    ...each,
    number,
    payload: JSON.stringify(shielded[number]?.shown),
    sealed: shielded[number]?.secret?.sealed ?? null,
    passwordHash: shielded[number]?.secret?.passwordHash ?? null,
    expires: each.expiresInSeconds ?? day,
    key: each.idempotencyKey ?? null,
  }));
  const entered = await tx.query({
    name: 'order commands',
    text: `with asked as materialized (
             select gen_random_uuid() as id, a.* from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::int[], $8::text[],
               $10::text[], $11::text[])
               as a (number, station_id, ocpp_version, action, payload, requested_by, expires, key, sealed, password_hash)
           ), entered as (
             insert into command (id, station_id, ocpp_version, action, payload, state, requested_by, timeout_ms, expires_at, idempotency_key, created_at)
             select a.id, a.station_id, a.ocpp_version, a.action, a.payload, 'QUEUED', a.requested_by, $9,
               now() + make_interval(secs => a.expires), a.key, now() + a.number * interval '1 microsecond'
             from asked a join charging_station s on s.id = a.station_id and s.ocpp_version = a.ocpp_version
             on conflict (idempotency_key) where idempotency_key is not null do nothing
             returning id, station_id, action, state, answer, error_code, error_description, late
           ), hidden as (
             insert into command_secret (command_id, station_id, sealed, password_hash)
             select a.id, a.station_id, a.sealed, a.password_hash from asked a join entered using (id) where a.sealed is not null
           )
           select e.*, a.number from entered e join asked a using (id) order by a.number`,
    values: [
      ...columns(rows, [
        'number',
        'station',
        'version',
        'action',
        'payload',
        'requestedBy',
        'expires',
        'key',
      ]),
      settings.CALL_TIMEOUT * 1000,
      ...columns(rows, ['sealed', 'passwordHash']),
    ],
  });
  const ids = new Map<number, string>();
  for (const { number, ...row } of entered.rows) {
    ids.set(number, row.id);
    emit(commandUpdated(row));
  }
  return orders.map((_, number) => ids.get(number) ?? null);
}

function check(version: OcppVersion, action: string, payload: object): void {
  const findings = violations(version, action, 'Request', payload).map(describe);
  if (findings.length > 0) throw new Error(violationError(action, findings).message);
}

/** Whether these events say that a command waits to be sent. */
export const someOrdered = (events: NewEvent[]): boolean =>
  events.some((event) => event.type === 'CommandUpdated' && event.data.state === 'QUEUED');
