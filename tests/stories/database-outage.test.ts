import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { withoutRabbit } from '../support/broker.js';
import { openProxy, type Proxy as Wire } from '../support/proxy.js';
import { openChain } from './chain.js';
import { ways } from './failures.js';
import { compareLedger, nobodyReconnected, startLoad } from './sessions.js';

for (const [how, away] of ways)
  test(`PostgreSQL ${how} for some seconds under load: nothing is answered before it is kept, nothing lost or doubled`, {
    skip: withoutRabbit,
  }, async () => {
    let wire: Wire | undefined;
    const chain = await openChain({
      database: async (url) => {
        wire = await openProxy(url);
        return wire.url;
      },
    });
    const load = startLoad(chain.url);
    try {
      await load.ended(8);
      const { tally } = load.fleet.stats();
      await away(wire as Wire);
      // What was committed and on its way back by then, and standings remembered for half a second.
      await sleep(1000);
      const before = { answered: tally.answered, refused: tally.refused };
      await sleep(3000);
      assert.deepEqual({ answered: tally.answered, refused: tally.refused }, before);
      await wire?.heal();
      await load.ended(15);
      await load.finish();
      await compareLedger(chain.pool, load.sessions);
      await nobodyReconnected(chain.pool, load);
      assert.equal(tally.refused, 0);
    } finally {
      await load.fleet.stop();
      await chain.stop();
      await wire?.close();
    }
  });
