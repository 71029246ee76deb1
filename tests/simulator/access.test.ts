import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted, call, csms, v2Versions } from './one-station.js';

const quick = { reconnect: { minMs: 10, maxMs: 20 } };
const password = { credentials: () => ({ password: 'the-first-password' }) };

const network = (configurationSlot: number, ocppCsmsUrl: string, securityProfile: number) =>
  call('SetNetworkProfile', {
    configurationSlot,
    connectionData: {
      ...{ ocppVersion: 'OCPP20', ocppTransport: 'JSON', ocppInterface: 'Wired0', messageTimeout: 30 },
      ...{ ocppCsmsUrl, securityProfile },
    },
  });
const prioritize = async (attributeValue: string) => {
  const wanted = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'NetworkConfigurationPriority' } };
  const answer = await call('SetVariables', { setVariableData: [{ ...wanted, attributeValue }] });
  return (answer.setVariableResult as { attributeStatus: string }[])[0]?.attributeStatus;
};

for (const version of v2Versions)
  test(`${version}: a network profile is taken where it can be gone, and given up where it leads nowhere (B09, B10)`, async () => {
    const { station } = await accepted(version, { ...password, ...quick });
    /** [slot, address, security profile] */
    const wrong: [number, string, number][] = [
      [9, csms.url, 1],
      [2, csms.url, 0],
      [2, csms.url, 2],
      [2, 'wss://127.0.0.1:1', 3],
      [2, csms.url, 7],
    ];
    for (const each of wrong) assert.equal((await network(...each)).status, 'Rejected', each.join());
    assert.equal(await prioritize('2,1'), 'Rejected', 'nothing is set there');

    assert.deepEqual(await network(2, 'ws://127.0.0.1:1', 1), { status: 'Accepted' });
    assert.equal(await prioritize('2,1'), 'RebootRequired');
    await call('Reset', { type: 'Immediate' });
    await csms.until(() => csms.handshakes.length === 2, 'it comes back by the way that it knows');
    assert.ok(station.tally.connectFailures >= 3);

    assert.equal(await prioritize('1,2'), 'RebootRequired');
    await call('Reset', { type: 'Immediate' });
    await csms.until(() => csms.handshakes.length === 3, 'and by the first one at once');
    assert.equal(station.tally.connectFailures, 3);
    assert.deepEqual(csms.breaches, []);
  });

test('1.6: the security profile rises, never falls, and only to what the station can do', async () => {
  const { station } = await accepted('ocpp1.6', quick);
  const raise = async (value: string) =>
    (await call('ChangeConfiguration', { key: 'SecurityProfile', value })).status;
  for (const value of ['1', '2', '3', '4', '0', 'high']) assert.equal(await raise(value), 'Rejected', value);
  await call('ChangeConfiguration', { key: 'AuthorizationKey', value: 'the-first-password' });
  await csms.until(() => csms.handshakes.length === 2, 'with a password');
  await station.until(({ isOnline }) => isOnline);
  assert.equal(await raise('1'), 'Accepted');
  await csms.until(() => csms.handshakes.length === 3, 'by profile 1');
  await station.until(({ isOnline }) => isOnline);
  assert.deepEqual(await call('GetConfiguration', { key: ['SecurityProfile'] }), {
    configurationKey: [{ key: 'SecurityProfile', readonly: false, value: '1' }],
  });
  assert.equal(await raise('0'), 'Rejected');
  assert.deepEqual(csms.breaches, []);
});
