import type pg from 'pg';

/** Sessions of a month: more by day than by night, fewer on Sundays, none the same as the last. */
const sessions = `insert into transaction
    (station_id, transaction_id, evse_id, connector_id, id_token, status, started_at, ended_at, stopped_reason,
     meter_start_wh, meter_stop_wh)
  select station, 'past-' || n, 1, 1, 'CARD-7', 'ENDED', began, least(now(), began + lasts * interval '1 min'),
    case when random() < 0.8 then 'EVDisconnected' else 'Local' end,
    100000 + n * 1000, 100000 + n * 1000 + lasts * case when station like 'fast%' then 900 else 160 end
  from (
    select ($1::text[])[1 + floor(power(random(), 1.6) * cardinality($1::text[]))] as station, n,
      date_trunc('day', now()) - day * interval '1 day' + (7 + 14 * (random() + random()) / 2) * interval '1 hour' as began,
      20 + floor(random() * 70) as lasts
    from generate_series(0, 29) as day, generate_series(1, 110) as nr, lateral (select day * 1000 + nr as n) as numbered
    where extract(dow from now() - day * interval '1 day') > 0 or nr <= 60
  ) as drawn where began < now() - interval '5 min' and drawn.station is not null`;

const connections = `insert into connection (station_id, epoch, gateway_id, ocpp_version, opened_at, closed_at, close_reason)
  select ($1::text[])[1 + floor(random() * cardinality($1::text[]))], nextval('connection_epoch'), 'gateway', 'ocpp2.0.1', at,
    least(now(), at + interval '9 hours'), 'the station closed it'
  from (
    select now() - day * interval '1 day' - random() * interval '20 hours' as at
    from generate_series(0, 29) as day, generate_series(1, 14) as nr
    where random() < 0.8
  ) as drawn`;

const commands = `insert into command (station_id, action, ocpp_version, payload, state, error_code, error_description, requested_by,
    timeout_ms, created_at, answered_at)
  select ($1::text[])[1 + n % cardinality($1::text[])], action, 'ocpp2.0.1', '{}', state,
    case state when 'CALL_ERROR' then 'InternalError' end,
    case state when 'CALL_ERROR' then 'an internal error occurred' when 'TIMED_OUT' then 'no answer within 30 s'
      when 'OFFLINE' then 'the station is not connected' end,
    'operator@example.com', 30000, at, case when state in ('ANSWERED', 'CALL_ERROR') then at + interval '300 ms' end
  from (
    select n, (array['RequestStartTransaction', 'RequestStartTransaction', 'RequestStopTransaction', 'Reset', 'UnlockConnector',
        'SetVariables', 'GetVariables', 'TriggerMessage'])[1 + floor(random() * 8)] as action,
      (array['ANSWERED', 'ANSWERED', 'ANSWERED', 'ANSWERED', 'ANSWERED', 'ANSWERED', 'ANSWERED', 'ANSWERED', 'CALL_ERROR', 'TIMED_OUT',
        'OFFLINE'])[1 + floor(random() * 11)] as state,
      now() - random() * interval '6 days' as at
    from generate_series(1, 180) as n
  ) as drawn`;

/** What is wrong: on stations that never connect, for those that do tell of themselves. */
const faults = [
  `insert into evse (station_id, evse_id) select unnest($1::text[]), 1`,
  `insert into connector (station_id, evse_id, connector_id, status, reported_status, error_code, status_at)
   select station, 1, 1, 'Faulted', 'Faulted', (array['GroundFailure', 'ConnectorLockFailure'])[1 + nr % 2], now() - nr * interval '3 hours'
   from unnest($1::text[]) with ordinality as faulted (station, nr)`,
  `insert into security_event (station_id, type, tech_info, at, received_at)
   select ($1::text[])[1 + n % cardinality($1::text[])], (array['FailedToAuthenticateAtCsms', 'TamperDetectionActivated',
     'FirmwareUpdated', 'SettingSystemTime', 'StartupOfTheDevice'])[1 + n % 5], '', at, at
   from generate_series(1, 8) as n, lateral (select now() - n * interval '5 hours' as at) as told`,
  `insert into refused_handshake (station_id, path, protocols, remote_address, reason, refused_at)
   select 'yard-' || n, '/yard-' || n, 'ocpp1.6', '203.0.113.' || n, 'the password is wrong', now() - n * interval '2 hours'
   from generate_series(1, 6) as n`,
];

/** A month that a fleet might have had, for what shows more than the moment; the same each time. */
export async function seedPast(
  client: pg.Client,
  fleet: { working: string[]; faulted: string[] },
): Promise<void> {
  await client.query('select setseed(0.25)');
  for (const text of [sessions, connections, commands]) await client.query(text, [fleet.working]);
  for (const text of faults) await client.query(text, text.includes('$1') ? [fleet.faulted] : []);
}
