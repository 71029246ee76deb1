import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import argon2 from 'argon2';
import { hashPassword } from '../../platform/passwords.js';
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

test('profile 1: the right password opens, all else is 401 with a challenge and a row in words (A_01, A_02, A_03, 085)', async () => {
  const secret = 'correct horse battery';
  await enter('P1', { security_profile: 1, password_hash: await argon2.hash(secret) });
  assert.equal((await come('P1', basic('P1', secret))).status, 101);
  const refusals: [Record<string, string>, RegExp][] = [
    [{}, /no Basic authorization header/],
    [{ Authorization: 'Bearer abc' }, /no Basic authorization header/],
    [basic('P1', 'wrong'), /password is wrong/],
    [basic('P1', ''), /password is wrong/],
    [basic('P2', secret), /user name is not the station id/],
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

test('the password of an id that nobody entered is worked on and refused as any wrong one is', async () => {
  await enter('THERE', {
    security_profile: 1,
    password_hash: await hashPassword('a password of some length'),
  });
  const answers = [];
  for (const id of ['THERE', 'NOT-THERE']) {
    const { status, body, headers } = await come(id, basic(id, 'another password'));
    answers.push({ status, body, challenge: headers['www-authenticate'] });
  }
  assert.deepEqual(answers[0], answers[1]);
  assert.match((await reasonsOf('NOT-THERE'))[0] ?? '', /no station "NOT-THERE" is known/);
});

test('a station with a wrong password locks itself out, for longer each time, and is told until when', async () => {
  const secret = 'the right password';
  await enter('LOCKED', { security_profile: 1, password_hash: await hashPassword(secret) });
  assert.equal((await come('LOCKED', basic('LOCKED', secret))).status, 101);
  for (let attempt = 0; attempt < 6; attempt++)
    assert.equal((await come('LOCKED', basic('LOCKED', `wrong ${attempt}`))).status, 401);
  const locked = await come('LOCKED', basic('LOCKED', secret));
  assert.equal(locked.status, 429);
  assert.match(locked.body, /too many wrong credentials/);
  const first = Number(locked.headers['retry-after']);
  assert.ok(first >= 1 && first <= 2, String(first));
  const reopen = () => system.pool.query(`update login_failure set locked_until = null where key = 'LOCKED'`);
  await reopen();
  for (let attempt = 0; attempt < 3; attempt++) {
    assert.equal((await come('LOCKED', basic('LOCKED', 'wrong'))).status, 401);
    if (attempt < 2) await reopen();
  }
  assert.ok(Number((await come('LOCKED', basic('LOCKED', secret))).headers['retry-after']) > 4);
  // Its neighbours behind the same address come and go.
  await enter('NEIGHBOUR', { security_profile: 1, password_hash: await hashPassword(secret) });
  assert.equal((await come('NEIGHBOUR', basic('NEIGHBOUR', secret))).status, 101);
  await reopen();
  assert.equal((await come('LOCKED', basic('LOCKED', secret))).status, 101);
  assert.equal((await come('LOCKED', basic('LOCKED', 'wrong'))).status, 401, 'all is forgiven');
});

test('whoever tries many stations from one address is locked out, the stations at home are not', async () => {
  const secret = 'the right password';
  await system.pool.query('truncate login_failure');
  await enter('AT-HOME', { security_profile: 1, password_hash: await hashPassword(secret) });
  assert.equal((await come('AT-HOME', basic('AT-HOME', secret))).status, 101);
  for (let round = 0; round < 52; round += 13)
    await Promise.all(
      Array.from({ length: 13 }, (_, i) => come(`GUESS-${round + i}`, basic(`GUESS-${round + i}`, 'guess'))),
    );
  assert.equal((await come('GUESS-X', basic('GUESS-X', 'guess'))).status, 429);
  assert.equal((await come('AT-HOME', basic('AT-HOME', secret))).status, 101);
  await system.pool.query('truncate login_failure');
});

test('a 1.6 key is told in hexadecimal; stations send its digits or its bytes (case 073)', async () => {
  const key = '4f4341ff4f4354545f61646d696e5f74657374a0';
  await enter('HEX', { security_profile: 1, password_hash: await hashPassword(key) });
  const bytes = Buffer.from(key, 'hex');
  const raw = { Authorization: `Basic ${Buffer.concat([Buffer.from('HEX:'), bytes]).toString('base64')}` };
  for (const headers of [basic('HEX', key), basic('HEX', key.toUpperCase()), raw])
    assert.equal((await come('HEX', headers)).status, 101);
  assert.equal((await come('HEX', basic('HEX', key.slice(2)))).status, 401);
  // One that was hashed as it was entered, digit by digit, holds too.
  await enter('DIGITS', { security_profile: 1, password_hash: await argon2.hash(key) });
  assert.equal((await come('DIGITS', basic('DIGITS', key))).status, 101);
});

test('a user name that is percent-encoded as in the URL, and 64 characters of password', async () => {
  const secret = `${'ä'.repeat(4)}${'x'.repeat(60)}`;
  await enter('Nord/7 a', { security_profile: 1, password_hash: await hashPassword(secret) });
  assert.equal((await come('Nord/7 a', basic('Nord%2F7%20a', secret))).status, 101);
  assert.equal((await come('Nord/7 a', basic('Nord/7 a', secret))).status, 101);
  assert.equal((await come('Nord/7 a', basic('Nord/7 a', 'y'.repeat(300)))).status, 400);
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
