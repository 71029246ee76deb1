import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { inTransaction } from '../../platform/database/pool.js';
import { announce, currentCursor, record } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import { openTestGraph, type TestGraph } from './support.js';

interface Seen {
  cursor: string;
  stationId: string;
  type: string;
  reason?: string;
}

const subscription = `subscription ($stationIds: [ID!], $types: [StationEventType!], $after: String) {
  stationEvents(stationIds: $stationIds, types: $types, after: $after) {
    cursor at stationId type station { id }
    ... on StationDisconnected { reason epoch }
    ... on TransactionChanged { transactionRef energyWh transaction { id } }
    ... on CommandUpdated { state answer command { id } }
  } }`;

const gone = (station: string, reason: string): NewEvent => ({
  station,
  type: 'StationDisconnected',
  at: new Date(),
  data: { reason, epoch: '1' },
});

describe('stationEvents', () => {
  let graph: TestGraph;
  before(async () => {
    graph = await openTestGraph();
  });
  after(() => graph.stop());

  const happen = async (...events: NewEvent[]) => {
    await inTransaction(graph.pool, (tx) => record(tx, events));
    announce(graph.broker, events);
  };

  /** Subscribes over a WebSocket of its own; `until` ends it by cutting the socket. */
  function watch(variables: Record<string, unknown> = {}) {
    const seen: Seen[] = [];
    const client = graph.client();
    const failed = Promise.withResolvers<unknown>();
    client.subscribe<{ stationEvents: Seen }>(
      { query: subscription, variables },
      {
        next: ({ data, errors }) => {
          if (data) seen.push(data.stationEvents);
          else failed.resolve(errors);
        },
        error: failed.resolve,
        complete: () => failed.resolve(undefined),
      },
    );
    return { seen, failed: failed.promise, cut: () => client.terminate() };
  }

  const until = async (met: () => boolean, ms = 10_000) => {
    for (const end = Date.now() + ms; !met(); ) {
      assert.ok(Date.now() < end, 'it did not happen in time');
      await sleep(10);
    }
  };

  it('shows typed events live, and replays them after a cursor', async () => {
    const watched = watch();
    // Live means from the moment it is there: say something until it is heard.
    for (let n = 0; watched.seen.length === 0; n++) {
      assert.ok(n < 200, 'no event came');
      await happen(gone('live', `before ${n}`));
      await sleep(20);
    }
    await happen(gone('live', 'one'), gone('live', 'two'));
    await until(() => watched.seen.at(-1)?.reason === 'two');
    const first = watched.seen[0] as Seen;
    assert.equal(first.type, 'StationDisconnected');
    watched.cut();

    const again = watch({ after: first.cursor });
    await until(() => again.seen.length === watched.seen.length - 1);
    assert.deepEqual(again.seen, watched.seen.slice(1));
    again.cut();
  });

  it('keeps to the stations and types asked for', async () => {
    const after = await currentCursor(graph.pool);
    await happen(gone('a', '1'), gone('b', '2'), {
      station: 'a',
      type: 'HandshakeRefused',
      at: new Date(),
      data: { refusal: '1', reason: 'no', path: '/' },
    });
    const one = watch({ stationIds: ['a'], types: ['StationDisconnected'], after });
    await until(() => one.seen.length > 0);
    await happen(gone('b', '3'), gone('a', '4'));
    await until(() => one.seen.length === 2);
    assert.deepEqual(
      one.seen.map((event) => event.reason),
      ['1', '4'],
    );
    one.cut();
  });

  it('goes on behind the last place of the list `events`', async () => {
    await happen(gone('listed', '1'), gone('listed', '2'));
    const { data } = await graph.ask(
      '{ events(filter: { stationIds: ["listed"] }, first: 2) { edges { cursor node { cursor } } } }',
    );
    const { edges } = (data as { events: { edges: { cursor: string; node: { cursor: string } }[] } }).events;
    const after = edges[1]?.cursor ?? '';
    assert.notEqual(after, edges[1]?.node.cursor);
    const resumed = watch({ stationIds: ['listed'], after });
    await until(() => resumed.seen.length > 0);
    assert.deepEqual(
      resumed.seen.map((event) => event.reason),
      ['2'],
    );
    resumed.cut();
  });

  for (const [what, cursor] of [
    ['nonsense', 'nonsense'],
    ['a number too high', '99999999999999999999.1'],
    ['the future', '999999999999.1'],
  ])
    it(`refuses ${what} as a cursor`, async () => {
      const errors = (await watch({ after: cursor }).failed) as { extensions: { code: string } }[];
      assert.equal(errors[0]?.extensions.code, 'CURSOR_INVALID');
    });

  it('refuses a cursor behind which events were dropped', async () => {
    await happen(gone('old', '1'));
    await happen(gone('old', '2'));
    const { rows: old } = await graph.pool.query(
      `select xid::text || '.' || id as cursor from station_event where station_id = 'old' order by xid, id`,
    );
    await graph.pool.query(`update station_event set recorded_at = now() - interval '10 days'`);
    const { rows } = await graph.pool.query('select drop_old_events(5) as dropped');
    assert.ok(Number(rows[0].dropped) >= 2);
    const [first, last] = old;
    const errors = (await watch({ after: first.cursor }).failed) as { extensions: { code: string } }[];
    assert.equal(errors[0]?.extensions.code, 'CURSOR_EXPIRED');
    const watched = watch({ after: last.cursor });
    await happen(gone('old', '3'));
    await until(() => watched.seen.length === 1);
    watched.cut();
  });

  it('loses and repeats nothing while writers commit out of order and the subscriber is cut off again and again', async () => {
    const start = await currentCursor(graph.pool);
    const writers = 6;
    const each = 60;
    const written = Array.from({ length: writers }, async (_, writer) => {
      for (let n = 0; n < each; n++) {
        const events = [gone(`w${writer}`, String(n))];
        await inTransaction(graph.pool, async (tx) => {
          await record(tx, events);
          // Held open for a while: those who began later commit first.
          await sleep(Math.random() * 30);
        });
        if (Math.random() < 0.8) announce(graph.broker, events);
      }
    });
    const seen: Seen[] = [];
    let cuts = 0;
    let done = false;
    void Promise.all(written).then(() => {
      done = true;
    });
    for (const end = Date.now() + 60_000; seen.length < writers * each && Date.now() < end; ) {
      const watched = watch({ after: seen.at(-1)?.cursor ?? start });
      await sleep(done ? 1500 : Math.random() * 250);
      watched.cut();
      await sleep(0);
      seen.push(...watched.seen);
      cuts++;
    }
    await Promise.all(written);
    assert.ok(cuts > 5, `only ${cuts} cuts`);
    assert.equal(new Set(seen.map((event) => event.cursor)).size, seen.length);
    for (let writer = 0; writer < writers; writer++)
      assert.deepEqual(
        seen.filter((event) => event.stationId === `w${writer}`).map((event) => Number(event.reason)),
        Array.from({ length: each }, (_, n) => n),
      );
  });
});
