import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { openWire, versions, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
});
after(() => wire.close());

const now = new Date('2026-05-01T12:00:00Z');
const minutes = (n: number) => new Date(now.getTime() + n * 60_000).toISOString();

/** A status of EVSE n, connector 1 in the version's own words. */
function status(version: OcppVersion, evse: number, word: string, timestamp?: string) {
  const payload =
    version === 'ocpp1.6'
      ? { connectorId: evse, errorCode: 'NoError', status: word, timestamp }
      : { evseId: evse, connectorId: Math.min(evse, 1), connectorStatus: word, timestamp };
  return { station: `cp ${version}`, version, action: 'StatusNotification', payload, receivedAt: now };
}

const connectors = (station: string) =>
  wire.rows(
    `select evse_id, connector_id, status, reported_status, error_code, status_at from connector
     where station_id = $1 order by 1, 2`,
    [station],
  );

for (const version of versions) {
  test(`${version}: connectors appear with their first report, newer ones replace it, older ones do not`, async () => {
    const id = await wire.station(`cp ${version}`, version);
    const charging = version === 'ocpp1.6' ? 'Charging' : 'Occupied';
    assert.deepEqual(await wire.send(status(version, 0, 'Available', minutes(-9))), {});
    await wire.send(status(version, 1, 'Available', minutes(-9)));
    await wire.batch([
      status(version, 1, charging, minutes(-5)),
      status(version, 1, 'Available', minutes(-7)),
      status(version, 2, 'Faulted', minutes(-5)),
    ]);
    await wire.send(status(version, 1, 'Reserved', minutes(-6)));
    const at = (n: number) => new Date(minutes(n));
    assert.deepEqual(
      (await connectors(id)).map((row) => Object.values(row)),
      [
        [0, 0, 'Available', 'Available', null, at(-9)],
        [1, 1, 'Occupied', charging, null, at(-5)],
        [2, 1, 'Faulted', 'Faulted', null, at(-5)],
      ],
    );
    const told = wire
      .eventsOf('ConnectorStatusChanged')
      .filter(({ station }) => station === id)
      .map(({ data }) => [data.evseId, data.previousStatus, data.status]);
    assert.deepEqual(told, [
      [0, null, 'Available'],
      [1, null, 'Available'],
      [1, 'Available', 'Occupied'],
      [2, null, 'Faulted'],
    ]);
  });

  test(`${version}: the same status again is no event`, async () => {
    const count = wire.eventsOf('ConnectorStatusChanged').length;
    await wire.send(status(version, 2, 'Faulted', minutes(-1)));
    await wire.send(status(version, 2, 'Faulted', minutes(-1)));
    assert.equal(wire.eventsOf('ConnectorStatusChanged').length, count);
    const rows = await connectors(`cp ${version}`);
    assert.deepEqual(rows[2]?.status_at, new Date(minutes(-1)));
  });

  test(`${version}: a clock that is not set or runs ahead does not lock later reports out`, async () => {
    const id = `cp ${version}`;
    await wire.send(status(version, 3, 'Available', '1970-01-01T00:00:09Z'));
    await wire.send(status(version, 4, 'Available', minutes(60)));
    await wire.send({ ...status(version, 4, 'Faulted', minutes(1)), receivedAt: new Date(minutes(1)) });
    const rows = await connectors(id);
    assert.deepEqual(rows[3], { ...rows[3], evse_id: 3, status_at: now });
    assert.deepEqual(rows[4], { ...rows[4], evse_id: 4, status: 'Faulted', status_at: new Date(minutes(1)) });
  });
}

test('1.6 reports without time count when they came; the error and the finer word are kept', async () => {
  const id = await wire.station('fine', 'ocpp1.6');
  const payload = { connectorId: 1, errorCode: 'GroundFailure', status: 'SuspendedEV', info: 'wet' };
  await wire.send({
    station: id,
    version: 'ocpp1.6',
    action: 'StatusNotification',
    payload,
    receivedAt: now,
  });
  assert.deepEqual(await connectors(id), [
    {
      evse_id: 1,
      connector_id: 1,
      status: 'Occupied',
      reported_status: 'SuspendedEV',
      error_code: 'GroundFailure',
      status_at: now,
    },
  ]);
});

test('odd places: connector 0 of an EVSE is its first one, negative ones the station', async () => {
  const id = await wire.station('odd', 'ocpp2.0.1');
  const send = (evseId: number, connectorId: number) =>
    wire.send({
      station: id,
      version: 'ocpp2.0.1',
      action: 'StatusNotification',
      payload: { evseId, connectorId, connectorStatus: 'Available', timestamp: now.toISOString() },
    });
  await send(2, 0);
  await send(-1, -1);
  await send(3, 2);
  assert.deepEqual(
    (await connectors(id)).map((row) => [row.evse_id, row.connector_id]),
    [
      [0, 0],
      [2, 1],
      [3, 2],
    ],
  );
});

test('many first reports at once, in all orders, from several processes: all are kept, none waits in a circle', async () => {
  const ids = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => wire.station(`crowd ${n}`, 'ocpp1.6')));
  const calls = ids.flatMap((station) =>
    [1, 2, 3].map((evse) => ({ ...status('ocpp1.6', evse, 'Available', minutes(0)), station })),
  );
  const orders = [calls, calls.toReversed(), calls.slice(7).concat(calls.slice(0, 7)), calls.toReversed()];
  for (let round = 0; round < 5; round++) {
    await wire.pool.query(`delete from evse where station_id like 'crowd %'`);
    await Promise.all(orders.map((order) => wire.batch(order)));
    const [{ count } = { count: 0 }] = await wire.rows<{ count: number }>(
      `select count(*)::int from connector where station_id like 'crowd %'`,
    );
    assert.equal(count, 18);
  }
});
