import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { type OcppVersion, ocppVersions } from '../../ocpp/versions.js';
import { type Fleet, startFleet } from '../../simulator/fleet.js';
import { energyWh } from '../../simulator/session.js';
import type { Station } from '../../simulator/station.js';
import { car, token } from './car.js';
import { TestCsms } from './csms.js';

let fleet: Fleet | undefined;
let csms: TestCsms | undefined;

afterEach(async () => {
  await fleet?.stop();
  await csms?.close();
});

const quick = { minMs: 20, maxMs: 200 };

function charger(version: OcppVersion, url: string, more: object = {}): Station {
  fleet = startFleet({ url, stations: [{ id: 'A', version }], speed: 600, reconnect: quick, ...more });
  return fleet.station('A');
}

/** When each message about a transaction says that it happened. */
const times = (csms: TestCsms): string[] =>
  csms.heard
    .filter(({ action }) => /Transaction|MeterValues/.test(action))
    .map(({ payload }) => String(payload.timestamp ?? Object(Object(payload.meterValue)[0]).timestamp));

for (const version of ocppVersions)
  test(`${version}: what happens offline is told afterwards, in order, as it happened`, async () => {
    csms = await TestCsms.open(version);
    const station = charger(version, csms.url);
    const [evse] = station.evses;
    assert.ok(evse);
    await station.until((each) => each.isOnline);
    evse.plugIn(car);
    await evse.present(token);
    await station.until(({ backlog }) => backlog.length === 0);
    const toldBefore = times(csms).length;

    station.goOffline();
    await station.until(({ backlog }) => backlog.length >= 3);
    evse.unplug();
    evse.plugIn(car);
    await evse.present(token);
    evse.unplug();
    const kept = station.backlog.length;
    const back = new Date().toISOString();
    assert.equal(times(csms).length, toldBefore);
    station.comeBack();
    await station.until((each) => each.isOnline && each.backlog.length === 0);

    const told = times(csms);
    assert.equal(told.length, toldBefore + kept);
    assert.deepEqual(told, told.toSorted());
    assert.ok(
      told.every((each) => each <= back),
      'nothing is dated after the outage',
    );
    assert.equal(csms.of('BootNotification').length, 1, 'an outage is no reboot');
    if (version === 'ocpp1.6') {
      const [first, second] = csms.of('StopTransaction');
      assert.notEqual(first?.transactionId, second?.transactionId);
      assert.equal(csms.of('StartTransaction').length, 2);
    } else {
      const offline = csms.of('TransactionEvent').slice(-kept);
      assert.ok(offline.every((each) => each.offline === true));
      assert.ok(
        csms
          .of('TransactionEvent')
          .slice(0, toldBefore)
          .every((each) => each.offline === undefined),
      );
      const ofSecond = offline.filter(
        (each) => Object(each.transactionInfo).transactionId === evse.lastSession?.id,
      );
      assert.deepEqual(
        ofSecond.map((each) => each.seqNo),
        ofSecond.map((_, i) => i),
      );
    }
    assert.deepEqual(csms.breaches, []);
  });

test('a message that was not answered is sent again with the same content', async () => {
  csms = await TestCsms.open('ocpp2.0.1');
  let silent = 1;
  csms.answers = {
    TransactionEvent: ({ eventType }) => (eventType === 'Ended' && silent-- > 0 ? 'silence' : {}),
  };
  const station = charger('ocpp2.0.1', csms.url, {
    callTimeoutMs: 100,
    variables: { MessageAttemptInterval: '0' },
  });
  await station.until((each) => each.isOnline);
  station.evses[0]?.plugIn(car);
  await station.evses[0]?.present(token);
  station.evses[0]?.unplug();
  await csms.hears('TransactionEvent', (is) => is.eventType === 'Ended', 2);
  const [first, second] = csms.of('TransactionEvent').filter((is) => is.eventType === 'Ended');
  assert.deepEqual(first, second);
});

test('1.6: the stop waits for the id its start gets, however often that fails', async () => {
  csms = await TestCsms.open('ocpp1.6');
  let failures = 2;
  csms.answers = {
    StartTransaction: () =>
      failures-- > 0 ? new Error('not now') : { transactionId: 77, idTagInfo: { status: 'Accepted' } },
  };
  const station = charger('ocpp1.6', csms.url, { variables: { TransactionMessageRetryInterval: '0' } });
  await station.until((each) => each.isOnline);
  station.evses[0]?.plugIn(car);
  await station.evses[0]?.present(token);
  station.evses[0]?.unplug();
  const stop = await csms.hears('StopTransaction');
  assert.equal(stop.transactionId, 77);
  const starts = csms.of('StartTransaction');
  assert.equal(starts.length, 3);
  assert.deepEqual(starts[0], starts[2]);
});

test('a message that is refused for good does not block those behind it', async () => {
  csms = await TestCsms.open('ocpp2.1');
  csms.answers = { TransactionEvent: ({ seqNo }) => (seqNo === 1 ? new Error('never') : {}) };
  const station = charger('ocpp2.1', csms.url, { variables: { MessageAttemptInterval: '0' } });
  await station.until((each) => each.isOnline);
  station.evses[0]?.plugIn(car);
  await station.evses[0]?.present(token);
  station.evses[0]?.unplug();
  await csms.hears('TransactionEvent', (is) => is.eventType === 'Ended');
  assert.equal(csms.of('TransactionEvent').filter((is) => is.seqNo === 1).length, 3);
  assert.equal(fleet?.stats().tally.dropped, 1);
});

test('a lost connection is tried again, ever more slowly, until it is back', async () => {
  csms = await TestCsms.open('ocpp1.6');
  const { port } = csms;
  const station = charger('ocpp1.6', csms.url);
  await station.until((each) => each.isOnline);
  station.evses[0]?.plugIn(car);
  await station.evses[0]?.present(token);
  await csms.close();
  await station.until(({ isOnline }) => !isOnline);
  const { tally } = fleet?.stats() ?? assert.fail();
  while (tally.connectFailures < 4) await new Promise((wake) => setTimeout(wake, 20));
  csms = await TestCsms.open('ocpp1.6', port);
  await station.until((each) => each.isOnline);
  assert.equal(csms.of('BootNotification').length, 0);
  station.evses[0]?.unplug();
  const stop = await csms.hears('StopTransaction');
  const session = station.evses[0]?.lastSession;
  assert.ok(session && energyWh(session) > 0);
  assert.equal(stop.meterStop, session.meterStopWh);
});

test('a station that is not accepted waits its interval, and says nothing but what it is asked', async () => {
  for (const status of ['Pending', 'Rejected']) {
    csms = await TestCsms.open('ocpp2.0.1');
    let refusals = 1;
    csms.answers = {
      BootNotification: () => ({
        status: refusals-- > 0 ? status : 'Accepted',
        currentTime: new Date().toISOString(),
        interval: 1,
      }),
    };
    const station = charger('ocpp2.0.1', csms.url);
    await station.until(({ registration }) => registration === status);
    const idToken = { idToken: 'X', type: 'Central' };
    const start = await csms.call('A', 'RequestStartTransaction', { idToken, remoteStartId: 1 });
    assert.deepEqual(start, status === 'Pending' ? { status: 'Rejected' } : { error: 'SecurityError' });
    if (status === 'Pending') {
      await csms.call('A', 'TriggerMessage', { requestedMessage: 'StatusNotification', evse: { id: 1 } });
      await csms.hears('StatusNotification');
    }
    await station.until((each) => each.isOnline);
    const [first, second] = csms.heard.filter(({ action }) => action === 'BootNotification');
    assert.ok(first && second && second.at - first.at >= 950);
    const between = csms.heard.slice(1, csms.heard.indexOf(second)).map(({ action }) => action);
    assert.deepEqual(between, status === 'Pending' ? ['StatusNotification'] : []);
    assert.equal(station.model.value('HeartbeatInterval'), '1');
    await csms.hears('Heartbeat');
    await fleet?.stop();
    await csms.close();
  }
});

test('only one call is under way at a time', async () => {
  csms = await TestCsms.open('ocpp1.6');
  let open = 0;
  let most = 0;
  csms.server.on('connection', (socket) => {
    const send = socket.send.bind(socket);
    socket.on('message', () => {
      most = Math.max(most, ++open);
    });
    // answers late, so that what does not wait would show
    socket.send = (data: string) =>
      void setTimeout(() => {
        open--;
        send(data);
      }, 5);
  });
  const station = charger('ocpp1.6', csms.url, { variables: { MeterValueSampleInterval: '60' } });
  await station.until((each) => each.isOnline);
  station.evses[0]?.plugIn(car);
  await station.evses[0]?.present(token);
  await csms.hears('MeterValues', () => true, 3);
  assert.equal(most, 1);
});

test('a silent socket is given up after two calls without an answer', async () => {
  csms = await TestCsms.open('ocpp1.6');
  csms.answers = { StatusNotification: () => 'silence' };
  const station = charger('ocpp1.6', csms.url, { callTimeoutMs: 50 });
  await station.until((each) => each.isOnline);
  await csms.until(() => (csms?.handshakes.length ?? 0) >= 2, 'a new connection');
});

test('a connection cut before the answer: the same message again, and no reboot', async () => {
  const central = await TestCsms.open('ocpp2.1');
  csms = central;
  let cuts = 1;
  central.answers = {
    TransactionEvent: ({ seqNo }, station) => {
      if (seqNo !== 1 || cuts-- === 0) return {};
      central.cut(station);
      return 'silence';
    },
  };
  const station = charger('ocpp2.1', central.url);
  await station.until((each) => each.isOnline);
  station.evses[0]?.plugIn(car);
  await station.evses[0]?.present(token);
  await central.hears('TransactionEvent', ({ seqNo }) => seqNo === 2);
  const [first, second] = central.of('TransactionEvent').filter(({ seqNo }) => seqNo === 1);
  assert.ok(first);
  assert.deepEqual(first, second);
  assert.equal(first.offline, undefined, 'it happened online');
  assert.equal(central.of('BootNotification').length, 1);
});
