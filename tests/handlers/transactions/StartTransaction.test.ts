import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWire, type Wire } from '../wire.js';
import { ledger, messages, minute, type Session } from './sessions.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
  await wire.pool.query(`
    insert into id_token (id_token, status, group_id_token, expires_at) values
      ('good', 'ACCEPTED', 'fleet', null), ('blocked', 'BLOCKED', null, null), ('old', 'ACCEPTED', null, '2020-01-01')`);
});
after(() => wire.close());

const session = async (id: string, more: Partial<Session> = {}): Promise<Session> => ({
  station: await wire.station(id, 'ocpp1.6'),
  version: 'ocpp1.6',
  ...more,
});

for (const [tag, status] of [
  ['blocked', 'Blocked'],
  ['old', 'Expired'],
  ['nobody', 'Invalid'],
] as const)
  test(`a start with a token that is ${status} gets a number too, is kept as refused, and its stop closes it`, async () => {
    const refused = await session(`refused ${tag}`, { tag });
    const { transactionId, idTagInfo } = await wire.send(messages.start16(refused));
    assert.equal(idTagInfo.status, status);
    assert.ok(Number.isInteger(transactionId) && transactionId > 0 && transactionId < 2 ** 31);
    await wire.send(messages.stop16(refused, transactionId));
    const [row] = await wire.rows(ledger, [refused.station]);
    assert.equal(row?.status, 'REFUSED');
    assert.deepEqual(row?.ended_at, new Date(minute(60)));
    assert.equal(row?.energy_wh, 10_000);
    assert.deepEqual(
      wire.events.filter((event) => event.station === refused.station).map(({ type }) => type),
      ['TransactionStarted', 'TransactionEnded'],
    );
  });

test('a retry hears what the first one heard, even after the token was blocked', async () => {
  const fickle = await session('fickle', { tag: 'fickle' });
  await wire.pool.query(`insert into id_token (id_token) values ('fickle')`);
  const first = await wire.send(messages.start16(fickle));
  await wire.pool.query(`update id_token set status = 'BLOCKED' where id_token = 'fickle'`);
  assert.deepEqual(await wire.send({ ...messages.start16(fickle), messageId: 'new' }), first);
});

test('what differs in connector, tag, time or meter is another transaction', async () => {
  const { station } = await session('many');
  const call = messages.start16({ station, version: 'ocpp1.6' });
  const others = [{ connectorId: 2 }, { idTag: 'old' }, { timestamp: minute(1) }, { meterStart: 1 }];
  const calls = [{}, ...others].map((other) => ({ ...call, payload: { ...call.payload, ...other } }));
  const answers = await wire.batch(calls);
  assert.equal(new Set(answers.map(({ transactionId }) => transactionId)).size, 5);
  assert.equal((await wire.rows(ledger, [station])).length, 5);
});

test('a clock that was never set: the start counts from when we heard, and its retry still finds it', async () => {
  const { station } = await session('1970');
  const call = messages.start16({ station, version: 'ocpp1.6' });
  const payload = { ...call.payload, timestamp: '1970-01-01T00:00:35Z' };
  const receivedAt = new Date(minute(0));
  const first = await wire.send({ ...call, payload, receivedAt });
  const again = await wire.send({ ...call, payload, receivedAt: new Date(minute(9)) });
  assert.deepEqual(again, first);
  const rows = await wire.rows(ledger, [station]);
  assert.deepEqual(
    rows.map((row) => row.started_at),
    [receivedAt],
  );
});

test('the EVSE appears, the reservation is kept', async () => {
  const { station } = await session('reserved');
  const call = messages.start16({ station, version: 'ocpp1.6', evse: 3 });
  await wire.send({ ...call, payload: { ...call.payload, reservationId: 77 } });
  assert.deepEqual(await wire.rows('select evse_id from evse where station_id = $1', [station]), [
    { evse_id: 3 },
  ]);
  const [row] = await wire.rows('select reservation_id from transaction where station_id = $1', [station]);
  assert.equal(row?.reservation_id, '77');
});
