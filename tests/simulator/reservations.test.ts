import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ocppVersions } from '../../ocpp/versions.js';
import { car, token } from './car.js';
import { accepted, call, csms, v2Versions } from './one-station.js';

for (const version of ocppVersions) {
  const old = version === 'ocpp1.6';
  const reserve = (id: number, evse: number, idToken: string, ms = 600_000) => {
    const expires = new Date(Date.now() + ms).toISOString();
    return call(
      'ReserveNow',
      old
        ? { connectorId: evse, expiryDate: expires, idTag: idToken, reservationId: id }
        : {
            ...{ id, expiryDateTime: expires, idToken: { idToken, type: 'ISO14443' } },
            ...(evse ? { evseId: evse } : {}),
          },
    );
  };
  const statusIs = (word: string, count = 1) =>
    csms.hears('StatusNotification', (is) => (is.status ?? is.connectorStatus) === word, count);

  test(`${version}: a reserved EVSE is for its driver only, whose session names the reservation`, async () => {
    const { evse } = await accepted(version);
    assert.deepEqual(await reserve(7, 1, token.idToken), { status: 'Accepted' });
    await statusIs('Reserved');
    assert.equal((await reserve(8, 1, 'OTHER')).status, 'Occupied');
    assert.equal(await evse.present({ idToken: 'OTHER', type: 'ISO14443' }), false);
    evse.plugIn(car);
    assert.equal(await evse.present(token), true);
    const start = await csms.hears(old ? 'StartTransaction' : 'TransactionEvent');
    assert.equal(start.reservationId, 7);
    assert.equal((await call('CancelReservation', { reservationId: 7 })).status, 'Rejected');
    assert.deepEqual(csms.breaches, []);
  });

  test(`${version}: a reservation is cancelled, another expires; any EVSE is promised no more often than there are`, async () => {
    await accepted(version);
    await reserve(1, 1, 'A');
    await statusIs('Reserved');
    assert.deepEqual(await call('CancelReservation', { reservationId: 1 }), { status: 'Accepted' });
    assert.equal((await reserve(2, 0, 'A')).status, 'Accepted');
    assert.equal((await reserve(3, 0, 'B')).status, 'Accepted');
    assert.equal((await reserve(4, 0, 'C')).status, 'Occupied');
    assert.equal((await reserve(5, 9, 'C')).status, 'Rejected');
    for (const reservationId of [2, 3]) await call('CancelReservation', { reservationId });
    await reserve(6, 2, 'A', 300);
    await statusIs('Reserved', 2);
    if (!old) {
      const over = await csms.hears('ReservationStatusUpdate');
      assert.deepEqual(over, { reservationId: 6, reservationUpdateStatus: 'Expired' });
    }
    await csms.until(
      () => csms.of('StatusNotification').at(-1)?.[old ? 'status' : 'connectorStatus'] === 'Available',
      'free again',
    );
    assert.deepEqual(csms.breaches, []);
  });
}

for (const version of v2Versions)
  test(`${version}: messages are shown, listed and cleared`, async () => {
    await accepted(version);
    const set = (id: number, more: object = {}) =>
      call('SetDisplayMessage', {
        message: { id, priority: 'InFront', message: { format: 'UTF8', content: 'Hello' }, ...more },
      });
    assert.deepEqual(await set(1), { status: 'Accepted' });
    assert.equal((await set(2, { transactionId: 'none' })).status, 'UnknownTransaction');
    assert.equal((await set(3, { endDateTime: '2020-01-01T00:00:00.000Z' })).status, 'Accepted');
    assert.equal((await call('GetDisplayMessages', { requestId: 5 })).status, 'Accepted');
    const report = await csms.hears('NotifyDisplayMessages');
    assert.deepEqual(
      (report.messageInfo as { id: number }[]).map(({ id }) => id),
      [1],
    );
    assert.equal(
      (await call('GetDisplayMessages', { requestId: 6, priority: 'AlwaysFront' })).status,
      'Unknown',
    );
    assert.equal((await call('ClearDisplayMessage', { id: 1 })).status, 'Accepted');
    assert.equal((await call('ClearDisplayMessage', { id: 1 })).status, 'Unknown');
    assert.deepEqual(csms.breaches, []);
  });
