import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { openWire, type Wire } from '../wire.js';
import { ledger, messages, minute, type Session } from './sessions.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
  await wire.pool.query(`
    insert into id_token (id_token, status, group_id_token) values ('good', 'ACCEPTED', 'fleet'), ('blocked', 'BLOCKED', null)`);
});
after(() => wire.close());

const types = (station: string) =>
  wire.events.filter((event) => event.station === station).map(({ type }) => type);

for (const version of ['ocpp2.0.1', 'ocpp2.1'] satisfies OcppVersion[]) {
  const session = async (id: string): Promise<Session> => ({
    station: await wire.station(`${id} ${version}`, version),
    version,
  });
  const send = (of: Session, type: string, at: number, more: object = {}) =>
    wire.send(messages.event2(of, type, at, more));
  const row = async ({ station }: Session) => (await wire.rows(ledger, [station]))[0];

  test(`${version}: an Ended heard first makes the transaction; a late Started tells when it began and opens nothing`, async () => {
    const one = await session('backwards');
    await send(one, 'Ended', 60);
    assert.deepEqual((await row(one))?.started_at, new Date(minute(60)));
    await send(one, 'Updated', 30);
    assert.deepEqual((await row(one))?.started_at, new Date(minute(30)));
    await send(one, 'Started', 0);
    const { status, started_at, ended_at, energy_wh } = (await row(one)) ?? {};
    assert.deepEqual(
      [status, started_at, ended_at, energy_wh],
      ['ENDED', new Date(minute(0)), new Date(minute(60)), 10_000],
    );
    assert.deepEqual(types(one.station), [
      'TransactionStarted',
      'TransactionEnded',
      'TransactionUpdated',
      'TransactionUpdated',
    ]);
  });

  test(`${version}: readings dated within the transaction that come after its end still count`, async () => {
    const one = await session('late energy');
    await send(one, 'Started', 0);
    await send(one, 'Ended', 60, { meterValue: undefined });
    assert.equal((await row(one))?.energy_wh, 0);
    await send(one, 'Updated', 30);
    assert.equal((await row(one))?.energy_wh, 5000);
    await wire.send(messages.meter2(one, 54));
    assert.equal((await row(one))?.energy_wh, 9000);
    await wire.send(messages.meter2(one, 66));
    assert.equal((await row(one))?.energy_wh, 9000, 'after the end: not of this transaction');
  });

  test(`${version}: MeterValues that come before the transaction they belong to are taken in`, async () => {
    const one = await session('overtaken');
    await wire.send(messages.meter2(one, -6));
    await wire.send(messages.meter2(one, 48));
    await wire.send(messages.meter2({ ...one, evse: 2 }, 48));
    await send(one, 'Started', 0, { meterValue: undefined });
    await wire.send(messages.meter2(one, 6));
    assert.equal((await row(one))?.energy_wh, 7000);
    const [{ count } = { count: 0 }] = await wire.rows<{ count: number }>(
      'select count(*)::int from meter_value where station_id = $1 and transaction_ref is not null',
      [one.station],
    );
    assert.equal(count, 2);
  });

  test(`${version}: a sequence number that never moves loses no message`, async () => {
    const one = await session('seqNo 0');
    for (const [type, at] of [
      ['Started', 0],
      ['Updated', 10],
      ['Updated', 20],
      ['Updated', 20],
      ['Ended', 60],
    ] as const)
      await send(one, type, at, { seqNo: 0 });
    const events = await wire.rows(
      'select event_type, repeats from transaction_event where station_id = $1 order by occurred_at',
      [one.station],
    );
    assert.deepEqual(
      events.map(({ event_type, repeats }) => [event_type, repeats]),
      [
        ['Started', 0],
        ['Updated', 0],
        ['Updated', 1],
        ['Ended', 0],
      ],
    );
    assert.equal((await row(one))?.energy_wh, 10_000);
  });

  test(`${version}: without EVSE at first, without connector, with connector 0`, async () => {
    const one = await session('placeless');
    await send(one, 'Started', 0, { evse: undefined });
    assert.equal((await row(one))?.evse_id, null);
    await wire.send(messages.meter2(one, 12));
    assert.equal((await row(one))?.energy_wh, 2000);
    await send(one, 'Updated', 20, { evse: { id: 1 } });
    assert.deepEqual([(await row(one))?.evse_id, (await row(one))?.connector_id], [1, null]);
    await send(one, 'Updated', 30, { evse: { id: 1, connectorId: 0 } });
    assert.equal((await row(one))?.connector_id, null);
    await send(one, 'Ended', 60, { evse: undefined, idToken: undefined });
    const { evse_id, status } = (await row(one)) ?? {};
    assert.deepEqual([evse_id, status], [1, 'ENDED']);
    const evses = await wire.rows('select evse_id from evse where station_id = $1', [one.station]);
    assert.deepEqual(evses, [{ evse_id: 1 }]);
  });

  test(`${version}: the token that began it stays, whoever ends it; each is judged where it is shown`, async () => {
    const one = await session('tokens');
    const token = (idToken: string) => ({ idToken: { idToken, type: 'ISO14443' } });
    assert.deepEqual(await send(one, 'Started', 0, { idToken: undefined }), {});
    const accepted = await send(one, 'Updated', 5, token('GOOD'));
    assert.equal(accepted.idTokenInfo.status, 'Accepted');
    assert.equal(accepted.idTokenInfo.groupIdToken.idToken, 'fleet');
    assert.equal((await send(one, 'Updated', 6, token('nobody'))).idTokenInfo.status, 'Unknown');
    assert.equal((await send(one, 'Ended', 60, token('blocked'))).idTokenInfo.status, 'Blocked');
    const { id_token, authorization_status } = (await row(one)) ?? {};
    assert.deepEqual([id_token, authorization_status], ['GOOD', 'Accepted']);
  });

  test(`${version}: charging state, remote start, reservation, offline and sequence follow the newest word`, async () => {
    const one = await session('facts');
    const info = (more: object) => ({ transactionInfo: { transactionId: 'tx-1', ...more } });
    await send(one, 'Started', 0, {
      ...info({ chargingState: 'EVConnected', remoteStartId: 42 }),
      reservationId: 7,
    });
    await send(one, 'Updated', 20, info({ chargingState: 'SuspendedEV' }));
    await send(one, 'Updated', 10, { ...info({ chargingState: 'Charging' }), offline: true });
    await send(one, 'Updated', 30);
    const [found] = await wire.rows(
      `select charging_state, remote_start_id, reservation_id, offline, last_seq_no from transaction where station_id = $1`,
      [one.station],
    );
    assert.deepEqual(found, {
      charging_state: 'SuspendedEV',
      remote_start_id: '42',
      reservation_id: '7',
      offline: true,
      last_seq_no: '30',
    });
    const last = wire.eventsOf('TransactionUpdated').findLast((event) => event.station === one.station);
    assert.equal(last?.data.remoteStartId, '42');
    assert.equal(last?.data.energyWh, 5000);
  });

  test(`${version}: a second, different end changes nothing and is noted as superseded`, async () => {
    const one = await session('ends');
    await send(one, 'Started', 0);
    await send(one, 'Ended', 60);
    await send(one, 'Ended', 90, {
      meterValue: undefined,
      transactionInfo: { transactionId: 'tx-1', stoppedReason: 'PowerLoss' },
    });
    const { ended_at, stopped_reason } = (await row(one)) ?? {};
    assert.deepEqual([ended_at, stopped_reason], [new Date(minute(60)), 'Local']);
    const ends = await wire.rows(
      `select superseded from transaction_event where station_id = $1 and event_type = 'Ended' order by occurred_at`,
      [one.station],
    );
    assert.deepEqual(
      ends.map(({ superseded }) => superseded),
      [false, true],
    );
  });

  test(`${version}: one batch may hold whole sessions of several stations`, async () => {
    const sessions = await Promise.all(['b1', 'b2', 'b3'].map(session));
    const calls = sessions.flatMap((one) => [
      messages.event2(one, 'Started', 0),
      messages.event2({ ...one, transactionId: 'tx-2', evse: 2 }, 'Started', 0),
      messages.event2(one, 'Updated', 30),
      messages.event2(one, 'Ended', 60),
    ]);
    await wire.batch(calls);
    for (const { station } of sessions) {
      const rows = await wire.rows(ledger, [station]);
      assert.deepEqual(
        rows.map((one) => [one.transaction_id, one.status, one.energy_wh]),
        [
          ['tx-1', 'ENDED', 10_000],
          ['tx-2', 'ACTIVE', 0],
        ],
      );
      assert.deepEqual(types(station).toSorted(), [
        'TransactionEnded',
        'TransactionStarted',
        'TransactionStarted',
        'TransactionUpdated',
      ]);
    }
  });
}
