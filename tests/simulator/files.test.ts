import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { OcppVersion } from '../../ocpp/versions.js';
import { accepted, call, csms } from './one-station.js';

const versions: OcppVersion[] = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'];
const at = '2026-01-01T00:00:00Z';

interface Update {
  version: OcppVersion;
  action: string;
  told: string;
  request: (location: string) => Record<string, unknown>;
}

/** How firmware is asked for and told of. */
const updates = versions.flatMap((version): Update[] => {
  const request = (location: string) => ({ requestId: 5, firmware: { location, retrieveDateTime: at } });
  const signed = (location: string) => ({
    ...{ requestId: 5 },
    firmware: { location, retrieveDateTime: at, signature: 'x', signingCertificate: 'y' },
  });
  if (version !== 'ocpp1.6')
    return [{ version, action: 'UpdateFirmware', told: 'FirmwareStatusNotification', request }];
  const plain = (location: string) => ({ location, retrieveDate: at });
  return [
    { version, action: 'UpdateFirmware', told: 'FirmwareStatusNotification', request: plain },
    { version, action: 'SignedUpdateFirmware', told: 'SignedFirmwareStatusNotification', request: signed },
  ];
});

for (const { version, action, told, request } of updates)
  test(`${version}: ${action} goes through its steps and boots with the version it brought`, async () => {
    await accepted(version);
    for (const [location, ...steps] of [
      ['https://x/none', 'Downloading', 'DownloadFailed'],
      ['https://x/broken-1.5.0', 'Downloading', 'Downloaded', 'Installing', 'InstallationFailed'],
      ['https://x/fw-2.0.0', 'Downloading', 'Downloaded', 'Installing', 'Installed'],
    ] as [string, ...string[]][]) {
      const before = csms.of(told).length;
      await call(action, request(location));
      await csms.until(() => csms.of(told).length === before + steps.length, `${steps}`);
      assert.deepEqual(
        csms
          .of(told)
          .slice(before)
          .map(({ status }) => status),
        steps,
      );
    }
    const runs = (is: Record<string, unknown>) =>
      is.firmwareVersion === '2.0.0' ||
      (is.chargingStation as Record<string, unknown> | undefined)?.firmwareVersion === '2.0.0';
    await csms.hears('BootNotification', runs);
    assert.deepEqual(csms.breaches, []);
  });

for (const version of versions)
  test(`${version}: a log is uploaded by PUT under its own name, and again after a failure`, async () => {
    const puts: string[] = [];
    let body = '';
    const server = createServer(async (request, response) => {
      puts.push(`${request.method} ${request.url}`);
      body = '';
      for await (const chunk of request) body += chunk;
      response.writeHead(puts.length === 1 ? 500 : 201).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const location = `http://127.0.0.1:${(server.address() as AddressInfo).port}/logs/`;
    const { station } = await accepted(version);
    const [action, told, payload] =
      version === 'ocpp1.6'
        ? ['GetDiagnostics', 'DiagnosticsStatusNotification', { location, retries: 1 }]
        : [
            'GetLog',
            'LogStatusNotification',
            { logType: 'DiagnosticsLog', requestId: 3, retries: 1, log: { remoteLocation: location } },
          ];
    const answer = await call(action as string, payload as Record<string, unknown>);
    const name = answer.fileName ?? answer.filename;
    await csms.hears(told as string, ({ status }) => status === 'Uploaded');
    assert.deepEqual(puts, Array(2).fill(`PUT /logs/${name}`));
    assert.deepEqual(station.logs.last, { name, content: body });
    assert.deepEqual(csms.breaches, []);
    server.close();
    server.closeAllConnections();
  });

test('a second request for a log ends the first (N01.FR.12, N01.FR.20)', async () => {
  await accepted('ocpp2.0.1');
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const remoteLocation = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const log = (requestId: number, to: string) => ({
    ...{ logType: 'DiagnosticsLog', requestId },
    log: { remoteLocation: to },
  });
  assert.equal((await call('GetLog', log(1, remoteLocation))).status, 'Accepted');
  await csms.hears('LogStatusNotification', ({ status }) => status === 'Uploading');
  assert.equal((await call('GetLog', log(2, 'http://127.0.0.1:9/'))).status, 'AcceptedCanceled');
  await csms.hears('LogStatusNotification', (is) => is.status === 'UploadFailure' && is.requestId === 2);
  assert.deepEqual(
    csms.of('LogStatusNotification').map(({ status, requestId }) => `${requestId} ${status}`),
    ['1 Uploading', '1 AcceptedCanceled', '2 Uploading', '2 UploadFailure'],
  );
  server.close();
  server.closeAllConnections();
});
