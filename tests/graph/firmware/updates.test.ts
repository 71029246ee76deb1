import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LocalBroker } from '../../../platform/broker/local.js';
import { until } from '../../support/until.js';
import type { Charger } from '../charger.js';
import { type Commanding, openCommanding, outcome } from '../commanding.js';

let all: Commanding;
before(async () => {
  all = await openCommanding(new LocalBroker());
});
after(() => all.stop());

const signature = 'c2lnbmF0dXJl';
const signingCertificate = '-----BEGIN CERTIFICATE-----';
const signed = `signature: "${signature}" signingCertificate: "${signingCertificate}"`;
const at = '2026-12-01T10:00:00.000Z';

const asksFor = (station: string, firmware = '') => `mutation { it: updateFirmware(stationId: "${station}"
  firmware: { location: "https://example.com/fw.bin", version: "2.0", retrieveAt: "${at}" ${firmware} }) {
  ${outcome} update { id requestId state signed wantedVersion versionBefore } } }`;

const updateOf = async (station: string, more = '') =>
  (
    await all.graph.read(`{ station(id: "${station}") { firmwareUpdates(first: 1) { nodes {
      state status wantedVersion versionBefore versionAfter runsWantedVersion location
      statuses(orderBy: { field: AT }) { nodes { status } } ${more} } } } }`)
  ).station.firmwareUpdates.nodes[0];

const boot16 = (firmwareVersion: string) => ({
  ...{ chargePointVendor: 'V', chargePointModel: 'M' },
  firmwareVersion,
});
const boot2 = (firmwareVersion: string) => ({
  reason: 'FirmwareUpdate',
  chargingStation: { vendorName: 'V', model: 'M', firmwareVersion },
});

/** How each dialect is asked, and how it tells its steps. */
const ways: {
  name: string;
  version: string;
  action: string;
  given: string;
  payload: (requestId: number) => object;
  tell: (charger: Charger, status: string, requestId: number) => Promise<unknown>;
  boot: (firmwareVersion: string) => object;
}[] = [
  {
    name: '1.6, plain (044)',
    version: 'ocpp1.6',
    action: 'UpdateFirmware',
    given: 'retries: 3 retryIntervalSeconds: 60',
    payload: () => ({
      ...{ location: 'https://example.com/fw.bin', retrieveDate: at },
      ...{ retries: 3, retryInterval: 60 },
    }),
    tell: (charger, status) => charger.call('FirmwareStatusNotification', { status }),
    boot: boot16,
  },
  {
    name: '1.6, signed (080)',
    version: 'ocpp1.6',
    action: 'SignedUpdateFirmware',
    given: signed,
    payload: (requestId) => ({
      requestId,
      firmware: {
        location: 'https://example.com/fw.bin',
        ...{ retrieveDateTime: at, signature, signingCertificate },
      },
    }),
    tell: (charger, status, requestId) =>
      charger.call('SignedFirmwareStatusNotification', { status, requestId }),
    boot: boot16,
  },
  ...['ocpp2.0.1', 'ocpp2.1'].map((version) => ({
    ...{ name: `${version}, signed, to be installed later (L_01, L_02)`, version, action: 'UpdateFirmware' },
    given: `${signed} installAt: "${at}"`,
    payload: (requestId: number) => ({
      requestId,
      firmware: {
        location: 'https://example.com/fw.bin',
        ...{ retrieveDateTime: at, installDateTime: at, signature, signingCertificate },
      },
    }),
    tell: (charger: Charger, status: string, requestId: number) =>
      charger.call('FirmwareStatusNotification', { status, requestId }),
    boot: boot2,
  })),
];

for (const [number, way] of ways.entries()) {
  const { version, action, given, payload, tell, boot } = way;

  test(`${way.name}: asked, told step by step, and compared at the next boot`, async () => {
    const station = `good${number}`;
    const charger = await all.plugIn(station, version);
    await charger.call('BootNotification', boot('1.0'));
    all.replies.set(action, () =>
      action === 'UpdateFirmware' && number === 0 ? {} : { status: 'Accepted' },
    );
    const { it } = await all.graph.read(asksFor(station, given));
    assert.equal(it.state, 'ANSWERED', JSON.stringify(it));
    assert.equal(it.answer.accepted, true);
    const requestId = Number(it.update.requestId);
    assert.deepEqual(it.command.payload, payload(requestId));
    assert.equal(it.update.versionBefore, '1.0');
    assert.equal(it.update.signed, given.includes('signature'));

    for (const status of ['Downloading', 'Downloaded', 'Installing', 'Installed', 'Installed'])
      await tell(charger, status, requestId);
    assert.deepEqual(await updateOf(station), {
      ...{ state: 'DONE', status: 'Installed', wantedVersion: '2.0', versionBefore: '1.0' },
      ...{ versionAfter: null, runsWantedVersion: null, location: 'https://example.com/fw.bin' },
      statuses: {
        nodes: ['Downloading', 'Downloaded', 'Installing', 'Installed'].map((status) => ({ status })),
      },
    });
    await charger.call('BootNotification', boot('2.0'));
    await charger.call('BootNotification', boot('3.0'));
    const { versionAfter, runsWantedVersion } = await updateOf(station);
    assert.deepEqual([versionAfter, runsWantedVersion], ['2.0', true], 'the first boot after the end');
  });

  test(`${way.name}: a failure is told, and a new attempt of the station taken back (L_07, L_08, 044_2)`, async () => {
    const station = `bad${number}`;
    const charger = await all.plugIn(station, version);
    all.replies.set(action, () =>
      action === 'UpdateFirmware' && number === 0 ? {} : { status: 'Accepted' },
    );
    const { it } = await all.graph.read(asksFor(station, given));
    const requestId = Number(it.update.requestId);
    await tell(charger, 'DownloadFailed', requestId);
    assert.equal((await updateOf(station)).state, 'FAILED');
    await tell(charger, 'Downloading', requestId);
    assert.equal((await updateOf(station)).state, 'UNDER_WAY');
    await tell(charger, 'InstallationFailed', requestId);
    const { state, versionAfter } = await updateOf(station);
    assert.deepEqual([state, versionAfter], ['FAILED', null]);
  });
}

for (const version of ['ocpp2.0.1', 'ocpp2.1'])
  test(`${version}: a refusal ends it (L_04, L_05), a second request the first (L_10), whoever asked`, async () => {
    const station = `second ${version}`;
    const charger = await all.plugIn(station, version);
    all.replies.set('UpdateFirmware', () => ({ status: 'RevokedCertificate' }));
    const refused = await all.graph.read(asksFor(station, signed));
    assert.equal(refused.it.answer.accepted, false);
    assert.equal(refused.it.update.state, 'REJECTED');

    all.replies.set('UpdateFirmware', () => ({ status: 'Accepted' }));
    const first = await all.graph.read(asksFor(station));
    await charger.call('FirmwareStatusNotification', {
      status: 'Downloading',
      requestId: Number(first.it.update.requestId),
    });
    all.replies.set('UpdateFirmware', () => ({ status: 'AcceptedCanceled' }));
    const word = version === 'ocpp2.1' ? 'ocpp21' : 'ocpp201';
    const { raw } = await all.graph.read(`mutation { raw: ${word}UpdateFirmware(stationId: "${station}"
      request: { requestId: 7, firmware: { location: "ftp://example.com/x", retrieveDateTime: "${at}" } }) { state } }`);
    assert.equal(raw.state, 'ANSWERED');
    const { station: read } = await all.graph.read(
      `{ station(id: "${station}") { firmwareUpdates { nodes { state requestId signed location } } } }`,
    );
    const [, one, none] = read.firmwareUpdates.nodes;
    assert.deepEqual(read.firmwareUpdates.nodes[0], {
      ...{ state: 'ACCEPTED', requestId: '7', signed: false, location: 'ftp://example.com/x' },
    });
    assert.deepEqual([one.state, none.state], ['SUPERSEDED', 'REJECTED']);
    assert.notEqual(one.requestId, none.requestId);
    const { events } = await until('the event', async () => {
      const found = await all.graph.read(
        `{ events(filter: { stationIds: ["${station}"], types: [FirmwareUpdateChanged] }) { nodes { ... on FirmwareUpdateChanged { state } } } }`,
      );
      return found.events.nodes.some(({ state }: { state: string }) => state === 'SUPERSEDED') && found;
    });
    assert.ok(events.nodes.length >= 4);
  });

test('steps that come before the answer count all the same', async () => {
  const charger = await all.plugIn('hasty', 'ocpp2.0.1');
  all.replies.set('UpdateFirmware', async ({ requestId }) => {
    await charger.call('FirmwareStatusNotification', { status: 'Downloading', requestId });
    return { status: 'Accepted' };
  });
  await all.graph.read(asksFor('hasty'));
  assert.equal((await updateOf('hasty')).state, 'UNDER_WAY');
});

test('asked again with the same key it is the same request', async () => {
  await all.plugIn('again', 'ocpp2.1');
  all.replies.set('UpdateFirmware', () => ({ status: 'Accepted' }));
  const query = `mutation { it: updateFirmware(stationId: "again" idempotencyKey: "fw" firmware: { location: "http://a" }) { command { id } update { requestId } } }`;
  assert.deepEqual(await all.graph.read(query), await all.graph.read(query));
});

test('half a signature and a time that 1.6 has not are told', async () => {
  await all.plugIn('old', 'ocpp1.6');
  const half = await all.graph.ask(asksFor('old', `signature: "${signature}"`));
  assert.equal(half.errors?.[0]?.extensions.code, 'BAD_USER_INPUT');
  const late = await all.graph.ask(asksFor('old', `installAt: "${at}"`));
  assert.equal(late.errors?.[0]?.extensions.code, 'UNSUPPORTED');
  const { firmwareUpdates } = await all.graph.read(
    '{ firmwareUpdates(filter: { stationId: "old" }) { totalCount } }',
  );
  assert.equal(firmwareUpdates.totalCount, 0);
});

test('an update that never reached its station is no open question', async () => {
  const charger = await all.plugIn('gone', 'ocpp2.0.1');
  await charger.leave();
  await until(
    'offline',
    async () => !(await all.graph.read('{ station(id: "gone") { online } }')).station.online,
  );
  const { it } = await all.graph.read(asksFor('gone'));
  assert.deepEqual([it.state, it.update.state], ['OFFLINE', 'UNREACHED']);
});

for (const version of ['ocpp2.0.1', 'ocpp2.1'])
  test(`${version}: firmware is published and withdrawn (L_03, L_04)`, async () => {
    const station = `controller ${version}`;
    const charger = await all.plugIn(station, version);
    all.replies.set('PublishFirmware', () => ({ status: 'Accepted' }));
    all.replies.set('UnpublishFirmware', () => ({ status: 'Unpublished' }));
    const checksum = 'd41d8cd98f00b204e9800998ecf8427e';
    const { it } = await all.graph.read(`mutation { it: publishFirmware(stationId: "${station}"
      location: "http://example.com/fw" checksum: "${checksum}") { ${outcome} update { requestId kind } } }`);
    assert.equal(it.update.kind, 'PUBLISH');
    await charger.call('PublishFirmwareStatusNotification', {
      ...{ status: 'Published', requestId: Number(it.update.requestId), location: ['http://10.0.0.1/fw'] },
    });
    assert.equal((await updateOf(station)).state, 'DONE');
    const gone = await all.graph.read(
      `mutation { it: unpublishFirmware(stationId: "${station}" checksum: "${checksum}") { ${outcome} } }`,
    );
    assert.deepEqual([gone.it.answer.accepted, gone.it.answer.status], [true, 'Unpublished']);
  });
