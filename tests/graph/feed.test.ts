import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventFeed } from '../../graph/events/feed.js';
import { inTransaction, openPool, type Pool } from '../../platform/database/pool.js';
import { record } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

const gone = (reason: string): NewEvent => ({
  station: 'a',
  type: 'StationDisconnected',
  at: new Date(),
  data: { reason, epoch: '1' },
});

describe('event feed', () => {
  let database: TestDatabase;
  let pool: Pool;
  before(async () => {
    database = await freshDatabase();
    pool = openPool(database.url, { size: 4, name: 'feed' });
  });
  after(async () => {
    await pool.end();
    await database.drop();
  });

  const happen = (from: number, to: number) =>
    inTransaction(pool, (tx) =>
      record(
        tx,
        Array.from({ length: to - from }, (_, i) => gone(String(from + i))),
      ),
    );

  it('holds a few events for a slow subscriber, and lets it read on from the database', async () => {
    const feed = new EventFeed(pool, 5);
    const slow = await feed.follow({});
    const quick = await feed.follow({});
    const heard: string[] = [];
    const listening = (async () => {
      for await (const { data } of quick) if (heard.push((data as { reason: string }).reason) === 301) break;
    })();
    await happen(0, 1);
    const { value: first } = await slow.next();
    assert.equal(first.data.reason, '0');
    for (let n = 1; n < 301; n += 20) {
      await happen(n, n + 20);
      feed.wake();
      await sleep(5);
    }
    await listening;
    const late = [first.data.reason];
    while (late.length < 301) late.push((await slow.next()).value.data.reason);
    const all = Array.from({ length: 301 }, (_, n) => String(n));
    assert.deepEqual(late, all);
    assert.deepEqual(heard, all);
    await slow.return?.();
    await feed.stop();
  });

  it('lets a subscriber go who waits for an event that does not come', async () => {
    const feed = new EventFeed(pool);
    const events = await feed.follow({});
    const waiting = events.next();
    await sleep(50);
    await events.return?.();
    assert.deepEqual(await waiting, { value: undefined, done: true });
    const others = await feed.follow({});
    const next = others.next();
    await sleep(50);
    await feed.stop();
    assert.equal((await next).done, true);
  });

  it('asks the database for nothing while nobody is there', async () => {
    const feed = new EventFeed(pool);
    const events = await feed.follow({});
    void events.next();
    await sleep(30);
    await events.return?.();
    feed.wake();
    await sleep(50);
    let asked = 0;
    const query = pool.query.bind(pool);
    pool.query = ((...args: Parameters<typeof query>) => {
      asked++;
      return query(...args);
    }) as typeof pool.query;
    feed.wake();
    await sleep(1200);
    pool.query = query;
    assert.equal(asked, 0);
    await feed.stop();
  });
});
