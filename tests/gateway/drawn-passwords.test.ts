import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import argon2 from 'argon2';
import { drawPassword, hashDrawnPassword, hashPassword } from '../../platform/passwords.js';
import { knock } from '../support/knock.js';
import { type System, startSystem } from '../support/system.js';

const secret = 'the secret of this deployment';
let system: System;
before(async () => {
  system = await startSystem({ UNKNOWN_STATIONS: 'reject', SECRET: secret });
});
after(() => system.stop());

const enter = (id: string, hash: string) =>
  system.pool.query('insert into charging_station (id, security_profile, password_hash) values ($1, 1, $2)', [
    id,
    hash,
  ]);
const come = async (id: string, password: string, to = system.url): Promise<number> =>
  (
    await knock(`${to}/${id}`, {
      'Sec-WebSocket-Protocol': 'ocpp1.6',
      Authorization: `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`,
    })
  ).status;

/** How often argon2id is worked out meanwhile: the work that takes time, whatever the machine. */
async function worked(knocks: () => Promise<unknown>): Promise<number> {
  const verify = mock.method(argon2, 'verify');
  try {
    await knocks();
    return verify.mock.callCount();
  } finally {
    verify.mock.restore();
  }
}

test('a password that we drew opens without the work of argon2id, in each of its shapes', async () => {
  const password = drawPassword();
  assert.match(password, /^[0-9a-f]{40}$/);
  const hash = await hashDrawnPassword('DRAWN', password, secret);
  assert.match(hash, /^\$hmac-sha256\$k=[0-9a-f]{8}\$[\w-]{43}\$argon2id\$/);
  await enter('DRAWN', hash);
  const bytes = Buffer.from(password, 'hex').toString('latin1');
  const raw = Buffer.concat([Buffer.from('DRAWN:'), Buffer.from(bytes, 'latin1')]).toString('base64');
  const work = await worked(async () => {
    assert.equal(await come('DRAWN', password), 101);
    assert.equal(await come('DRAWN', password.toUpperCase()), 101);
    const { status } = await knock(`${system.url}/DRAWN`, {
      'Sec-WebSocket-Protocol': 'ocpp1.6',
      Authorization: `Basic ${raw}`,
    });
    assert.equal(status, 101);
  });
  assert.equal(work, 0);
});

test('a wrong password costs the same work for a drawn one, a chosen one, none and an id that nobody entered', async () => {
  await enter('KNOWN-DRAWN', await hashDrawnPassword('KNOWN-DRAWN', drawPassword(), secret));
  await enter('KNOWN-CHOSEN', await hashPassword('chosen by somebody'));
  await system.pool.query(`insert into charging_station (id, security_profile) values ('KNOWN-NONE', 1)`);
  // As text, and as digits that may be the bytes of a key.
  for (const [wrong, work] of [
    ['a wrong password', 1],
    [drawPassword(), 2],
  ] as const)
    for (const id of ['KNOWN-DRAWN', 'KNOWN-CHOSEN', 'KNOWN-NONE', 'NOBODY'])
      assert.equal(
        await worked(async () => assert.equal(await come(id, wrong), 401)),
        work,
        `${id} ${wrong}`,
      );
});

test('a digest is good for its own station only', async () => {
  const password = drawPassword();
  const other = await hashDrawnPassword('OTHER', password, secret);
  // As somebody could who may write to the database: another station's digest before a hash of its own.
  const moved = other.slice(0, other.indexOf('$argon2id$')) + (await hashPassword('its own password'));
  await enter('MOVED', moved);
  assert.equal(await come('MOVED', password), 401);
  assert.equal(await come('MOVED', 'its own password'), 101);
});

test('after SECRET was changed, or is not set, drawn passwords still open, by the work of argon2id', async () => {
  const password = drawPassword();
  await enter('AS-TEXT', await hashDrawnPassword('AS-TEXT', password, undefined));
  assert.equal(await worked(async () => assert.equal(await come('AS-TEXT', password), 101)), 1);
  await enter(
    'ELSEWHERE',
    await hashDrawnPassword('ELSEWHERE', password, 'the secret that was there before'),
  );
  assert.equal(await worked(async () => assert.equal(await come('ELSEWHERE', password), 101)), 1);
  assert.equal(await come('ELSEWHERE', drawPassword()), 401);
});

test('one that comes again while its password waits is not worked out twice', async () => {
  await enter('IMPATIENT', await hashPassword('chosen by somebody'));
  const work = await worked(async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => come('IMPATIENT', 'chosen by somebody')));
    assert.deepEqual([...new Set(all)], [101]);
  });
  assert.equal(work, 1);
});
