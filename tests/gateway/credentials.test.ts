import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import argon2 from 'argon2';
import { boot16, dial } from '../support/charger.js';
import { knock, type Reception } from '../support/knock.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

let system: System;
before(async () => {
  system = await startSystem({ UNKNOWN_STATIONS: 'reject' });
});
after(() => system.stop());

async function enter(id: string, columns: Record<string, unknown> = {}): Promise<void> {
  const names = ['id', ...Object.keys(columns)];
  await system.pool.query(
    `insert into charging_station (${names}) values (${names.map((_, i) => `$${i + 1}`)})`,
    [id, ...Object.values(columns)],
  );
}

const basic = (user: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

const come = (id: string, headers: Record<string, string> = {}): Promise<Reception> =>
  knock(`${system.url}/${encodeURIComponent(id)}`, { 'Sec-WebSocket-Protocol': 'ocpp1.6', ...headers });

const reasonsOf = async (id: string): Promise<string[]> =>
  (
    await system.pool.query('select reason from refused_handshake where station_id = $1 order by id', [id])
  ).rows.map(({ reason }) => reason);

test('profile 1: the right password opens, all else is 401 with a challenge and a row in words', async () => {
  const secret = 'correct horse battery';
  await enter('P1', { security_profile: 1, password_hash: await argon2.hash(secret) });
  assert.equal((await come('P1', basic('P1', secret))).status, 101);
  const refusals: [Record<string, string>, RegExp][] = [
    [{}, /no Basic authorization header/],
    [{ Authorization: 'Bearer abc' }, /no Basic authorization header/],
    [basic('P1', 'wrong'), /password is wrong/],
    [basic('P1', ''), /password is wrong/],
    [basic('P2', secret), /user name is not the station id/],
    [{ Authorization: `Basic ${Buffer.from('P1').toString('base64')}` }, /password is wrong/],
  ];
  for (const [headers, words] of refusals) {
    const { status, body, headers: sent } = await come('P1', headers);
    assert.equal(status, 401);
    assert.match(body, words);
    assert.match(String(sent['www-authenticate']), /^Basic realm=/);
    assert.match((await reasonsOf('P1')).at(-1) ?? '', words);
  }
  // The verified password is remembered; a wrong one after it is still wrong.
  assert.equal((await come('P1', basic('P1', secret))).status, 101);
  assert.equal((await come('P1', basic('P1', `${secret}!`))).status, 401);
});

test('an id with a colon, and a password with one', async () => {
  const hash = await argon2.hash('pass:word');
  await enter('DE:SITE:7', { security_profile: 1, password_hash: hash });
  assert.equal((await come('DE:SITE:7', basic('DE:SITE:7', 'pass:word'))).status, 101);
  assert.equal((await come('DE:SITE:7', basic('DE:SITE:7', 'word'))).status, 401);
});

test('a password that was changed holds at once', async () => {
  await enter('CHANGED', { security_profile: 1, password_hash: await argon2.hash('before') });
  assert.equal((await come('CHANGED', basic('CHANGED', 'before'))).status, 101);
  await system.pool.query('update charging_station set password_hash = $2 where id = $1', [
    'CHANGED',
    await argon2.hash('after'),
  ]);
  assert.equal((await come('CHANGED', basic('CHANGED', 'before'))).status, 401);
  assert.equal((await come('CHANGED', basic('CHANGED', 'after'))).status, 101);
});

test('profile 2 and 3 do not come over a plain socket', async () => {
  await enter('P2', { security_profile: 2, password_hash: await argon2.hash('x') });
  const { status, body } = await come('P2', basic('P2', 'x'));
  assert.equal(status, 403);
  assert.match(body, /over TLS \(wss\)/);
  assert.equal((await reasonsOf('P2')).length, 1);
});

test('an unknown station is refused, and is not entered', async () => {
  const { status, body } = await come('NOBODY');
  assert.equal(status, 404);
  assert.match(body, /no station "NOBODY" is known/);
  assert.match((await reasonsOf('NOBODY'))[0] ?? '', /an admin has to enter it first/);
  const { rows } = await system.pool.query(`select from charging_station where id = 'NOBODY'`);
  assert.equal(rows.length, 0);
  const { rows: events } = await system.pool.query(
    `select data from station_event where station_id = 'NOBODY' and type = 'HandshakeRefused'`,
  );
  assert.equal(events[0].data.path, '/NOBODY');
});

test('pending: an unknown station may boot and say nothing else, until an admin accepts it', async () => {
  const pending = await startSystem({ UNKNOWN_STATIONS: 'pending' });
  try {
    const charger = await dial(`${pending.url}/NEW`);
    assert.deepEqual(await charger.say([2, '1', 'Heartbeat', {}]), [
      4,
      '1',
      'SecurityError',
      'the station is not accepted yet; only BootNotification may be sent',
      {},
    ]);
    const [, , answer] = await charger.call('BootNotification', boot16);
    assert.equal((answer as { status: string }).status, 'Pending');
    await pending.pool.query(`update charging_station set registration_status = 'ACCEPTED'`);
    const [, , accepted] = await charger.call('BootNotification', boot16);
    assert.equal((accepted as { status: string }).status, 'Accepted');
    assert.equal((await charger.call('Heartbeat', {}))[0], 3);
    await pending.pool.query(`update charging_station set registration_status = 'REJECTED'`);
    // What an admin changes holds within half a second.
    await until('refused', async () => (await charger.call('Heartbeat', {}))[2] === 'SecurityError', {
      ms: 2000,
    });
    await charger.hangUp();
    await until('trace', async () => {
      const { rows } = await pending.pool.query(
        `select from station_message where error_code = 'SecurityError'`,
      );
      return rows.length === 2;
    });
  } finally {
    await pending.stop();
  }
});

test('a full gateway says 503', async () => {
  const small = await startSystem({ MAX_STATIONS: '1' });
  try {
    const charger = await dial(`${small.url}/FIRST`);
    const { status, body } = await knock(`${small.url}/SECOND`, { 'Sec-WebSocket-Protocol': 'ocpp1.6' });
    assert.equal(status, 503);
    assert.match(body, /takes no more stations/);
    await charger.hangUp();
  } finally {
    await small.stop();
  }
});
