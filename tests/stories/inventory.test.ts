import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFleet } from '../../simulator/fleet.js';
import { variables } from '../../simulator/variables.js';
import { ended, order } from '../support/commands.js';
import { startSystem } from '../support/system.js';
import { until } from '../support/until.js';

for (const version of ['ocpp2.0.1', 'ocpp2.1'] as const)
  test(`${version} TC_B_13: a full inventory is asked for, comes in parts and is known`, async () => {
    const system = await startSystem();
    const fleet = startFleet({ url: system.url, stations: [{ id: 'A', version, evses: 2 }], speed: 100 });
    try {
      await fleet.station('A').until(({ isOnline }) => isOnline);
      const { rows } = await system.pool.query(`select gateway_id from charging_station where id = 'A'`);
      const payload = { requestId: 42, reportBase: 'FullInventory' };
      const [id = ''] = await order(system, rows[0].gateway_id, [
        { station: 'A', version, action: 'GetBaseReport', payload },
      ]);
      assert.deepEqual((await ended(system.pool, id, 'ANSWERED')).answer, { status: 'Accepted' });
      const report = await until('the whole report', async () => {
        const found = await system.pool.query(
          `select rows, parts, completed_at from device_report where station_id = 'A' and request_id = 42`,
        );
        return found.rows[0]?.completed_at && found.rows[0];
      });
      assert.ok(report.parts.length > 1);
      assert.ok(report.rows >= variables.length);
      const known = await system.pool.query(
        `select count(*)::int, count(*) filter (where variable = 'HeartbeatInterval' and value = '300' and unit = 's')::int as beat
         from variable where station_id = 'A'`,
      );
      assert.deepEqual(known.rows[0], { count: report.rows, beat: 1 });
    } finally {
      await fleet.stop();
      await system.stop();
    }
  });
