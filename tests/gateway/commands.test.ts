import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OcppVersion } from '../../ocpp/versions.js';
import { boot16, type Charger, dial } from '../support/charger.js';
import { ended, type Order, order, write } from '../support/commands.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

let system: System;
before(async () => {
  system = await startSystem();
});
after(() => system.stop());

let last = 0;
async function station(version: OcppVersion = 'ocpp1.6'): Promise<{ id: string; charger: Charger }> {
  const id = `C-${++last}`;
  return { id, charger: await dial(`${system.url}/${id}`, { protocols: [version] }) };
}

const ask = (...orders: Order[]): Promise<string[]> => order(system, system.gateway.id, orders);

test('one at a time, in order, whatever the answers; an odd CALLERROR is an answer too', async () => {
  const { id, charger } = await station();
  const ids = await ask(
    ...['ClearCache', 'Reset', 'GetConfiguration', 'ClearCache', 'ClearCache', 'ClearCache'].map(
      (action) => ({
        ...{ station: id, action },
      }),
    ),
  );
  const answers = [
    [3, { status: 'Accepted' }],
    [4, 'NotSupported', 'no such thing', { more: 1 }],
    [3],
    [4],
    [4, 17, { words: 'odd' }],
    [3, { status: 'Accepted', 'a\0': '\0', lone: '\ud800' }],
  ];
  for (const [index, [type, ...rest]] of answers.entries()) {
    const [, messageId, action] = await charger.asked();
    assert.equal(messageId, ids[index]);
    assert.equal(action, ['ClearCache', 'Reset', 'GetConfiguration'][index] ?? 'ClearCache');
    await sleep(30);
    assert.equal(charger.frames.length, index + 1, 'the next waits for this answer');
    charger.send([type, messageId, ...rest]);
  }
  const rows = [];
  for (const [index, [type]] of answers.entries())
    rows.push(await ended(system.pool, ids[index] as string, type === 3 ? 'ANSWERED' : 'CALL_ERROR'));
  assert.deepEqual(
    rows.map(({ answer, error_code, error_description }) => [answer, error_code, error_description]),
    [
      [{ status: 'Accepted' }, null, null],
      [null, 'NotSupported', 'no such thing'],
      [{}, null, null],
      [null, null, null],
      [null, '17', '{"words":"odd"}'],
      [{ status: 'Accepted', 'a\ufffd': '\ufffd', lone: '\ufffd' }, null, null],
    ],
  );
  const traced = await until('trace', async () => {
    const { rows } = await system.pool.query(
      `select action, outcome, command_id from station_message where station_id = $1 and direction = 'OUT' order by received_at`,
      [id],
    );
    return rows.length === 6 && rows;
  });
  assert.deepEqual(
    traced.map(({ outcome }) => outcome),
    ['RESULT', 'ERROR', 'RESULT', 'ERROR', 'ERROR', 'RESULT'],
  );
  await charger.hangUp();
});

test('an answer that no database holds harms no other', async () => {
  const { id, charger } = await station();
  const other = await station();
  const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  const [poisoned, sound] = await ask(
    { station: id, action: 'GetConfiguration' },
    { station: other.id, action: 'ClearCache' },
  );
  const [, first] = await charger.asked();
  const [, second] = await other.charger.asked();
  charger.send(`[3,"${first}",${deep}]`);
  other.charger.send([3, second, { status: 'Accepted' }]);
  await ended(system.pool, sound as string, 'ANSWERED');
  const row = await ended(system.pool, poisoned as string, 'ANSWERED');
  assert.match(row.error_description ?? '', /could not be kept/);
  for (const each of [charger, other.charger]) await each.hangUp();
});

test('both directions are independent: the station asks while we wait for it', async () => {
  const { id, charger } = await station();
  const [command] = await ask({ station: id, action: 'ClearCache' });
  const [, messageId] = await charger.asked();
  assert.equal((await charger.call('BootNotification', boot16))[0], 3);
  assert.equal((await charger.call('Heartbeat', {}))[0], 3);
  charger.send([3, messageId, { status: 'Accepted' }]);
  await ended(system.pool, command as string, 'ANSWERED');
  await charger.hangUp();
});

test('a silent station times out, the next command goes out, the late answer completes the row', async () => {
  const { id, charger } = await station();
  const [silent, next] = await ask(
    { station: id, action: 'ClearCache', timeoutMs: 300 },
    { station: id, action: 'Reset', timeoutMs: 5000 },
  );
  const [, first] = await charger.asked();
  await ended(system.pool, silent as string, 'TIMED_OUT');
  const [, second, action] = await charger.asked();
  assert.deepEqual([second, action], [next, 'Reset']);
  charger.send([3, first, { status: 'Rejected' }]);
  const row = await ended(system.pool, silent as string, 'ANSWERED');
  assert.deepEqual([row.late, row.answer], [true, { status: 'Rejected' }]);
  charger.send([3, second, { status: 'Accepted' }]);
  assert.equal((await ended(system.pool, next as string, 'ANSWERED')).late, false);
  await charger.hangUp();
});

test('the connection breaks before the answer; the answer comes on the next one, for once', async () => {
  const { id, charger } = await station();
  const [command, waiting] = await ask(
    { station: id, action: 'ClearCache' },
    { station: id, action: 'Reset' },
  );
  const [, messageId] = await charger.asked();
  charger.socket.terminate();
  await ended(system.pool, command as string, 'TIMED_OUT');
  const unsent = await ended(system.pool, waiting as string, 'OFFLINE');
  assert.match(unsent.error_description ?? '', /closed before it was sent/);
  assert.equal(unsent.sent_at, null);
  const again = await dial(`${system.url}/${id}`);
  const impostor = await station();
  impostor.charger.send([3, messageId, { status: 'Rejected' }]);
  assert.equal((await impostor.charger.call('Heartbeat', {}))[0], 3);
  again.send([3, messageId, { status: 'Accepted' }]);
  again.send([3, messageId, { status: 'Rejected' }]);
  const row = await ended(system.pool, command as string, 'ANSWERED');
  assert.deepEqual([row.late, row.answer], [true, { status: 'Accepted' }]);
  assert.equal((await again.call('Heartbeat', {}))[0], 3);
  for (const each of [again, impostor.charger]) await each.hangUp();
});

test('a station that is not there: OFFLINE', async () => {
  const { id, charger } = await station();
  await charger.hangUp();
  const [command] = await ask({ station: id, action: 'ClearCache' });
  const row = await ended(system.pool, command as string, 'OFFLINE');
  assert.match(row.error_description ?? '', /not connected/);
});

test('more than 100 waiting for one station are turned away, the others go out', async () => {
  const { id, charger } = await station();
  const ids = await ask(...Array.from({ length: 105 }, () => ({ station: id, action: 'ClearCache' })));
  for (const turnedAway of ids.slice(101)) {
    const row = await ended(system.pool, turnedAway, 'OFFLINE');
    assert.match(row.error_description ?? '', /too many commands wait/);
  }
  for (const expected of ids.slice(0, 101)) {
    const [, messageId] = await charger.asked();
    assert.equal(messageId, expected);
    charger.send([3, messageId, { status: 'Accepted' }]);
  }
  await ended(system.pool, ids[100] as string, 'ANSWERED');
  await charger.hangUp();
});

test('2.1: an answer that breaks its schema is told so, and kept with the finding', async () => {
  const { id, charger } = await station('ocpp2.1');
  const [command] = await ask({
    station: id,
    action: 'Reset',
    payload: { type: 'Immediate' },
    version: 'ocpp2.1',
  });
  const [, messageId] = await charger.asked();
  charger.send([3, messageId, { status: 5, 'odd\0': 1 }]);
  const complaint = await charger.next();
  assert.deepEqual(complaint.slice(0, 2), [5, messageId]);
  assert.match(String(complaint[2]), /Violation$/);
  const row = await ended(system.pool, command as string, 'ANSWERED');
  assert.deepEqual(row.answer, { status: 5, 'odd\ufffd': 1 });
  const findings = await until('trace', async () => {
    const { rows } = await system.pool.query('select findings from station_message where command_id = $1', [
      command,
    ]);
    return rows[0]?.findings as object[] | undefined;
  });
  assert.equal(findings.length, 3);
  await charger.hangUp();
});

test('a queued command goes out once its station has booted; one past its time expires', async () => {
  const { id, charger } = await station();
  await charger.hangUp();
  const waiting = await write(system.pool, { station: id, action: 'ClearCache' }, { state: 'QUEUED' });
  const expired = await write(
    system.pool,
    { station: id, action: 'Reset' },
    { state: 'QUEUED', expiresAt: new Date(Date.now() + 500) },
  );
  await ended(system.pool, expired, 'EXPIRED');
  const again = await dial(`${system.url}/${id}`);
  assert.equal((await again.call('BootNotification', boot16))[0], 3);
  const [, messageId] = await again.asked();
  assert.equal(messageId, waiting);
  again.send([3, messageId, { status: 'Accepted' }]);
  await ended(system.pool, waiting, 'ANSWERED');
  assert.deepEqual(
    (
      await system.pool.query(
        `select data ->> 'state' as state from station_event where station_id = $1 and type = 'CommandUpdated' order by id`,
        [id],
      )
    ).rows.map(({ state }) => state),
    ['EXPIRED', 'ANSWERED'],
  );
  await again.hangUp();
});
