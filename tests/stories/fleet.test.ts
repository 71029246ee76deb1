import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from 'graphql-ws';
import { withoutRabbit } from '../support/broker.js';
import { until } from '../support/until.js';
import { type Chain, type Data, openChain } from './chain.js';
import { compareLedger, startLoad } from './sessions.js';

interface Seen {
  cursor: string;
  stationId: string;
  type: string;
}

interface Follower {
  seen: Seen[];
  cuts: number;
  stop(): void;
}

/** Sees every event, though its connection is cut again and again. */
function followFrom(chain: Chain, cursor: string): Follower {
  let client: Client | undefined;
  let over = false;
  const follower: Follower = {
    seen: [],
    cuts: 0,
    stop() {
      over = true;
      clearTimeout(timer);
      client?.terminate();
    },
  };
  const subscribe = () => {
    if (over) return;
    client = chain.client();
    const after = follower.seen.at(-1)?.cursor ?? cursor;
    const query = 'subscription ($after: String) { stationEvents(after: $after) { cursor stationId type } }';
    client.subscribe<Data>(
      { query, variables: { after } },
      {
        next: ({ data }) => follower.seen.push(data.stationEvents),
        error: subscribe,
        complete: subscribe,
      },
    );
  };
  const cut = () => {
    follower.cuts++;
    client?.terminate();
    timer = setTimeout(cut, 100 + Math.random() * 700);
  };
  let timer = setTimeout(cut, 500);
  subscribe();
  return follower;
}

test('a fleet of all versions, often offline: the ledger is what the meters say, and a subscriber that is cut off misses nothing', {
  skip: withoutRabbit,
}, async () => {
  const chain = await openChain();
  const follower = followFrom(chain, '0.0');
  const load = startLoad(chain.url, { stations: 24, offlineRate: 0.5 });
  try {
    await load.ended(60, 40_000);
    await load.finish();
    await compareLedger(chain.pool, load.sessions);
    assert.ok(load.sessions.size >= 60);
    const offline = await chain.pool.query(`select count(*)::int as n from transaction_event where offline`);
    assert.ok(offline.rows[0].n > 0, 'some of it was told afterwards');

    await until('all offline', async () => {
      const { rows: online } = await chain.pool.query('select from charging_station where online');
      return online.length === 0;
    });
    const { rows: kept } = await chain.pool.query<Seen>(
      `select xid || '.' || id as cursor, station_id as "stationId", type from station_event order by xid, id`,
    );
    await until('the last event', () => follower.seen.at(-1)?.cursor === kept.at(-1)?.cursor);
    assert.deepEqual(follower.seen, kept);
    assert.ok(follower.cuts > 5);
    const { transactions } = await chain.read('{ transactions(first: 1) { totalCount } }');
    assert.equal(transactions.totalCount, load.sessions.size);
  } finally {
    follower.stop();
    await load.fleet.stop();
    await chain.stop();
  }
});
