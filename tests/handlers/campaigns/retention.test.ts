import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWire, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
});
after(() => wire.close());

test('requests and campaigns that are over go after their days; what is open stays', async () => {
  const station = await wire.station('kept', 'ocpp2.0.1');
  await wire.pool.query(
    `insert into command (station_id, action, ocpp_version, payload, state, timeout_ms)
     select $1, action, 'ocpp2.0.1', '{"requestId": 1}', 'ANSWERED', 1000
     from unnest(array['UpdateFirmware', 'GetLog']) action, generate_series(1, 2)`,
    [station],
  );
  for (const table of ['firmware_update', 'log_request']) {
    await wire.pool.query(`update ${table} set created_at = now() - interval '10 days', state = 'UNDER_WAY'`);
    await wire.pool.query(
      `update ${table} set state = 'DONE', ended_at = now() where id = (select min(id) from ${table})`,
    );
  }
  const step = (table: string, kind: string, days: number) =>
    wire.pool.query(
      `insert into ${table} (station_id, kind, status, at) values ($1, $2, 'Idle', now() - make_interval(days => $3))`,
      [station, kind, days],
    );
  for (const days of [1, 10]) {
    await step('firmware_status', 'UPDATE', days);
    await step('log_status', 'LOG', days);
  }
  await wire.pool.query(
    `insert into campaign (name, state, calls, concurrency, when_offline, retries, backoff_seconds, outcome_seconds, requested_by, expires_at, ended_at)
     select 'c', 'DONE', '{}', 1, 'WAIT', 0, 0, 1, 'me', now(), ended
     from unnest(array[now() - interval '10 days', now() - interval '1 day', null]) ended`,
  );
  await wire.pool.query('select drop_old_requests(7)');
  await wire.pool.query('select drop_old_campaigns(7)');
  const left = async (table: string) => (await wire.rows(`select from ${table}`)).length;
  for (const table of ['firmware_update', 'log_request', 'firmware_status', 'log_status'])
    assert.equal(await left(table), 1, table);
  assert.equal(await left('campaign'), 2);
  assert.deepEqual(await wire.rows('select distinct state from firmware_update'), [{ state: 'UNDER_WAY' }]);
});
