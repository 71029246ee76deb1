import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Charger } from '../charger.js';
import { outcome } from '../commanding.js';
import { openUploading, type Uploading } from '../uploads/uploading.js';

let all: Uploading;
before(async () => {
  all = await openUploading();
});
after(() => all.stop());

const request = 'request { state status answerStatus requestId logType fileName kind }';
const at = '2026-11-01T00:00:00.000Z';

const stateOf = async (station: string) => {
  const read = await all.graph.read(`{ station(id: "${station}") { logRequests { nodes {
    state statuses(orderBy: { field: AT }) { nodes { status } } upload { fileName sizeBytes } } } } }`);
  return read.station.logRequests.nodes;
};

/** How each dialect is asked for each kind of log, and how it tells its steps. */
const ways: {
  name: string;
  version: string;
  given: string;
  action: string;
  payload: (url: string, requestId: number) => object;
  told: string;
  failure: string;
}[] = [
  {
    ...{
      name: '1.6 GetDiagnostics (045)',
      version: 'ocpp1.6',
      given: 'retries: 2',
      action: 'GetDiagnostics',
    },
    payload: (location) => ({ location, startTime: at, retries: 2 }),
    ...{ told: 'DiagnosticsStatusNotification', failure: 'UploadFailed' },
  },
  ...(
    [
      ['1.6 GetLog SecurityLog (079)', 'ocpp1.6', 'type: SECURITY', 'SecurityLog'],
      ['1.6 GetLog DiagnosticsLog', 'ocpp1.6', 'securityExtension: true', 'DiagnosticsLog'],
      ['2.0.1 DiagnosticsLog (N_25)', 'ocpp2.0.1', '', 'DiagnosticsLog'],
      ['2.0.1 SecurityLog (N_35)', 'ocpp2.0.1', 'type: SECURITY', 'SecurityLog'],
      ['2.1 DataCollectorLog', 'ocpp2.1', 'type: DATA_COLLECTOR', 'DataCollectorLog'],
    ] as const
  ).map(([name, version, given, logType]) => ({
    ...{ name, version, given, action: 'GetLog', told: 'LogStatusNotification', failure: 'UploadFailure' },
    payload: (remoteLocation: string, requestId: number) => ({
      ...{ logType, requestId, log: { remoteLocation, oldestTimestamp: at } },
    }),
  })),
];

const urlIn = (charger: Charger): string => {
  const payload = charger.calls.at(-1)?.payload as { location?: string; log?: { remoteLocation: string } };
  return payload.log?.remoteLocation ?? payload.location ?? '';
};

for (const [number, { name, version, given, action, payload, told, failure }] of ways.entries()) {
  const asksFor = (station: string) =>
    `mutation { it: getLog(stationId: "${station}" log: { oldest: "${at}" ${given} }) { ${outcome} ${request} } }`;
  const is16 = action === 'GetDiagnostics';
  const named = is16 ? { fileName: 'diag.zip' } : { status: 'Accepted', filename: 'diag.zip' };

  test(`${name}: asked for, uploaded here, and joined to its steps and its file`, async () => {
    const station = `log${number}`;
    const charger = await all.plugIn(station, version);
    all.replies.set(action, () => named);
    const { it } = await all.graph.read(asksFor(station));
    assert.equal(it.answer.accepted, true, JSON.stringify(it));
    const url = urlIn(charger);
    const requestId = Number(it.request.requestId);
    assert.deepEqual(charger.calls.at(-1)?.payload, payload(url, requestId));
    assert.equal(it.request.fileName, 'diag.zip');
    const tell = (status: string) => charger.call(told, is16 ? { status } : { status, requestId });
    await tell('Uploading');
    assert.equal((await stateOf(station))[0].state, 'UNDER_WAY');
    assert.equal((await fetch(url, { method: 'PUT', body: 'content' })).status, 201);
    await tell('Uploaded');
    assert.deepEqual(await stateOf(station), [
      {
        ...{ state: 'DONE', upload: { fileName: 'diag.zip', sizeBytes: 7 } },
        statuses: { nodes: [{ status: 'Uploading' }, { status: 'Uploaded' }] },
      },
    ]);
  });

  test(`${name}: a failure (045_2), and nothing to upload or a refusal (N_34)`, async () => {
    const station = `nolog${number}`;
    const charger = await all.plugIn(station, version);
    all.replies.set(action, () => named);
    const { it } = await all.graph.read(asksFor(station));
    const requestId = Number(it.request.requestId);
    await charger.call(told, is16 ? { status: failure } : { status: failure, requestId });
    assert.equal((await stateOf(station))[0].state, 'FAILED');
    all.replies.set(action, () => (is16 ? {} : { status: 'Rejected' }));
    const second = await all.graph.read(asksFor(station));
    assert.deepEqual([second.it.answer.accepted, second.it.request.state], [false, 'REJECTED']);
  });
}

for (const version of ['ocpp2.0.1', 'ocpp2.1'])
  test(`${version}: a second request ends the first (N_36)`, async () => {
    const station = `two ${version}`;
    const charger = await all.plugIn(station, version);
    all.replies.set('GetLog', () => ({ status: 'Accepted', filename: 'a' }));
    const asksFor = `mutation { it: getLog(stationId: "${station}") { ${request} } }`;
    const first = await all.graph.read(asksFor);
    const requestId = Number(first.it.request.requestId);
    await charger.call('LogStatusNotification', { status: 'Uploading', requestId });
    all.replies.set('GetLog', () => ({ status: 'AcceptedCanceled', filename: 'b' }));
    await all.graph.read(asksFor);
    await charger.call('LogStatusNotification', { status: 'AcceptedCanceled', requestId });
    const states = (await stateOf(station)).map(({ state }: { state: string }) => state);
    assert.deepEqual(states, ['ACCEPTED', 'SUPERSEDED']);
  });

test('an address of the caller’s own is passed on as it is, and no upload is made ready', async () => {
  const charger = await all.plugIn('own', 'ocpp2.1');
  all.replies.set('GetLog', () => ({ status: 'Accepted' }));
  await all.system.pool.query('delete from upload');
  await all.graph.read(
    `mutation { getLog(stationId: "own" log: { location: "ftp://user:pass@example.com/logs" }) { state } }`,
  );
  assert.equal(urlIn(charger), 'ftp://user:pass@example.com/logs');
  assert.deepEqual(await all.kept(), []);
});

test('what a version has not is told, and so is a system without an address for uploads', async () => {
  await all.plugIn('old', 'ocpp2.0.1');
  const { errors } = await all.graph.ask(
    `mutation { getLog(stationId: "old" log: { type: DATA_COLLECTOR }) { state } }`,
  );
  assert.equal(errors?.[0]?.extensions.code, 'UNSUPPORTED');
  const { graphBeside } = await import('../support.js');
  const without = await graphBeside({ ...all.system });
  const refused = await without.ask(`mutation { getLog(stationId: "old") { state } }`);
  await without.stop();
  assert.match(refused.errors?.[0]?.message ?? '', /UPLOAD_URL/);
});

test('asked again with the same key it is the same request', async () => {
  await all.plugIn('again', 'ocpp2.1');
  all.replies.set('GetLog', () => ({ status: 'Accepted' }));
  const query = `mutation { it: getLog(stationId: "again" idempotencyKey: "log") { command { id } request { requestId } } }`;
  assert.deepEqual(await all.graph.read(query), await all.graph.read(query));
});
