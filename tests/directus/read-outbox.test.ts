import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import type { Noted } from '../../directus/extensions/chargeql-events/src/noted.js';
import { readOutbox } from '../../directus/extensions/chargeql-events/src/read-outbox.js';
import { freshDatabase } from '../support/database.js';
import { until } from '../support/until.js';
import { databaseOf } from './knex-words.js';

const database = await freshDatabase();
const [client, other, writer] = (await Promise.all(
  [1, 2, 3].map(async () => {
    const each = new pg.Client({ connectionString: database.url });
    await each.connect();
    return each;
  }),
)) as [pg.Client, pg.Client, pg.Client];
after(async () => {
  await Promise.all([client, other, writer].map((each) => each.end()));
  await database.drop();
});

const lines = (noted: readonly Noted[]): string[] =>
  noted.map(({ event, change }) => event?.type ?? `${change?.action} ${change?.collection}`);

/** What one look tells. */
async function read(from = client): Promise<string[]> {
  const told: string[] = [];
  await readOutbox(databaseOf(from), async (noted) => void told.push(...lines(noted)));
  return told;
}

/** What is told until so much was: transactions of other databases in the cluster may hold it back for a while. */
async function readAll(count: number, from = client): Promise<string[]> {
  const told: string[] = [];
  await until('all is told', async () => told.push(...(await read(from))) >= count);
  return told;
}

const happen = (type: string) =>
  writer.query(`insert into station_event (station_id, type, at, data) values ('cp1', $1, now(), '{}')`, [
    type,
  ]);

test('it begins with what happens from then on; events and edits are told in the order they were written', async () => {
  await happen('StationBooted');
  await until('it is final', async () => {
    const { rows } = await client.query(
      'select every(xid < pg_snapshot_xmin(pg_current_snapshot())) as final from station_event',
    );
    return rows[0].final === true;
  });
  assert.deepEqual(await read(), []);
  await happen('StationConnected');
  await writer.query(`insert into id_token (id_token) values ('CARD')`);
  await happen('MeterValuesReceived');
  await happen('StationDisconnected');
  await writer.query('delete from id_token');
  assert.deepEqual(await readAll(4), [
    'StationConnected',
    'create id_token',
    'StationDisconnected',
    'delete id_token',
  ]);
  assert.deepEqual(await read(), []);
});

test('what could not be told is told again', async () => {
  await happen('StationConnected');
  let failed = 0;
  await until('it failed', async () => {
    await readOutbox(databaseOf(client), () => Promise.reject(new Error('no schema'))).catch(() => {
      failed += 1;
    });
    return failed > 0;
  });
  assert.deepEqual(await readAll(1, other), ['StationConnected']);
});

test('while it tells, another process tells nothing, and it holds back no live event', async () => {
  await happen('StationConnected');
  const { rows: own } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  let told = 0;
  const tell = async () => {
    told += 1;
    assert.deepEqual(await read(other), []);
    const { rows } = await writer.query('select backend_xid from pg_stat_activity where pid = $1', [
      own[0]?.pid,
    ]);
    assert.deepEqual(rows, [{ backend_xid: null }], 'it has written nothing yet');
  };
  await until('it told', async () => {
    await readOutbox(databaseOf(client), tell);
    return told > 0;
  });
  assert.deepEqual(await read(other), []);
});

test('more than a page is told page by page', async () => {
  await writer.query(
    `insert into station_event (station_id, type, at, data) select 'cp1', 'StationBooted', now(), '{}' from generate_series(1, 700)`,
  );
  await writer.query(`insert into id_token (id_token) select 'CARD' || n from generate_series(1, 400) n`);
  let told = 0;
  const pages: number[] = [];
  await until('all is told', async () => {
    await readOutbox(databaseOf(client), async (noted) => void pages.push(noted.length));
    told = pages.reduce((sum, each) => sum + each, 0);
    return told >= 1100;
  });
  assert.equal(told, 1100);
  assert.ok(Math.max(...pages) === 500, String(pages));
});
