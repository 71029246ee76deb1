import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { RPCServer } from 'ocpp-rpc';
import { startFleet } from '../../simulator/fleet.js';
import { car, token } from './car.js';

/** An independent judge: a CSMS library with validators of its own, which refuses what breaks a schema. */
for (const version of ['ocpp1.6', 'ocpp2.0.1'] as const)
  test(`${version}: a strict CSMS of another make finds nothing wrong`, async () => {
    const server = new RPCServer({ protocols: [version], strictMode: true });
    const complaints: unknown[] = [];
    const heard: string[] = [];
    const accepted = { status: 'Accepted' } as const;
    const answers: Record<string, object> = {
      BootNotification: { ...accepted, currentTime: new Date().toISOString(), interval: 60 },
      Heartbeat: { currentTime: new Date().toISOString() },
      Authorize: version === 'ocpp1.6' ? { idTagInfo: accepted } : { idTokenInfo: accepted },
      StartTransaction: { transactionId: 12, idTagInfo: accepted },
    };
    server.on('client', (client) => {
      for (const kind of ['strictValidationFailure', 'badMessage'])
        client.on(kind, (is: unknown) => complaints.push(is));
      client.handle(({ method }: { method: string }) => {
        heard.push(method);
        return answers[method] ?? {};
      });
    });
    const connected = once(server, 'client');
    const http = await server.listen(0, '127.0.0.1');
    const address = http.address();
    assert.ok(address && typeof address === 'object');
    const fleet = startFleet({
      url: `ws://127.0.0.1:${address.port}`,
      stations: [{ id: 'STRICT-1', version, outlet: { current: 'DC', maxW: 150_000 } }],
      speed: 600,
    });
    const station = fleet.station('STRICT-1');
    const [client] = await connected;
    await station.until(({ isOnline }) => isOnline);
    station.evses[0]?.plugIn(car);
    await station.evses[0]?.present(token);
    await station.until(({ tally }) => tally.answered >= 10);

    const commands: [string, object][] =
      version === 'ocpp1.6'
        ? [
            ['GetConfiguration', {}],
            ['ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '30' }],
            ['TriggerMessage', { requestedMessage: 'MeterValues' }],
            ['RemoteStartTransaction', { idTag: 'X' }],
            ['RemoteStopTransaction', { transactionId: 12 }],
            ['UnlockConnector', { connectorId: 1 }],
            ['ChangeAvailability', { connectorId: 0, type: 'Inoperative' }],
            ['DataTransfer', { vendorId: 'ChargeQL', messageId: 'Echo', data: 'x' }],
            ['GetDiagnostics', { location: 'https://x' }],
            ['Reset', { type: 'Soft' }],
          ]
        : [
            ['GetBaseReport', { requestId: 1, reportBase: 'FullInventory' }],
            [
              'GetVariables',
              {
                getVariableData: [
                  { component: { name: 'AuthCtrlr' }, variable: { name: 'AuthorizeRemoteStart' } },
                ],
              },
            ],
            ['TriggerMessage', { requestedMessage: 'TransactionEvent' }],
            ['RequestStartTransaction', { idToken: token, remoteStartId: 1 }],
            ['RequestStopTransaction', { transactionId: station.evses[0]?.session?.id }],
            ['UnlockConnector', { evseId: 1, connectorId: 1 }],
            ['ChangeAvailability', { operationalStatus: 'Inoperative' }],
            ['GetTransactionStatus', {}],
            ['GetLog', { logType: 'SecurityLog', requestId: 1, log: { remoteLocation: 'https://x' } }],
            ['Reset', { type: 'Immediate' }],
          ];
    for (const [method, params] of commands)
      assert.equal(typeof (await client.call(method, params)), 'object', method);
    await station.until(({ backlog, registration }) => backlog.length === 0 && registration === 'None');
    await station.until(({ isOnline }) => isOnline);

    assert.equal(heard.filter((each) => each === 'BootNotification').length, 2);
    assert.ok(heard.includes(version === 'ocpp1.6' ? 'StopTransaction' : 'NotifyReport'));
    assert.deepEqual(complaints, []);
    assert.equal(fleet.stats().tally.refused, 0);
    await fleet.stop();
    await server.close({ force: true });
  });
