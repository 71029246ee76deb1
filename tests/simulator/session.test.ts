import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { ocppVersions } from '../../ocpp/versions.js';
import { type Fleet, startFleet } from '../../simulator/fleet.js';
import { energyWh } from '../../simulator/session.js';
import { car, token } from './car.js';
import { TestCsms } from './csms.js';

let fleet: Fleet | undefined;
let csms: TestCsms | undefined;

afterEach(async () => {
  await fleet?.stop();
  await csms?.close();
});

/** The energy registers a station told, in order. */
function registers(csms: TestCsms): number[] {
  const values = csms.heard.flatMap(({ payload }) => [
    payload.meterStart,
    ...[payload.meterValue, payload.transactionData].flat().flatMap((each) => readings(each)),
    payload.meterStop,
  ]);
  return values.filter((each) => each !== undefined).map(Number);
}

function readings(meterValue: unknown): unknown[] {
  const { sampledValue = [] } = (meterValue ?? {}) as { sampledValue?: Record<string, unknown>[] };
  return sampledValue
    .filter((each) => each.measurand === 'Energy.Active.Import.Register')
    .map(({ value }) => value);
}

for (const version of ocppVersions) {
  for (const outlet of [
    { current: 'AC', maxW: 22_000 },
    { current: 'DC', maxW: 150_000 },
  ] as const) {
    test(`${version} ${outlet.current}: a session from plug to unplug is told in valid frames`, async () => {
      csms = await TestCsms.open(version);
      fleet = startFleet({
        url: csms.url,
        stations: [{ id: 'CP 1', version, outlet, registerWh: 1234.5 }],
        speed: 600,
        variables: { TxUpdatedInterval: '60' },
      });
      const station = fleet.station('CP 1');
      const [evse] = station.evses;
      assert.ok(evse);
      await station.until((each) => each.isOnline);
      evse.plugIn(car);
      assert.equal(await evse.present(token), true);
      assert.ok(evse.session);
      await csms.until(() => registers(csms!).length >= 5, 'five readings');
      assert.equal(await evse.present(token), true);
      evse.unplug();
      await station.until(({ backlog }) => backlog.length === 0);
      await csms.hears(
        'StatusNotification',
        (is) => (is.status ?? is.connectorStatus) === 'Available',
        version === 'ocpp1.6' ? 3 : 2,
      );

      const told = registers(csms);
      const session = evse.lastSession;
      assert.ok(session);
      assert.equal(told[0], 1234);
      assert.deepEqual(
        told,
        told.toSorted((a, b) => a - b),
        'the register only grows',
      );
      assert.equal(told.at(-1), session.meterStopWh);
      assert.equal((told.at(-1) ?? 0) - 1234, energyWh(session));
      assert.ok(energyWh(session) > 100);
      assert.ok(
        Math.abs(energyWh(session) - fleet.stats().tally.energyWh) <= 1,
        'as much as went through the meter',
      );
      assert.equal(session.stoppedReason, 'Local');
      assert.deepEqual(csms.breaches, []);
    });
  }
}

test('2.x: the events of a session are numbered without a gap', async () => {
  csms = await TestCsms.open('ocpp2.1');
  fleet = startFleet({ url: csms.url, stations: [{ id: 'A', version: 'ocpp2.1' }], speed: 600 });
  const station = fleet.station('A');
  await station.until((each) => each.isOnline);
  station.evses[0]?.plugIn(car);
  await station.evses[0]?.present(token);
  await csms.hears('TransactionEvent', (is) => is.triggerReason === 'MeterValuePeriodic', 2);
  station.evses[0]?.unplug();
  await csms.hears('TransactionEvent', (is) => is.eventType === 'Ended');
  const events = csms.of('TransactionEvent');
  assert.deepEqual(
    events.map((each) => each.seqNo),
    events.map((_, i) => i),
  );
  assert.deepEqual(events[0]?.idToken, token);
  assert.equal(Object(events.at(-1)?.transactionInfo).stoppedReason, 'EVDisconnected');
});

test('a token the CSMS refuses does not charge', async () => {
  for (const version of ocppVersions) {
    csms = await TestCsms.open(version);
    const status = { status: 'Blocked' };
    csms.answers = {
      Authorize: () => (version === 'ocpp1.6' ? { idTagInfo: status } : { idTokenInfo: status }),
    };
    fleet = startFleet({ url: csms.url, stations: [{ id: 'A', version }] });
    const station = fleet.station('A');
    await station.until((each) => each.isOnline);
    station.evses[0]?.plugIn(car);
    assert.equal(await station.evses[0]?.present(token), false);
    assert.equal(station.evses[0]?.session, undefined);
    assert.equal(fleet.stats().tally.authorizationsRefused, 1);
    await fleet.stop();
    await csms.close();
  }
});

test('a start whose answer refuses the token is stopped as DeAuthorized', async () => {
  csms = await TestCsms.open('ocpp1.6');
  csms.answers = { StartTransaction: () => ({ transactionId: 7, idTagInfo: { status: 'ConcurrentTx' } }) };
  fleet = startFleet({ url: csms.url, stations: [{ id: 'A', version: 'ocpp1.6' }] });
  const station = fleet.station('A');
  await station.until((each) => each.isOnline);
  station.evses[0]?.plugIn(car);
  await station.evses[0]?.present(token);
  const stop = await csms.hears('StopTransaction');
  assert.equal(stop.reason, 'DeAuthorized');
  assert.equal(stop.transactionId, 7);
  assert.deepEqual(csms.breaches, []);
});
