import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { commandOf } from '../../standalone/postgres/process-list.js';
import { type Run, runProcess } from '../support/run-process.js';

const folder = await mkdtemp(path.join(tmpdir(), 'chargeql-start-'));
// The account PostgreSQL runs as has to walk through.
await chmod(folder, 0o711);
const runs: Run[] = [];
after(async () => {
  for (const run of runs) run.child.kill('SIGKILL');
  for (const pid of await ours()) process.kill(pid, 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function start(home: string, args: string[] = []): Run {
  const run = runProcess(
    'standalone/main.js',
    {
      GATEWAY_PORT: '0',
      GRAPH_PORT: '0',
      UPLOAD_PORT: '0',
      OPS_PORT: '0',
      DATA_DIR: path.join(folder, home),
    },
    ['--no-admin', ...args],
  );
  runs.push(run);
  return run;
}

const running = /Ctrl-C stops everything/;
const databaseOf = (run: Run) => /postgres:\/\/\S+/.exec(run.output())?.[0] ?? '';
const tokenOf = (run: Run) => /Token\s+(\S+)/.exec(run.output())?.[1];

const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
const readmeQuery = /```graphql\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';

interface Charging {
  data: { transactions: { nodes: { energyWh: number; station: { id: string; ocppVersion: string } }[] } };
}

/** Asks as the banner says. */
async function ask(run: Run, document: string): Promise<Charging> {
  const [, url] = /GraphQL\s+(\S+)/.exec(run.output()) ?? [];
  const response = await fetch(url ?? '', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${tokenOf(run)}` },
    body: JSON.stringify({ query: document }),
  });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as Charging;
}

/** Processes that work on this test's folder, ourselves left out. */
async function ours(): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  const commands = await Promise.all(pids.map(async (pid) => ({ pid, command: await commandOf(pid) })));
  return commands.filter(({ command }) => command?.includes(folder)).map(({ pid }) => pid);
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('the demo charges, Ctrl-C leaves no process, and a second start has the same data and token', async () => {
  const first = start('demo');
  await first.says(running);
  const deadline = Date.now() + 60_000;
  for (let charging = 0; charging < 3; ) {
    assert.ok(Date.now() < deadline, `${charging} demo chargers charge`);
    const { data } = await ask(first, readmeQuery);
    const stations = data.transactions.nodes
      .filter((transaction) => transaction.energyWh > 0)
      .map(({ station }) => station);
    charging = new Set(stations.map(({ id }) => id)).size;
    if (charging === 3)
      assert.deepEqual(stations.map(({ ocppVersion }) => ocppVersion).sort(), [
        'OCPP_1_6',
        'OCPP_2_0_1',
        'OCPP_2_1',
      ]);
    await wait(200);
  }
  const [tokens] = await query<{ count: string }>(databaseOf(first), 'select count(*) from id_token');
  assert.equal(Number(tokens?.count), 5);
  assert.equal(await first.interrupt(), 0, first.output());
  assert.deepEqual(await ours(), []);

  const second = start('demo', ['--no-demo']);
  await second.says(running);
  assert.match(second.output(), /No demo chargers/);
  assert.equal(tokenOf(second), tokenOf(first));
  const kept = await query<{ id: string; online: boolean; open: string }>(
    databaseOf(second),
    `select s.id, s.online, count(t.id) filter (where t.status = 'ACTIVE') as open
     from charging_station s left join transaction t on t.station_id = s.id group by s.id order by s.id`,
  );
  assert.deepEqual(
    kept.map(({ id, online }) => ({ id, online })),
    ['demo-16', 'demo-201', 'demo-21'].map((id) => ({ id, online: false })),
  );
  assert.deepEqual(
    kept.map(({ open }) => Number(open)),
    [0, 0, 0],
    'sessions were ended politely',
  );
  await second.interrupt();
  assert.deepEqual(await ours(), []);
});

test('the query that it prints works as it stands', async () => {
  const run = start('printed', ['--no-demo']);
  await run.says(running);
  const command = run.output().slice(run.output().indexOf('curl'), run.output().indexOf('No demo'));
  const [, url] = /curl -s (\S+)/.exec(command) ?? [];
  const [, body] = /-d '(.*)'/.exec(command) ?? [];
  const headers = [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(
    ([, name, value]) => [name, value] as [string, string],
  );
  const response = await fetch(url ?? '', { method: 'POST', headers, body: body ?? '' });
  assert.deepEqual(await response.json(), { data: { stations: { totalCount: 0, nodes: [] } } });
  assert.equal(
    (await fetch(url ?? '', { method: 'POST', headers: headers.slice(0, 1), body: body ?? '' })).status,
    401,
  );
  await run.interrupt();
});

test('a run that was killed does not hinder the next: its PostgreSQL is ended, its data are there', async () => {
  const first = start('killed', ['--no-demo']);
  await first.says(running);
  await query(databaseOf(first), `insert into id_token (id_token) values ('KEPT')`);
  first.child.kill('SIGKILL');
  await first.ended;
  assert.equal((await ours()).length > 0, true, 'the PostgreSQL of the killed run still runs');

  const second = start('killed', ['--no-demo']);
  await second.says(running);
  const tokens = await query(databaseOf(second), 'select id_token from id_token');
  assert.deepEqual(tokens, [{ id_token: 'KEPT' }]);
  await second.interrupt();
  assert.deepEqual(await ours(), []);
});

test('a terminal that goes away ends it in order', async () => {
  const run = start('gone', ['--no-demo']);
  await run.says(running);
  run.child.stdout?.destroy();
  run.child.stderr?.destroy();
  run.child.kill('SIGHUP');
  assert.equal(await run.ended, 0);
  assert.deepEqual(await ours(), []);
});

test('a second start on the same data folder is turned away and harms nothing', async () => {
  const first = start('twice', ['--no-demo']);
  await first.says(running);
  const second = start('twice', ['--no-demo']);
  assert.equal(await second.ended, 1);
  assert.equal(
    second.output(),
    `ChargeQL cannot run: process ${first.child.pid} runs on ${path.join(folder, 'twice')} already; stop it, or set DATA_DIR and other ports\n`,
  );
  assert.equal((await query(databaseOf(first), 'select 1')).length, 1);
  await first.interrupt();
});

test('secrets are nobody else’s to read', async () => {
  const run = start('secret', ['--no-demo']);
  await run.says(running);
  const file = path.join(folder, 'secret', 'secrets.json');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal(JSON.parse(await readFile(file, 'utf8')).adminToken, tokenOf(run));
  await run.interrupt();
});

test('a database that dies ends the rest with one line', async () => {
  const run = start('died', ['--no-demo']);
  await run.says(running);
  const pid = Number(
    (await readFile(path.join(folder, 'died', 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0],
  );
  process.kill(pid, 'SIGQUIT');
  assert.equal(await run.ended, 1);
  assert.match(run.output(), /^ChargeQL cannot run: its PostgreSQL has ended; see \S+postgres\.log$/m);
  assert.doesNotMatch(run.output(), /^\s+at /m);
  assert.deepEqual(await ours(), []);
});
