import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { GatewayBeat } from '../../../platform/broker/messages.js';
import { boot16, dial } from '../../support/charger.js';
import { type System, startSystem } from '../../support/system.js';
import { until } from '../../support/until.js';

let system: System;
before(async () => {
  system = await startSystem();
});
after(() => system.stop());

const beat = (connections: GatewayBeat['connections']): boolean =>
  system.broker.send(
    'station.messages',
    JSON.stringify({
      gateway: system.gateway.id,
      items: [{ kind: 'beat', at: Date.now(), host: 'test', connections }],
    }),
  );

const online = async (): Promise<string[]> =>
  (await system.pool.query('select id from charging_station where online order by id')).rows.map(
    ({ id }) => id,
  );

test('what a gateway holds is true: a close that was lost, and an offline that was not, are set right', async () => {
  const held = await dial(`${system.url}/HELD`);
  assert.equal((await held.call('BootNotification', boot16))[0], 3);
  const { rows } = await system.pool.query(`select connection_epoch as epoch from charging_station`);
  await system.pool.query(
    `insert into charging_station (id, online, gateway_id, connection_epoch, connected_at)
     select id, true, $1, nextval('connection_epoch'), now() - age
     from (values ('GHOST', interval '1 hour'), ('COMING', interval '1 second')) as s (id, age)`,
    [system.gateway.id],
  );
  await system.pool.query(
    `insert into connection (station_id, epoch, gateway_id, ocpp_version, opened_at)
     select id, connection_epoch, gateway_id, 'ocpp1.6', connected_at from charging_station where id <> 'HELD'`,
  );
  await system.pool.query(`update charging_station set online = false where id = 'HELD'`);
  beat([{ station: 'HELD', epoch: rows[0].epoch }]);
  await until('set right', async () => (await online()).join() === 'COMING,HELD');
  const { rows: closed } = await system.pool.query(
    'select station_id, close_reason from connection where closed_at is not null',
  );
  assert.deepEqual(closed, [{ station_id: 'GHOST', close_reason: 'gone, without a word' }]);
  const { rows: events } = await system.pool.query(
    `select station_id, type from station_event where type like 'Station%onnected' order by id`,
  );
  assert.deepEqual(
    events.map(({ station_id, type }) => `${station_id} ${type}`),
    ['HELD StationConnected', 'HELD StationConnected', 'GHOST StationDisconnected'],
  );
  await held.hangUp();
});
