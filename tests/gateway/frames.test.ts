import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../ocpp/versions.js';
import { boot2, boot16, type Charger, dial, type Frame } from '../support/charger.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

let system: System;
/** Stands beside all the nonsense, and must notice nothing of it. */
let bystander: Charger;
before(async () => {
  system = await startSystem({ STATION_RATE: '0' });
  bystander = await dial(`${system.url}/BYSTANDER`);
});
after(async () => {
  assert.equal((await bystander.call('Heartbeat', {}))[0], 3);
  assert.equal(bystander.frames.length, 1);
  assert.deepEqual(await bystander.hangUp(), { code: 1000, reason: '' });
  await system.stop();
});

let last = 0;
async function station(version: OcppVersion, mode = 'LENIENT'): Promise<{ id: string; charger: Charger }> {
  const id = `F-${++last}`;
  await system.pool.query('insert into charging_station (id, validation_mode) values ($1, $2)', [id, mode]);
  return { id, charger: await dial(`${system.url}/${id}`, { protocols: [version] }) };
}

interface Traced {
  request: string;
  answer: string | null;
  outcome: string;
  error_code: string | null;
  findings: { path: string; rule: string }[] | null;
}

const traced = (id: string, count = 1): Promise<Traced[]> =>
  until(`${count} rows of ${id}`, async () => {
    const { rows } = await system.pool.query<Traced>(
      'select * from station_message where station_id = $1 order by id',
      [id],
    );
    return rows.length >= count && rows;
  });

/** Frames that are no message: [as sent, the id, code in 2.x, code in 1.6] */
const malformed: [string, string, string, string][] = [
  ['{', '-1', 'RpcFrameworkError', 'FormationViolation'],
  ['', '-1', 'RpcFrameworkError', 'FormationViolation'],
  ['hello', '-1', 'RpcFrameworkError', 'FormationViolation'],
  ['{"a":1}', '-1', 'RpcFrameworkError', 'FormationViolation'],
  ['null', '-1', 'RpcFrameworkError', 'FormationViolation'],
  ['"text"', '-1', 'RpcFrameworkError', 'FormationViolation'],
  ['[2,"a","Heartbeat",{}', 'a', 'RpcFrameworkError', 'FormationViolation'],
  ['[2,"b"]', 'b', 'RpcFrameworkError', 'FormationViolation'],
  ['[2,"c",7,{}]', 'c', 'RpcFrameworkError', 'FormationViolation'],
  ['[2,"d","Heartbeat"]', 'd', 'FormatViolation', 'FormationViolation'],
  ['[2,"e","Heartbeat",[]]', 'e', 'FormatViolation', 'FormationViolation'],
  ['[2,"f","Heartbeat",null]', 'f', 'FormatViolation', 'FormationViolation'],
  ['[2,"g","Heartbeat",{},1]', 'g', 'RpcFrameworkError', 'FormationViolation'],
  ['[2,{},"Heartbeat",{}]', '-1', 'RpcFrameworkError', 'FormationViolation'],
  ['[2,null,"Heartbeat",{}]', '-1', 'RpcFrameworkError', 'FormationViolation'],
  [`[2,"${'i'.repeat(301)}","Heartbeat",{}]`, '-1', 'RpcFrameworkError', 'FormationViolation'],
  ['[2]', '-1', 'RpcFrameworkError', 'FormationViolation'],
];

for (const version of ['ocpp1.6', 'ocpp2.1'] as const)
  test(`${version}: what is no message gets the right code under the right id, and a row`, async () => {
    const { id, charger } = await station(version);
    for (const [frame, messageId, in2, in16] of malformed) {
      const answer = await charger.say(frame);
      assert.deepEqual(answer.slice(0, 3), [4, messageId, version === 'ocpp1.6' ? in16 : in2], frame);
      assert.equal(answer.length, 5);
    }
    const rows = await traced(id, malformed.length);
    assert.deepEqual(rows.map(({ request }) => request).sort(), malformed.map(([frame]) => frame).sort());
    assert.ok(rows.every(({ answer, error_code }) => answer && error_code));
    assert.equal((await charger.call('Heartbeat', {}))[0], 3);
    await charger.hangUp();
  });

test('message types nobody knows: 1.6 ignores them, 2.x says so', async () => {
  const old = await station('ocpp1.6');
  for (const frame of ['[9,"x",{}]', '[6,"y","Heartbeat",{}]', '["2","z","Heartbeat",{}]', '[]'])
    old.charger.send(frame);
  assert.equal((await old.charger.call('Heartbeat', {}))[0], 3);
  assert.equal(old.charger.frames.length, 1);
  assert.deepEqual(
    (await traced(old.id, 5)).map(({ error_code }) => error_code).filter(Boolean),
    Array(4).fill('MessageTypeNotSupported'),
  );
  const recent = await station('ocpp2.0.1');
  assert.deepEqual((await recent.charger.say('[9,"x",{}]')).slice(0, 3), [4, 'x', 'MessageTypeNotSupported']);
  // SEND and CALLRESULTERROR came with 2.1.
  assert.deepEqual((await recent.charger.say([6, 'y', 'NotifyPeriodicEventStream', {}])).slice(0, 3), [
    4,
    'y',
    'MessageTypeNotSupported',
  ]);
  assert.equal((await recent.charger.say([5, 'z', 'GenericError', '', {}]))[2], 'MessageTypeNotSupported');
  for (const { charger } of [old, recent]) await charger.hangUp();
});

test('2.1: a SEND is never answered, whatever it says; nor is a CALLRESULTERROR', async () => {
  const { id, charger } = await station('ocpp2.1');
  charger.send([6, 's1', 'NotifyPeriodicEventStream', { id: 1, pending: 0, basetime: new Date(), data: [] }]);
  charger.send([6, 's2', 'Nonsense', {}]);
  charger.send([6, 's3', 'Heartbeat']);
  charger.send([5, 's4', 'FormatViolation', 'your answer', {}]);
  assert.equal((await charger.call('Heartbeat', {}))[0], 3);
  assert.equal(charger.frames.length, 1);
  const rows = await traced(id, 5);
  assert.deepEqual(
    rows
      .filter(({ request }) => request.startsWith('[6'))
      .map(({ answer, outcome }) => [answer, outcome])
      .sort(),
    [
      [null, 'ERROR'],
      [null, 'ERROR'],
      [null, 'NONE'],
    ],
  );
  assert.equal(rows.find(({ request }) => request.startsWith('[5'))?.error_code, 'FormatViolation');
  await charger.hangUp();
});

test('actions: unknown is NotImplemented, known without a handler NotSupported', async () => {
  const code = async (charger: Charger, action: string) => (await charger.call(action, {}))[2];
  for (const version of ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const) {
    const { charger } = await station(version);
    for (const action of ['Nonsense', 'toString', '__proto__', 'constructor', 'heartbeat', ''])
      assert.equal(await code(charger, action), 'NotImplemented', `${version} ${action}`);
    assert.equal(await code(charger, 'Reset'), 'NotSupported');
    assert.equal(await code(charger, 'GetLocalListVersion'), 'NotSupported');
    await charger.hangUp();
  }
  const old = await station('ocpp1.6');
  assert.equal(await code(old.charger, 'TransactionEvent'), 'NotImplemented');
  const recent = await station('ocpp2.0.1');
  assert.equal(await code(recent.charger, 'StartTransaction'), 'NotImplemented');
  for (const { charger } of [old, recent]) await charger.hangUp();
});

test('ids come back to the letter: numbers, escapes, 300 characters, twice the same', async () => {
  const { charger } = await station('ocpp1.6');
  for (const id of ['7', '-3', '"\\u00e4\\"\\\\"', `"${'i'.repeat(300)}"`, '"same"', '"same"', '" "', '""']) {
    const heard = new Promise<string>((resolve) =>
      charger.socket.once('message', (data) => resolve(data.toString())),
    );
    charger.send(`[2,${id},"Heartbeat",{}]`);
    assert.ok((await heard).startsWith(`[3,${id},{"currentTime"`), id);
  }
  await charger.hangUp();
});

test('10,000-deep JSON, NULs and lone surrogates do no harm and are kept as far as text can', async () => {
  const { id, charger } = await station('ocpp2.0.1');
  const deep = `${'['.repeat(10_000)}1${']'.repeat(10_000)}`;
  const nul = '\\u0000';
  const frames = [
    `[2,"deep","DataTransfer",{"vendorId":"v","data":${deep}}]`,
    `[2,"deeper","Heartbeat",{"x":${deep}}]`,
    `[2,"nul","DataTransfer",{"vendorId":"a${nul}b","data":{"a${nul}":"${nul}"}}]`,
    `[2,"lone","DataTransfer",{"vendorId":"a\\ud800b","data":"\\udc00"}]`,
    `[2,"raw","DataTransfer",{"vendorId":"a\0b"}]`,
    `[2,"nul${nul}","Heart${nul}beat",{}]`,
    `${deep}`,
    `[3,"unasked",${deep}]`,
  ];
  for (const frame of frames) charger.send(frame);
  charger.send([2, 'last', 'Heartbeat', {}]);
  const answers = await until('answers', () => charger.frames.length === 8 && charger.frames);
  const byId = new Map(answers.map((frame) => [String(frame[1]), frame[0]]));
  assert.equal(byId.get('last'), 3);
  assert.equal(byId.get('nul'), 3);
  assert.equal(byId.get('lone'), 3);
  assert.equal(byId.get('raw'), 4);
  const rows = await traced(id, 9);
  assert.ok(rows.some(({ request }) => request.length > 20_000));
  assert.ok(rows.some(({ request }) => request.includes('a\ufffdb')));
  await charger.hangUp();
});

test('frames that end the connection: too big 1009, binary 1003, no UTF-8 1007; the reason is kept', async () => {
  const ends: [(charger: Charger) => void, number, RegExp][] = [
    [(charger) => charger.send('x'.repeat(5_000_000)), 1009, /max payload size exceeded/i],
    [(charger) => charger.socket.send(Buffer.from('[2]'), { binary: true }), 1003, /text frames/],
    [(charger) => charger.socket.send(Buffer.from([0x5b, 0xff, 0xfe]), { binary: false }), 1007, /UTF-?8/i],
  ];
  for (const [harm, code, words] of ends) {
    const { id, charger } = await station('ocpp1.6');
    harm(charger);
    assert.equal((await charger.closed).code, code);
    const reason = await until('offline', async () => {
      const { rows } = await system.pool.query(
        `select disconnect_reason from charging_station where id = $1 and not online`,
        [id],
      );
      return rows[0]?.disconnect_reason as string | undefined;
    });
    assert.match(reason, words);
  }
});

test('a frame in many fragments is one frame', async () => {
  const { charger } = await station('ocpp1.6');
  const text = JSON.stringify([2, 'pieces', 'BootNotification', boot16]);
  for (let i = 0; i < text.length; i += 5)
    charger.socket.send(text.slice(i, i + 5), { fin: i + 5 >= text.length });
  assert.deepEqual((await charger.next()).slice(0, 2), [3, 'pieces']);
  await charger.hangUp();
});

test('100 calls at once are all answered, in order', async () => {
  const { id, charger } = await station('ocpp2.0.1');
  const ids = Array.from({ length: 100 }, (_, i) => `c${i}`);
  for (const [index, each] of ids.entries())
    charger.send([2, each, ...(index % 3 ? ['Heartbeat', {}] : ['BootNotification', boot2])]);
  const answers: Frame[] = [];
  while (answers.length < 100) answers.push(await charger.next());
  assert.deepEqual(
    answers.map((answer) => answer[1]),
    ids,
  );
  assert.ok(answers.every(([type]) => type === 3));
  await traced(id, 100);
  await charger.hangUp();
});

test('answers nobody asked for are kept and change nothing', async () => {
  const { id, charger } = await station('ocpp2.1');
  for (const frame of [
    '[3,"nobody",{}]',
    '[4,"nobody","GenericError","",{}]',
    '[3]',
    '[4,null]',
    '[3,{"a":1},2]',
  ])
    charger.send(frame);
  assert.equal((await charger.call('Heartbeat', {}))[0], 3);
  assert.equal(charger.frames.length, 1);
  const codes = (await traced(id, 6)).map(({ error_code }) => error_code).filter(Boolean);
  assert.deepEqual(codes, Array(5).fill('UnaskedAnswer'));
  await charger.hangUp();
});
