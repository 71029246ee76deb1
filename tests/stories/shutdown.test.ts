import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { withoutRabbit } from '../support/broker.js';
import { openProxy, type Proxy as Wire } from '../support/proxy.js';
import { runProcess } from '../support/run-process.js';
import { openChain } from './chain.js';
import { ways } from './failures.js';
import { compareLedger, nobodyReconnected, startLoad } from './sessions.js';

/** Where connections break it ends at once; where they hang it is ended. */
const endsWithinMs = { 'is cut off': 5000, hangs: 12_000 };

for (const [how, away] of ways)
  test(`handlers that are told to stop while PostgreSQL ${how} do, and others do what was under way`, {
    skip: withoutRabbit,
  }, async () => {
    let wire: Wire | undefined;
    const chain = await openChain({
      handlers: false,
      environment: { ANSWER_TIMEOUT: '60' },
      database: async (url) => {
        wire = await openProxy(url);
        return wire.url;
      },
    });
    const start = () => runProcess('handlers/main.js', chain.environment);
    const first = start();
    await first.says(/handlers take messages/);
    const load = startLoad(chain.url, { stations: 12 });
    try {
      await load.ended(4);
      await away(wire as Wire);
      // Calls that nobody can keep wait by now.
      await sleep(1500);
      const began = Date.now();
      first.child.kill('SIGTERM');
      const code = await first.ended;
      assert.ok(Date.now() - began < endsWithinMs[how], `it took ${Date.now() - began} ms`);
      assert.equal(code, how === 'hangs' ? 1 : 0);
      assert.equal(load.fleet.stats().tally.refused, 0, 'none was told that it could not be kept');

      await wire?.heal();
      await start().says(/handlers take messages/);
      await load.ended(8);
      await load.finish();
      await compareLedger(chain.pool, load.sessions);
      await nobodyReconnected(chain.pool, load);
      assert.equal(load.fleet.stats().tally.refused, 0);
    } finally {
      await load.fleet.stop();
      await wire?.heal();
      await chain.stop();
      await wire?.close();
    }
  });
