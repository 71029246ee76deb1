import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, test } from 'node:test';
import { ocppVersions } from '../../ocpp/versions.js';
import { type Fleet, startFleet } from '../../simulator/fleet.js';
import { runProcess } from '../support/run-process.js';
import { TestCsms } from './csms.js';

let fleet: Fleet | undefined;
let csms: TestCsms | undefined;

afterEach(async () => {
  await fleet?.stop();
  await csms?.close();
});

test('a thousand idle stations are cheap', async () => {
  csms = await TestCsms.open('ocpp1.6');
  const settled = (): number => {
    (globalThis as { gc?: () => void }).gc?.();
    return process.memoryUsage().rss;
  };
  const before = settled();
  fleet = startFleet({ url: csms.url, stations: 1000, scenario: 'idle', connectRate: 1000 });
  await csms.until(() => (csms?.of('StatusNotification').length ?? 0) >= 2000, '1,000 stations', 30_000);
  assert.equal(fleet.stats().connected, 1000);
  const each = (settled() - before) / 1000;
  // both ends of every socket are in this process
  assert.ok(each < 200_000, `${Math.round(each / 1000)} kB a station`);
  assert.deepEqual(csms.breaches, []);
});

for (const version of ocppVersions)
  test(`${version}: drivers come and go by themselves, in valid frames, outages included`, async () => {
    csms = await TestCsms.open(version);
    fleet = startFleet({
      url: csms.url,
      stations: 12,
      version,
      scenario: 'session',
      speed: 3000,
      offlineRate: 0.3,
      seed: 7,
      variables: { TxUpdatedInterval: '300', OfflineThreshold: '0' },
      reconnect: { minMs: 20, maxMs: 100 },
    });
    const { tally } = fleet.stats();
    await csms.until(() => tally.sessionsEnded >= 40, '40 sessions', 30_000);
    await fleet.stop({ politely: true });
    assert.equal(fleet.stats().charging, 0);
    assert.equal(fleet.stats().queued, 0);
    assert.equal(tally.sessionsBegun, tally.sessionsEnded);
    assert.ok(tally.energyWh > 10_000);
    assert.deepEqual(csms.breaches, []);
  });

test('in a day scenario cars come by the hour', async () => {
  csms = await TestCsms.open('ocpp2.1');
  fleet = startFleet({
    url: csms.url,
    stations: 20,
    version: 'ocpp2.1',
    scenario: 'day',
    speed: 20_000,
    seed: 1,
  });
  await csms.hears('TransactionEvent', (is) => is.eventType === 'Ended', 5);
  assert.deepEqual(csms.breaches, []);
});

test('the meter scenario keeps one session going, with many readings', async () => {
  csms = await TestCsms.open('ocpp1.6');
  fleet = startFleet({
    url: csms.url,
    stations: 2,
    scenario: 'meter',
    speed: 20,
    variables: { TxUpdatedInterval: '1' },
  });
  await csms.hears('MeterValues', () => true, 20);
  assert.equal(csms.of('StartTransaction').length, 2);
  assert.equal(csms.of('StopTransaction').length, 0);
});

test('a driver walks up with the cable after a remote start', async () => {
  csms = await TestCsms.open('ocpp2.0.1');
  fleet = startFleet({ url: csms.url, stations: 1, version: 'ocpp2.0.1', scenario: 'idle', speed: 100 });
  await fleet.station('SIM0001').until(({ isOnline }) => isOnline);
  const idToken = { idToken: 'APP', type: 'Central' };
  await csms.call('SIM0001', 'RequestStartTransaction', { idToken, remoteStartId: 3 });
  const started = await csms.hears('TransactionEvent');
  assert.equal(started.triggerReason, 'RemoteStart');
});

test('the command tells how it goes, ends its sessions at Ctrl-C and exits with 0', async () => {
  csms = await TestCsms.open('ocpp2.0.1');
  const args = [
    '--url',
    csms.url,
    '--stations',
    '3',
    '--version',
    'ocpp2.0.1',
    '--scenario',
    'meter',
    '--speed',
    '50',
  ];
  const run = runProcess('simulator/main.js', {}, args);
  await csms.hears('TransactionEvent', (is) => is.triggerReason === 'MeterValuePeriodic', 3);
  await run.says(/3\/3 connected, 3 charging, .* kWh, \d+ sent .* answered .p50/);
  assert.equal(await run.interrupt(), 0);
  assert.equal(csms.of('TransactionEvent').filter((is) => is.eventType === 'Ended').length, 3);
});

test('the command says what it takes', async () => {
  for (const [args, words] of [
    [['--speed', 'fast'], /--speed.*a number from/],
    [['--url', 'http://x'], /ws:\/\//],
    [['--version', 'ocpp9'], /ocpp2\.0\.1/],
    [['--stations', '1.5'], /whole number/],
    [['--set', 'Coffee=1'], /no variable "Coffee"/],
  ] as const) {
    const run = runProcess('simulator/main.js', {}, [...args]);
    const code = run.child.exitCode ?? (await once(run.child, 'exit'))[0];
    assert.equal(code, 1, args.join(' '));
    assert.match(run.output(), words);
    assert.doesNotMatch(run.output(), / {4}at /, 'no stack trace');
  }
});
