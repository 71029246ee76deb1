import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inboundActions, outboundActions } from '../../ocpp/directions.js';
import { consequenceOf, consequential, mayBeSent, sendableWhilePending } from '../../ocpp/registration.js';
import { ocppVersions } from '../../ocpp/versions.js';

test('an accepted station may be sent anything, a rejected one nothing', () => {
  for (const version of ocppVersions)
    for (const action of outboundActions(version)) {
      assert.equal(mayBeSent(version, action, 'ACCEPTED'), true);
      assert.equal(mayBeSent(version, action, 'REJECTED'), false);
    }
});

test('a pending station may be configured, not made to charge (2.x B02, 1.6 §4.2)', () => {
  const sendable = (version: string) =>
    sendableWhilePending[1].filter((_, i) => sendableWhilePending[0][i] === version);
  const of16 = outboundActions('ocpp1.6').filter((action) => !sendable('ocpp1.6').includes(action));
  assert.deepEqual(of16, ['RemoteStartTransaction', 'RemoteStopTransaction']);
  for (const version of ['ocpp2.0.1', 'ocpp2.1'] as const) {
    const actions = sendable(version);
    for (const action of ['GetBaseReport', 'SetVariables', 'TriggerMessage', 'InstallCertificate'])
      assert.ok(actions.includes(action), action);
    for (const action of [
      'RequestStartTransaction',
      'UnlockConnector',
      'SetChargingProfile',
      'SendLocalList',
    ])
      assert.ok(!actions.includes(action), action);
  }
});

test('what a command leads to is a message that stations send', () => {
  const known = new Set(ocppVersions.flatMap(inboundActions));
  for (const action of consequential) {
    const message = consequenceOf(action, { requestedMessage: 'SignV2GCertificate' });
    assert.ok(message && known.has(message), action);
  }
  assert.equal(consequenceOf('TriggerMessage', { requestedMessage: 'Heartbeat' }), 'Heartbeat');
  assert.equal(consequenceOf('Reset', {}), undefined);
});
