import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LocalBroker } from '../../platform/broker/local.js';
import { openPool } from '../../platform/database/pool.js';
import { batchItems, callSeconds, messages, refusedHandshakes, watch } from '../../platform/ops/metrics.js';
import { startOps } from '../../platform/ops/server.js';
import { readSettings } from '../../platform/settings.js';
import { freshDatabase } from '../support/database.js';
import { openProxy } from '../support/proxy.js';

const database = await freshDatabase();
const wire = await openProxy(database.url);
const pool = openPool(wire.url, { size: 2, name: 'ops test' });
const broker = new LocalBroker();
const settings = readSettings({ OPS_PORT: '0' });
const ops = await startOps({ settings, needs: { role: 'test', broker, pool } });
after(async () => {
  await ops.stop();
  await pool.end();
  await wire.close();
  await database.drop();
});

async function get(path: string): Promise<{ status: number; body: string }> {
  const response = await fetch(`http://127.0.0.1:${ops.port}${path}`);
  return { status: response.status, body: await response.text() };
}

test('/healthz answers as long as the process lives', async () => {
  assert.deepEqual(await get('/healthz'), { status: 200, body: 'lives\n' });
});

test('any other path names those there are', async () => {
  assert.equal((await get('/')).status, 404);
  assert.match((await get('/')).body, /\/readyz/);
});

test('/metrics shows Node’s figures and ours', async () => {
  messages.add('BootNotification', 'IN', 'RESULT');
  messages.add('BootNotification', 'IN', 'RESULT', 41);
  refusedHandshakes.add('401', 'password');
  batchItems.uplink.observe(3);
  callSeconds.in.observe(0.004);
  const unwatch = watch('connections', [], () => 7);
  const unwatchQueue = watch('waiting', ['uplink'], () => 5);
  const { body } = await get('/metrics');
  for (const line of [
    'chargeql_messages_total{action="BootNotification",direction="IN",outcome="RESULT"} 42',
    'chargeql_refused_handshakes_total{status="401",cause="password"} 1',
    'chargeql_batch_items_count{hop="uplink"} 1',
    'chargeql_call_seconds_bucket{le="0.005",direction="IN"} 1',
    'chargeql_connections 7',
    'chargeql_waiting{place="uplink"} 5',
    'chargeql_broker_connected 1',
    'chargeql_database_connections{pool="test",state="awaited"} 0',
  ])
    assert.ok(body.includes(`${line}\n`), `${line} in\n${body}`);
  assert.match(body, /nodejs_eventloop_lag_seconds \d/);
  unwatch();
  unwatchQueue();
  assert.doesNotMatch((await get('/metrics')).body, /chargeql_waiting\{/);
});

test('names a station makes up fill no memory: beyond a bound they count as other', async () => {
  for (let n = 0; n < 2000; n++) messages.add(`Made up ${n}`, 'IN', 'ERROR');
  const rows = (await get('/metrics')).body.match(/^chargeql_messages_total\{.*$/gm) ?? [];
  assert.ok(rows.length <= 1002, `${rows.length} rows`);
  const other = rows.find((row) => row.includes('action="other"'));
  assert.ok(Number(other?.split(' ').at(-1)) > 990, other);
});

test('/readyz tells what is missing, and that it is back', async () => {
  assert.deepEqual(await get('/readyz'), { status: 200, body: 'ready\n' });
  await wire.cut();
  broker.connected = false;
  const { status, body } = await get('/readyz');
  assert.equal(status, 503);
  assert.match(body, /^broker: not connected\ndatabase: \S/);
  broker.connected = true;
  await wire.heal();
  assert.equal((await get('/readyz')).status, 200);
});

test('a database that accepts but never answers is not ready', async () => {
  wire.stall();
  assert.deepEqual(await get('/readyz'), { status: 503, body: 'database: no answer in 2000 ms\n' });
  await wire.heal();
});

test('a second role on the same OPS_PORT is told so', async () => {
  const taken = readSettings({ OPS_PORT: String(ops.port) });
  await assert.rejects(startOps({ settings: taken, needs: { role: 'second' } }), {
    message: `OPS_PORT ${ops.port} is taken; each role on one machine needs one of its own`,
  });
});
