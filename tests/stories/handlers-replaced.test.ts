import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHandlers } from '../../handlers/start.js';
import { openRabbit } from '../../platform/broker/rabbitmq.js';
import { openPool } from '../../platform/database/pool.js';
import { withoutRabbit } from '../support/broker.js';
import { runProcess } from '../support/run-process.js';
import { until } from '../support/until.js';
import { openChain } from './chain.js';
import { compareLedger, nobodyReconnected, startLoad } from './sessions.js';

test('a handlers process is killed in the middle of sessions: one transaction each, with the right energy', {
  skip: withoutRabbit,
}, async () => {
  const chain = await openChain({ handlers: false });
  const start = () => runProcess('handlers/main.js', chain.environment);
  const running = [start(), start()];
  await Promise.all(running.map(({ says }) => says(/handlers/)));
  const load = startLoad(chain.url);
  try {
    for (let round = 0; round < 3; round++) {
      await load.ended(6);
      running.shift()?.child.kill('SIGKILL');
      await load.ended(3);
      running.push(start());
    }
    await load.ended(6);
    await load.finish();
    await compareLedger(chain.pool, load.sessions);
    await nobodyReconnected(chain.pool, load);
    assert.equal(load.fleet.stats().tally.refused, 0);
  } finally {
    await load.fleet.stop();
    await Promise.all(running.map((run) => run.interrupt()));
    await chain.stop();
  }
});

test('handlers that start while the others are away take over what waits', {
  skip: withoutRabbit,
}, async () => {
  const chain = await openChain();
  const load = startLoad(chain.url, { stations: 6 });
  try {
    await load.ended(2);
    await chain.handlers?.stop();
    await sleep(500);
    const pool = openPool(chain.environment.DATABASE_URL as string, { size: 4, name: 'story', scans: false });
    const broker = await openRabbit({
      url: chain.environment.AMQP_URL as string,
      prefix: chain.environment.AMQP_PREFIX as string,
    });
    const handlers = await startHandlers({ settings: chain.settings, pool, broker });
    chain.handlers = {
      stop: async () => {
        await handlers.stop();
        await broker.close();
        await pool.end();
      },
    };
    await load.ended(4);
    await load.finish();
    await compareLedger(chain.pool, load.sessions);
    await nobodyReconnected(chain.pool, load);
    await until('offline', () => chain.gateway.connections === 0);
  } finally {
    await load.fleet.stop();
    await chain.stop();
  }
});
