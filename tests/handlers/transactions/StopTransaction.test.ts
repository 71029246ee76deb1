import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose } from '../../../handlers/transactions/meant.js';
import { type Call, openWire, type Wire } from '../wire.js';
import { ledger, messages, minute, register, type Session } from './sessions.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
  await wire.pool.query(`insert into id_token (id_token) values ('good'), ('other')`);
});
after(() => wire.close());

const version = 'ocpp1.6';
const session = async (id: string): Promise<Session> => ({
  station: await wire.station(id, version),
  version,
});
const open = async (of: Session): Promise<number> => (await wire.send(messages.start16(of))).transactionId;
const orphans = (station: string) =>
  wire.rows('select action, payload from orphan_message where station_id = $1', [station]);
const withPayload = (call: Call, more: object): Call => ({ ...call, payload: { ...call.payload, ...more } });

test('the first stop wins; a different one later is noted as superseded, the same again only counted', async () => {
  const one = await session('two stops');
  const id = await open(one);
  const stop = messages.stop16(one, id);
  const later = withPayload(stop, { meterStop: 190_000, timestamp: minute(90), reason: 'PowerLoss' });
  await wire.send(stop);
  for (const call of [later, stop, later]) assert.equal((await wire.send(call)).idTagInfo.status, 'Accepted');
  const [row] = await wire.rows(ledger, [one.station]);
  assert.deepEqual(
    [row?.energy_wh, row?.ended_at, row?.stopped_reason],
    [10_000, new Date(minute(60)), 'Local'],
  );
  assert.deepEqual(
    await wire.rows(
      `select occurred_at, superseded, repeats from transaction_event
       where station_id = $1 and event_type = 'Ended' order by occurred_at`,
      [one.station],
    ),
    [
      { occurred_at: new Date(minute(60)), superseded: false, repeats: 1 },
      { occurred_at: new Date(minute(90)), superseded: true, repeats: 1 },
    ],
  );
  assert.equal(wire.eventsOf('TransactionEnded').filter((event) => event.station === one.station).length, 1);
});

test('two different stops in one batch: the first wins', async () => {
  const one = await session('stops at once');
  const stop = messages.stop16(one, await open(one));
  await wire.batch([stop, withPayload(stop, { meterStop: 190_000 })]);
  assert.equal((await wire.rows(ledger, [one.station]))[0]?.energy_wh, 10_000);
});

for (const odd of [0, -1, 999_999_999])
  test(`a stop of ${odd} ends the open transaction with its tag, once`, async () => {
    const { station } = await session(`stop ${odd}`);
    const [one, two] = [
      { station, version, evse: 1, tag: 'good' },
      { station, version, evse: 2, tag: 'other' },
    ] as const;
    await open(one);
    await open(two);
    const stop = messages.stop16(two, odd);
    for (const call of [stop, { ...stop, messageId: 'again' }]) await wire.send(call);
    await Promise.all([wire.send(stop), wire.send(stop)]);
    const rows = await wire.rows(ledger, [station]);
    assert.deepEqual(
      rows.map((row) => [row.id_token, row.status, row.energy_wh]),
      [
        ['good', 'ACTIVE', 0],
        ['other', 'ENDED', 10_000],
      ],
    );
    assert.deepEqual(await orphans(station), []);
  });

test('a stop of -1 told again does not end the next session', async () => {
  const one = await session('next');
  await open(one);
  const stop = messages.stop16(one, -1);
  await wire.send(stop);
  await wire.send(withPayload(messages.start16(one), { timestamp: minute(61), meterStart: 110_000 }));
  await wire.send({ ...stop, messageId: 'again' });
  const rows = await wire.rows(ledger, [one.station]);
  assert.deepEqual(
    rows.map((row) => row.status),
    ['ENDED', 'ACTIVE'],
  );
});

test('stops of -1 of two sessions end each its own, also in one batch', async () => {
  const one = await session('offline');
  const starts = [0, 100].map((at) =>
    withPayload(messages.start16(one), { timestamp: minute(at), meterStart: 100_000 + at }),
  );
  const stops = [60, 160].map((at) =>
    withPayload(messages.stop16(one, -1), { timestamp: minute(at), meterStop: 105_000 + at }),
  );
  const [a, b, c, d] = [starts[0], stops[0], starts[1], stops[1]] as [Call, Call, Call, Call];
  await wire.batch([a, b, c, d]);
  const rows = await wire.rows(ledger, [one.station]);
  assert.deepEqual(
    rows.map((row) => [row.status, row.ended_at, row.energy_wh]),
    [
      ['ENDED', new Date(minute(60)), 5060],
      ['ENDED', new Date(minute(160)), 5060],
    ],
  );
});

test('a stop that fits nothing is answered, kept as it came and left for a person, once', async () => {
  const one = await session('nothing open');
  const stop = withPayload(messages.stop16(one, 4711), {
    transactionData: [{ timestamp: minute(60), sampledValue: [register(version, 110)] }],
  });
  assert.equal((await wire.send(stop)).idTagInfo.status, 'Accepted');
  await wire.send({ ...stop, messageId: 'again' });
  assert.deepEqual(await orphans(one.station), [
    { action: 'StopTransaction', payload: JSON.parse(JSON.stringify(stop.payload)) },
  ]);
  const samples = await wire.rows('select transaction_ref, value from meter_value where station_id = $1', [
    one.station,
  ]);
  assert.deepEqual(samples, [{ transaction_ref: null, value: 110_000 }]);
});

test("a stop with another station's number does not touch that station's transaction", async () => {
  const [mine, theirs] = [await session('mine'), await session('theirs')];
  const id = await open(mine);
  await wire.send(messages.stop16(theirs, id));
  assert.equal((await wire.rows(ledger, [mine.station]))[0]?.status, 'ACTIVE');
  assert.equal((await orphans(theirs.station)).length, 1);

  const theirId = await open(theirs);
  await wire.send(withPayload(messages.stop16(theirs, id), { timestamp: minute(61) }));
  assert.equal((await wire.rows(ledger, [mine.station]))[0]?.status, 'ACTIVE');
  const [row] = await wire.rows(ledger, [theirs.station]);
  assert.deepEqual([row?.id, row?.status], [String(theirId), 'ENDED']);
});

test('without tag in the stop there is none in the answer; without reason it is Local', async () => {
  const one = await session('plain');
  const stop = withPayload(messages.stop16(one, await open(one)), { idTag: undefined, reason: undefined });
  assert.deepEqual(await wire.send(stop), {});
  assert.equal((await wire.rows(ledger, [one.station]))[0]?.stopped_reason, 'Local');
});

test('the samples a stop brings are kept with the transaction', async () => {
  const one = await session('data');
  const id = await open(one);
  const transactionData = [0, 30, 60].map((at) => ({
    timestamp: minute(at),
    sampledValue: [register(version, 100 + at / 6)],
  }));
  await wire.send(withPayload(messages.stop16(one, id), { transactionData }));
  const [row] = await wire.rows(
    `select register_min_wh, register_max_wh, (select count(*)::int from meter_value where transaction_ref = t.id) as samples
     from transaction t where id = $1`,
    [id],
  );
  assert.deepEqual(row, { register_min_wh: 100_000, register_max_wh: 110_000, samples: 3 });
});

test('which open transaction a stop without number means', () => {
  const at = (n: number) => new Date(n);
  const [a, b] = [
    { idToken: 'a', startedAt: at(10) },
    { idToken: 'b', startedAt: at(5) },
  ];
  const token = (idToken: string) => ({ idToken, type: null, unasked: false });
  assert.equal(choose([a, b], { token: token('B'), at: at(20) }), b);
  assert.equal(choose([a, b], { token: null, at: at(20) }), undefined, 'two, and nothing to tell them apart');
  assert.equal(choose([a, b], { token: token('c'), at: at(20) }), undefined);
  assert.equal(choose([a, b], { token: null, at: at(7) }), b, 'only one had begun by then');
  assert.equal(choose([a], { token: token('c'), at: at(20) }), a, 'another tag may stop it');
  assert.equal(choose([a], { token: token('a'), at: at(3) }), undefined, 'none had begun');
});
