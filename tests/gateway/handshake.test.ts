import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { dial } from '../support/charger.js';
import { knock } from '../support/knock.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

let system: System;
before(async () => {
  system = await startSystem();
});
after(() => system.stop());

const versionOf = async (id: string): Promise<string | undefined> =>
  (await system.pool.query('select ocpp_version from charging_station where id = $1', [id])).rows[0]
    ?.ocpp_version;

/** [what the charger offers, what it gets echoed, what it then speaks] */
const offers: [string | undefined, string | undefined, string][] = [
  ['ocpp1.6', 'ocpp1.6', 'ocpp1.6'],
  ['ocpp2.0.1', 'ocpp2.0.1', 'ocpp2.0.1'],
  ['ocpp2.1', 'ocpp2.1', 'ocpp2.1'],
  ['ocpp1.6, ocpp2.0.1', 'ocpp1.6', 'ocpp1.6'],
  ['ocpp2.0.1,ocpp1.6', 'ocpp2.0.1', 'ocpp2.0.1'],
  ['ocpp2.1, ocpp2.0.1, ocpp1.6', 'ocpp2.1', 'ocpp2.1'],
  [',ocpp2.0.1', 'ocpp2.0.1', 'ocpp2.0.1'],
  ['ocpp1.6,', 'ocpp1.6', 'ocpp1.6'],
  ['OCPP1.6', 'OCPP1.6', 'ocpp1.6'],
  ['Ocpp2.0.1', 'Ocpp2.0.1', 'ocpp2.0.1'],
  ['ocpp0.1, ocpp1.6', 'ocpp1.6', 'ocpp1.6'],
  ['ocpp1.6, ocpp1.6', 'ocpp1.6', 'ocpp1.6'],
  ['ocpp 2.0.1, ocpp1.6', 'ocpp1.6', 'ocpp1.6'],
  ['', undefined, 'ocpp1.6'],
  [undefined, undefined, 'ocpp1.6'],
];

for (const [index, [offered, echoed, spoken]] of offers.entries())
  test(`Sec-WebSocket-Protocol ${offered === undefined ? 'missing' : `"${offered}"`}: speaks ${spoken} (B_58, 088)`, async () => {
    const id = `offer-${index}`;
    const reception = await knock(
      `${system.url}/${id}`,
      offered === undefined ? {} : { 'Sec-WebSocket-Protocol': offered },
    );
    assert.equal(reception.status, 101);
    assert.equal(reception.headers['sec-websocket-protocol'], echoed);
    assert.equal(await versionOf(id), spoken);
  });

test('no version in common: the handshake completes without a sub-protocol and ends at once, with a row', async () => {
  const { headers, status } = await knock(`${system.url}/none`, { 'Sec-WebSocket-Protocol': 'ocpp0.1' });
  assert.deepEqual([status, headers['sec-websocket-protocol']], [101, undefined]);
  const charger = await dial(`${system.url}/none`, {
    protocols: [],
    headers: { 'Sec-WebSocket-Protocol': 'ocpp0.1' },
  });
  assert.deepEqual(await charger.closed, { code: 1002, reason: 'no OCPP version in common' });
  const { rows } = await until('row', async () => {
    const found = await system.pool.query(`select * from refused_handshake where station_id = 'none'`);
    return found.rows.length === 2 && found;
  });
  assert.match(rows[0].reason, /none of "ocpp0\.1" is spoken here/);
  assert.equal(rows[0].protocols, 'ocpp0.1');
  assert.equal(await versionOf('none'), undefined);
});

/** [path, the id it means] */
const paths: [string, string][] = [
  ['/plain', 'plain'],
  ['/ocpp/prefixed', 'prefixed'],
  ['/a/b/c/deep', 'deep'],
  ['/slash/', 'slash'],
  ['/slashes///', 'slashes'],
  ['/query?token=1/2', 'query'],
  ['/with%20space', 'with space'],
  ['/with%2Fslash', 'with/slash'],
  ['/with%3Acolon', 'with:colon'],
  ['/raw:colon', 'raw:colon'],
  ['/S%C3%A4ule', 'Säule'],
  ['/100%25', '100%'],
  [`/${'x'.repeat(255)}`, 'x'.repeat(255)],
];

for (const [path, id] of paths)
  test(`${path.slice(0, 40)} is station "${id.slice(0, 40)}"`, async () => {
    assert.equal((await knock(system.url + path, { 'Sec-WebSocket-Protocol': 'ocpp1.6' })).status, 101);
    assert.equal(await versionOf(id), 'ocpp1.6');
  });

/** [path, what the refusal says] */
const nonsense: [string, RegExp][] = [
  ['/', /names no station/],
  ['///', /names no station/],
  ['/?id=1', /names no station/],
  ['/bad%2', /not properly percent-encoded/],
  ['/bad%FF', /not properly percent-encoded/],
  ['/nul%00', /control characters/],
  ['/line%0Abreak', /control characters/],
  ['/del%7F', /control characters/],
  [`/${'y'.repeat(300)}`, /longer than 255/],
];

for (const [path, words] of nonsense)
  test(`${path.slice(0, 20)} is no station: 400, in words, with a row`, async () => {
    const { status, body } = await knock(system.url + path, { 'Sec-WebSocket-Protocol': 'ocpp1.6' });
    assert.equal(status, 400);
    assert.match(body, words);
    const row = await until('row', async () => {
      const { rows } = await system.pool.query('select * from refused_handshake where path = $1', [path]);
      return rows[0];
    });
    assert.match(row.reason, words);
    assert.equal(row.remote_address, '127.0.0.1');
  });

test('a browser that looks in gets 426 and a sentence', async () => {
  const response = await fetch(`${system.url.replace('ws:', 'http:')}/cp001`);
  assert.equal(response.status, 426);
  assert.equal(response.headers.get('upgrade'), 'websocket');
  assert.match(await response.text(), /sub-protocol ocpp1\.6, ocpp2\.0\.1 or ocpp2\.1/);
});

test('Connection: keep-alive, Upgrade is an upgrade; without the word it is none', async () => {
  const header = { 'Sec-WebSocket-Protocol': 'ocpp1.6' };
  const odd = await knock(`${system.url}/odd`, { ...header, Connection: 'keep-alive, upgrade' });
  assert.equal(odd.status, 101);
  // Node.js hands over what says `Connection: upgrade` only; the charger is told what is missing.
  assert.equal((await knock(`${system.url}/odd`, { ...header, Connection: 'close' })).status, 426);
});

test('a handshake with a broken WebSocket part is refused, and leaves nobody online', async () => {
  const wrong = { 'Sec-WebSocket-Protocol': 'ocpp1.6', 'Sec-WebSocket-Key': 'short' };
  assert.equal((await knock(`${system.url}/halfway`, wrong)).status, 400);
  await until('offline', async () => {
    const { rows } = await system.pool.query(`select online from charging_station where id = 'halfway'`);
    return rows.length === 0 || rows[0].online === false;
  });
});

test('a handshake that dribbles in is cut', { timeout: 30_000 }, async () => {
  const socket = connect(system.gateway.port, '127.0.0.1');
  socket.write('GET /loris HTTP/1.1\r\nHost: x\r\n');
  const dribble = setInterval(() => socket.write('X-More: 1\r\n'), 1000);
  const begun = Date.now();
  let said = '';
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    said += bytes;
  });
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(dribble);
  assert.match(said, /^HTTP\/1\.1 408/);
  assert.ok(Date.now() - begun < 15_000);
});
