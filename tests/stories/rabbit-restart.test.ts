import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { boot16, dial } from '../support/charger.js';
import { openRabbitNode, withoutServer } from '../support/rabbit-node.js';
import { until } from '../support/until.js';
import { openChain } from './chain.js';
import { compareLedger, startLoad } from './sessions.js';

test('RabbitMQ is killed and started anew under load: stations stay connected, calls get an answer or an honest error, work goes on by itself', {
  skip: withoutServer,
}, async () => {
  const rabbit = await openRabbitNode();
  const chain = await openChain({ amqp: rabbit.url, environment: { ANSWER_TIMEOUT: '8' } });
  const load = startLoad(chain.url);
  try {
    const leaver = await dial(`${chain.url}/LEAVER`);
    assert.equal((await leaver.call('BootNotification', boot16))[0], 3);
    const caller = await dial(`${chain.url}/CALLER`);
    assert.equal((await caller.call('BootNotification', boot16))[0], 3);
    await load.ended(8);

    await rabbit.kill();
    await leaver.hangUp();
    caller.send([2, 'patient', 'Heartbeat', {}]);
    await sleep(9500);
    const [type, id, code] = await caller.next();
    assert.deepEqual([type, id, code], [4, 'patient', 'InternalError']);
    await assert.rejects(dial(`${chain.url}/NEWCOMER`), /503/);
    caller.send([2, 'waiting', 'Heartbeat', {}]);
    await rabbit.start();
    // Answered where RabbitMQ was back within the call's time, else told honestly that it was not.
    const [kind, waited, why] = await caller.next(20_000);
    assert.deepEqual(
      [waited, kind === 3 ? 'answered' : why],
      ['waiting', kind === 3 ? 'answered' : 'InternalError'],
    );
    await until('work goes on', async () => (await caller.call('Heartbeat', {}))[0] === 3, {
      ms: 30_000,
      every: 300,
    });

    await load.ended(12);
    await load.finish();
    await compareLedger(chain.pool, load.sessions);
    const { rows } = await chain.pool.query(
      `select count(*)::int as n from connection where station_id <> 'NEWCOMER'`,
    );
    assert.equal(rows[0].n, load.fleet.stations.length + 2, 'nobody had to reconnect');
    await until('the leaver is offline', async () => {
      const { rows } = await chain.pool.query(`select id from charging_station where online`);
      return rows.length === 1 && rows[0].id === 'CALLER';
    });
    await caller.hangUp();
  } finally {
    await load.fleet.stop();
    await chain.stop();
    await rabbit.remove();
  }
});
