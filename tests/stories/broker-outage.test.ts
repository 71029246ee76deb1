import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { amqpUrl, withoutRabbit } from '../support/broker.js';
import { openProxy } from '../support/proxy.js';
import { openChain } from './chain.js';
import { ways } from './failures.js';
import { compareLedger, nobodyReconnected, startLoad } from './sessions.js';

for (const [how, away] of ways)
  test(`the way to RabbitMQ ${how} under load: stations stay, and work goes on by itself`, {
    skip: withoutRabbit,
  }, async () => {
    const wire = await openProxy(amqpUrl);
    const chain = await openChain({ amqp: wire.url });
    const load = startLoad(chain.url);
    try {
      for (let round = 0; round < 3; round++) {
        await load.ended(6);
        await away(wire);
        await sleep(1200);
        await wire.heal();
      }
      await load.ended(10);
      const { tally } = load.fleet.stats();
      await load.finish();
      await compareLedger(chain.pool, load.sessions);
      await nobodyReconnected(chain.pool, load);
      assert.equal(tally.unanswered, 0);
    } finally {
      await load.fleet.stop();
      await chain.stop();
      await wire.close();
    }
  });
