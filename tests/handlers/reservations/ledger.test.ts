import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expireReservations } from '../../../handlers/reservations/reservation-changes.js';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { inTransactionWithEvents } from '../../../platform/events/outbox.js';
import { reply } from '../answering.js';
import { openWire, versions, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
  await wire.rows(
    `insert into id_token (id_token, group_id_token) values ('OWNER', null), ('FRIEND', 'FAMILY'), ('OTHER', null)`,
  );
});
after(() => wire.close());

const soon = () => new Date(Date.now() + 600_000).toISOString();

interface Wanted {
  id: number;
  evse?: number;
  group?: string;
  expires?: string;
  answer?: string;
}

async function reserve(station: string, version: OcppVersion, wanted: Wanted) {
  const { id, evse = 1, group, expires = soon(), answer = 'Accepted' } = wanted;
  const request =
    version === 'ocpp1.6'
      ? {
          ...{ connectorId: evse, expiryDate: expires, idTag: 'OWNER', reservationId: id },
          ...(group ? { parentIdTag: group } : {}),
        }
      : {
          ...{ id, expiryDateTime: expires, idToken: { idToken: 'OWNER', type: 'ISO14443' } },
          ...(evse ? { evseId: evse } : {}),
          ...(group ? { groupIdToken: { idToken: group, type: 'Central' } } : {}),
        };
  return reply(wire, { station, version, action: 'ReserveNow', request, answer: { status: answer } });
}

function begin(station: string, version: OcppVersion, { idToken = 'OWNER', reservationId = 0, evse = 1 }) {
  const timestamp = new Date().toISOString();
  const named = reservationId ? { reservationId } : {};
  return version === 'ocpp1.6'
    ? wire.send({
        ...{ station, version, action: 'StartTransaction' },
        payload: { connectorId: evse, idTag: idToken, meterStart: 0, timestamp, ...named },
      })
    : wire.send({
        ...{ station, version, action: 'TransactionEvent' },
        payload: {
          ...{ eventType: 'Started', timestamp, triggerReason: 'Authorized', seqNo: 0, ...named },
          transactionInfo: { transactionId: `tx ${station} ${evse}` },
          ...{ evse: { id: evse, connectorId: 1 }, idToken: { idToken, type: 'ISO14443' } },
        },
      });
}

const status = (station: string, version: OcppVersion, evse: number, word: string) =>
  wire.send({
    ...{ station, version, action: 'StatusNotification' },
    payload:
      version === 'ocpp1.6'
        ? { connectorId: evse, errorCode: 'NoError', status: word }
        : { timestamp: new Date().toISOString(), connectorStatus: word, evseId: evse, connectorId: 1 },
  });

const ledger = async (station: string) =>
  (
    await wire.rows(
      `select reservation_id as id, status, cancelled_by as by, transaction_ref is not null as used from reservation
       where station_id = $1 order by reservation_id`,
      [station],
    )
  ).map(({ id, status, by, used }) => [
    Number(id),
    status,
    ...(by ? [by] : []),
    ...(used ? ['by a transaction'] : []),
  ]);

for (const version of versions) {
  test(`${version}: taken, refused with the station's word, replaced (H_01, H_22, 046, 048)`, async () => {
    const station = await wire.station(`taken ${version}`, version);
    await reserve(station, version, { id: 1 });
    await reserve(station, version, { id: 2, evse: 2, answer: 'Occupied' });
    const events = await reserve(station, version, { id: 3, evse: 0 });
    assert.deepEqual(events[0]?.data, {
      ...{ reservationId: '3', status: 'ACTIVE', answer: 'Accepted', cancelledBy: null, transaction: null },
    });
    // A replacement that is refused leaves what is held.
    await reserve(station, version, { id: 1, evse: 2, answer: 'Occupied' });
    assert.deepEqual(await ledger(station), [
      [1, 'ACTIVE'],
      [2, 'REJECTED'],
      [3, 'ACTIVE'],
    ]);
    assert.deepEqual(
      await wire.rows(
        'select evse_id, answer from reservation where station_id = $1 order by reservation_id',
        [station],
      ),
      [
        { evse_id: 1, answer: 'Accepted' },
        { evse_id: 2, answer: 'Occupied' },
        { evse_id: null, answer: 'Accepted' },
      ],
    );
  });

  test(`${version}: ends with the transaction that names it, or has its token at its EVSE (H_01, H_08, 046, 049)`, async () => {
    const station = await wire.station(`used ${version}`, version);
    await reserve(station, version, { id: 1 });
    await reserve(station, version, { id: 2, evse: 2 });
    await begin(station, version, { idToken: 'OTHER', evse: 2 });
    assert.deepEqual(await ledger(station), [
      [1, 'ACTIVE'],
      [2, 'ACTIVE'],
    ]);
    await begin(station, version, { reservationId: 1 });
    assert.deepEqual((await ledger(station))[0], [1, 'USED', 'by a transaction']);
    const other = await wire.station(`token ${version}`, version);
    await reserve(other, version, { id: 1, evse: 0 });
    await reserve(other, version, { id: 2, evse: 3 });
    await begin(other, version, { evse: 3 });
    assert.deepEqual(await ledger(other), [
      [1, 'ACTIVE'],
      [2, 'USED', 'by a transaction'],
    ]);
  });

  test(`${version}: is used by a token of the group (H_19, 053)`, async () => {
    const station = await wire.station(`group ${version}`, version);
    await reserve(station, version, { id: 1, group: 'FAMILY' });
    await begin(station, version, { idToken: 'FRIEND' });
    assert.deepEqual(await ledger(station), [[1, 'USED', 'by a transaction']]);
  });

  test(`${version}: is cancelled by us; Rejected says that the station has none (H_17, 051, 052)`, async () => {
    const station = await wire.station(`cancelled ${version}`, version);
    const cancel = (reservationId: number, answer: string) =>
      reply(wire, {
        ...{ station, version, action: 'CancelReservation' },
        request: { reservationId },
        answer: { status: answer },
      });
    await reserve(station, version, { id: 1 });
    await reserve(station, version, { id: 2, evse: 2 });
    await cancel(1, 'Accepted');
    await cancel(2, 'Rejected');
    await cancel(9, 'Rejected');
    assert.deepEqual(await ledger(station), [
      [1, 'CANCELLED', 'US'],
      [2, 'CANCELLED', 'STATION'],
    ]);
  });

  test(`${version}: expires by itself, also where nobody tells; one used in its last moment was used (H_07, 047)`, async () => {
    const station = await wire.station(`expires ${version}`, version);
    await reserve(station, version, { id: 1, expires: new Date(Date.now() - 60_000).toISOString() });
    await reserve(station, version, { id: 2, evse: 2 });
    const { events } = await inTransactionWithEvents(wire.pool, expireReservations);
    assert.deepEqual(
      events.flatMap(({ station: at, data }) => (at === station ? [data] : [])),
      [{ reservationId: '1', status: 'EXPIRED', answer: 'Accepted', cancelledBy: null, transaction: null }],
    );
    assert.deepEqual(await ledger(station), [
      [1, 'EXPIRED'],
      [2, 'ACTIVE'],
    ]);
    await begin(station, version, { reservationId: 1 });
    assert.deepEqual((await ledger(station))[0], [1, 'USED', 'by a transaction']);
  });

  test(`${version}: ends where a fault leaves nothing usable (H_20)`, async () => {
    const station = await wire.station(`fault ${version}`, version);
    await status(station, version, 1, 'Available');
    await status(station, version, 2, 'Available');
    await reserve(station, version, { id: 1 });
    await reserve(station, version, { id: 2, evse: 2 });
    await reserve(station, version, { id: 3, evse: 0 });
    await status(station, version, 1, 'Faulted');
    assert.deepEqual(await ledger(station), [
      [1, 'CANCELLED', 'FAULT'],
      [2, 'ACTIVE'],
      [3, 'ACTIVE'],
    ]);
    await status(station, version, 2, 'Unavailable');
    assert.deepEqual((await ledger(station)).slice(1), [
      [2, 'CANCELLED', 'FAULT'],
      [3, 'CANCELLED', 'FAULT'],
    ]);
  });
}

for (const version of ['ocpp2.0.1', 'ocpp2.1'] as const)
  test(`${version}: the station tells how it ended; what is over stays over (H_07, H_20)`, async () => {
    const station = await wire.station(`told ${version}`, version);
    const tell = (reservationId: number, reservationUpdateStatus: string) =>
      wire.send({
        ...{ station, version, action: 'ReservationStatusUpdate' },
        payload: { reservationId, reservationUpdateStatus },
      });
    await reserve(station, version, { id: 1 });
    await reserve(station, version, { id: 2, evse: 2 });
    await reserve(station, version, { id: 3, evse: 3 });
    await status(station, version, 2, 'Available');
    await tell(1, 'Expired');
    await tell(1, 'Removed');
    await status(station, version, 3, 'Available');
    await tell(2, 'Removed');
    await begin(station, version, { evse: 3 });
    await tell(3, 'Removed');
    assert.deepEqual(await ledger(station), [
      [1, 'EXPIRED'],
      [2, 'CANCELLED', 'STATION'],
      [3, 'USED', 'by a transaction'],
    ]);
  });

test('ocpp2.0.1: a transaction names its reservation only after it has begun', async () => {
  const version = 'ocpp2.0.1';
  const station = await wire.station('later', version);
  await reserve(station, version, { id: 1 });
  await begin(station, version, { idToken: 'OTHER' });
  await wire.send({
    ...{ station, version, action: 'TransactionEvent' },
    payload: {
      ...{ eventType: 'Updated', timestamp: new Date().toISOString(), triggerReason: 'Authorized', seqNo: 1 },
      ...{ transactionInfo: { transactionId: `tx ${station} 1` }, reservationId: 1 },
    },
  });
  assert.deepEqual(await ledger(station), [[1, 'USED', 'by a transaction']]);
});
