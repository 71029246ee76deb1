import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionsOf } from '../../ocpp/schemas.js';
import { ocppVersions } from '../../ocpp/versions.js';
import { car, token } from './car.js';
import { accepted, call, charging, csms, ended, fleet, v2Versions } from './one-station.js';

test('1.6: a remote start waits for the cable, a remote stop ends it', async () => {
  const { station, evse } = await accepted('ocpp1.6');
  assert.deepEqual(await call('RemoteStartTransaction', { idTag: 'APP1', connectorId: 1 }), {
    status: 'Accepted',
  });
  await csms.hears('StatusNotification', (is) => is.status === 'Preparing');
  evse.plugIn(car);
  const start = await csms.hears('StartTransaction');
  assert.equal(start.idTag, 'APP1');
  assert.deepEqual(csms.of('Authorize'), [], 'AuthorizeRemoteTxRequests is false');
  await station.until(() => evse.session?.csmsId !== undefined);
  assert.deepEqual(await call('RemoteStopTransaction', { transactionId: 1 }), { status: 'Rejected' });
  const transactionId = evse.session?.csmsId;
  assert.deepEqual(await call('RemoteStopTransaction', { transactionId }), { status: 'Accepted' });
  const stop = await csms.hears('StopTransaction');
  assert.equal(stop.reason, 'Remote');
  assert.equal(stop.transactionId, transactionId);
  assert.deepEqual(csms.breaches, []);
});

for (const version of v2Versions)
  test(`${version}: a requested start authorizes first where it shall, and carries its remoteStartId`, async () => {
    const { evse } = await accepted(version, { variables: { AuthorizeRemoteStart: 'true' } });
    evse.plugIn(car);
    const idToken = { idToken: 'APP1', type: 'Central' };
    const answer = await call('RequestStartTransaction', { evseId: 1, remoteStartId: 42, idToken });
    assert.deepEqual(answer, { status: 'Accepted' });
    const started = await csms.hears('TransactionEvent', (is) => is.eventType === 'Started');
    assert.deepEqual(csms.of('Authorize'), [{ idToken }]);
    assert.equal(started.triggerReason, 'RemoteStart');
    assert.equal(Object(started.transactionInfo).remoteStartId, 42);
    assert.equal(
      (await call('RequestStartTransaction', { evseId: 1, remoteStartId: 43, idToken })).status,
      'Rejected',
    );
    assert.equal((await call('RequestStopTransaction', { transactionId: 'other' })).status, 'Rejected');
    const { transactionId } = Object(started.transactionInfo);
    assert.deepEqual(await call('GetTransactionStatus', { transactionId }), {
      ongoingIndicator: true,
      messagesInQueue: false,
    });
    assert.equal((await call('RequestStopTransaction', { transactionId })).status, 'Accepted');
    const end = await csms.hears('TransactionEvent', ended);
    assert.equal(end.triggerReason, 'RemoteStop');
    assert.deepEqual(csms.breaches, []);
  });

for (const [version, payload, reason, bootReason] of [
  ['ocpp1.6', { type: 'Soft' }, 'SoftReset', undefined],
  ['ocpp1.6', { type: 'Hard' }, 'HardReset', undefined],
  ['ocpp2.0.1', { type: 'Immediate' }, 'ImmediateReset', 'RemoteReset'],
  ['ocpp2.1', { type: 'Immediate' }, 'ImmediateReset', 'RemoteReset'],
] as const)
  test(`${version}: ${payload.type} reset ends the session, reconnects and boots`, async () => {
    await charging(version);
    assert.deepEqual(await call('Reset', payload), { status: 'Accepted' });
    const boot = await csms.hears('BootNotification', () => true, 2);
    assert.equal(boot.reason, bootReason);
    assert.equal(csms.handshakes.length, 2);
    const [stop] =
      version === 'ocpp1.6' ? csms.of('StopTransaction') : csms.of('TransactionEvent').filter(ended);
    assert.equal(stop?.reason ?? Object(stop?.transactionInfo).stoppedReason, reason);
    assert.deepEqual(csms.breaches, []);
  });

for (const version of v2Versions)
  test(`${version}: a reset on idle is scheduled until the session ends`, async () => {
    const { evse } = await charging(version);
    assert.deepEqual(await call('Reset', { type: 'OnIdle' }), { status: 'Scheduled' });
    assert.ok(evse.session);
    evse.unplug();
    const boot = await csms.hears('BootNotification', () => true, 2);
    assert.equal(boot.reason, 'ScheduledReset');
    assert.equal(
      Object((await csms.hears('TransactionEvent', ended)).transactionInfo).stoppedReason,
      'EVDisconnected',
    );
  });

for (const version of ocppVersions)
  test(`${version}: becoming inoperative waits for the session; another EVSE obeys at once`, async () => {
    const { evse } = await charging(version);
    const change = (id: number, to: string) =>
      version === 'ocpp1.6'
        ? call('ChangeAvailability', { connectorId: id, type: to })
        : call('ChangeAvailability', { evse: { id }, operationalStatus: to });
    const unavailable = (is: Record<string, unknown>) => (is.status ?? is.connectorStatus) === 'Unavailable';
    assert.deepEqual(await change(2, 'Inoperative'), { status: 'Accepted' });
    const second = await csms.hears('StatusNotification', unavailable);
    assert.equal(second.evseId ?? second.connectorId, 2);
    assert.deepEqual(await change(1, 'Inoperative'), { status: 'Scheduled' });
    assert.ok(evse.session);
    evse.unplug();
    const first = await csms.hears('StatusNotification', unavailable, 2);
    assert.equal(first.evseId ?? first.connectorId, 1);
    assert.equal((await change(9, 'Operative')).status, 'Rejected');
    assert.deepEqual(await change(1, 'Operative'), { status: 'Accepted' });
    assert.equal(await evse.present(token), true);
    assert.deepEqual(csms.breaches, []);
  });

test('1.6: every message that can be triggered comes', async () => {
  const { station } = await charging('ocpp1.6');
  for (const requestedMessage of [
    'Heartbeat',
    'FirmwareStatusNotification',
    'DiagnosticsStatusNotification',
    'MeterValues',
    'StatusNotification',
    'BootNotification',
  ]) {
    const before = csms.of(requestedMessage).length;
    assert.deepEqual(await call('TriggerMessage', { requestedMessage }), { status: 'Accepted' });
    await csms.hears(requestedMessage, () => true, before + 1);
  }
  assert.equal(
    (await call('TriggerMessage', { requestedMessage: 'MeterValues', connectorId: 7 })).status,
    'Rejected',
  );
  assert.equal(
    (await call('ExtendedTriggerMessage', { requestedMessage: 'LogStatusNotification' })).status,
    'Accepted',
  );
  await csms.hears('LogStatusNotification');
  const own = csms.of('MeterValues').map((each) => each.transactionId);
  assert.deepEqual(own, [station.evses[0]?.session?.csmsId, undefined], 'only a running session has an id');
  assert.deepEqual(csms.breaches, []);
});

for (const version of v2Versions)
  test(`${version}: every message that can be triggered comes`, async () => {
    await charging(version);
    for (const requestedMessage of [
      'Heartbeat',
      'FirmwareStatusNotification',
      'LogStatusNotification',
      'MeterValues',
      'StatusNotification',
      'TransactionEvent',
    ]) {
      const before = csms.of(requestedMessage).length;
      assert.deepEqual(await call('TriggerMessage', { requestedMessage }), { status: 'Accepted' });
      await csms.hears(requestedMessage, () => true, before + 1);
    }
    assert.equal(csms.of('TransactionEvent').at(-1)?.triggerReason, 'Trigger');
    const idle = { requestedMessage: 'TransactionEvent', evse: { id: 2 } };
    assert.equal((await call('TriggerMessage', idle)).status, 'Rejected');
    assert.equal((await call('TriggerMessage', { requestedMessage: 'BootNotification' })).status, 'Rejected');
    const sign = { requestedMessage: 'SignCombinedCertificate' };
    assert.equal((await call('TriggerMessage', sign)).status, 'NotImplemented');
    assert.deepEqual(csms.breaches, []);
  });

test('unlocking ends a 1.6 session and is refused by a 2.x one', async () => {
  await charging('ocpp1.6');
  assert.deepEqual(await call('UnlockConnector', { connectorId: 1 }), { status: 'Unlocked' });
  assert.equal((await csms.hears('StopTransaction')).reason, 'UnlockCommand');
  await fleet?.stop();
  await csms.close();
  await charging('ocpp2.0.1');
  const unlock = async (evseId: number) => (await call('UnlockConnector', { evseId, connectorId: 1 })).status;
  assert.equal(await unlock(1), 'OngoingAuthorizedTransaction');
  assert.equal(await unlock(2), 'Unlocked');
  assert.equal(await unlock(3), 'UnknownConnector');
  assert.deepEqual(csms.breaches, []);
});

test('data is echoed for the vendor that is meant', async () => {
  for (const version of ocppVersions) {
    await accepted(version);
    const send = (vendorId: string, messageId: string) =>
      call('DataTransfer', { vendorId, messageId, data: 'hi' });
    assert.deepEqual(await send('ChargeQL', 'Echo'), { status: 'Accepted', data: 'hi' });
    assert.deepEqual(await send('ChargeQL', 'Sing'), { status: 'UnknownMessageId' });
    assert.deepEqual(await send('Nobody', 'Echo'), { status: 'UnknownVendorId' });
    assert.deepEqual(csms.breaches, []);
    await fleet?.stop();
    await csms.close();
  }
});

for (const version of ocppVersions)
  test(`${version}: whatever else is asked is answered by schema or with the right CALLERROR`, async () => {
    await accepted(version);
    assert.deepEqual(await call('MakeCoffee'), { error: 'NotImplemented' });
    for (const action of actionsOf(version)) {
      const { error, status } = await call(action);
      // an empty payload breaks most schemas; what is not broken gets an answer or NotSupported
      if (error !== undefined)
        assert.match(String(error), /^(NotSupported|Occurr?enceConstraintViolation)$/, action);
      else if (status !== undefined)
        assert.match(String(status), /^(Accepted|Rejected|Unknown|NotFound|NoProfiles|NoFirmware)$/, action);
    }
    assert.deepEqual(csms.breaches, []);
  });

test('a refusal is in words where the schema has them', async () => {
  await accepted('ocpp2.1');
  const order = { requestId: 1, location: 'https://x', checksum: 'x' };
  assert.deepEqual(await call('PublishFirmware', order), { status: 'Rejected' });
  assert.deepEqual(await call('GetChargingProfiles', { requestId: 1, chargingProfile: {} }), {
    status: 'NoProfiles',
  });
  assert.deepEqual(await call('Reset', { type: 'Sideways' }), { error: 'PropertyConstraintViolation' });
  assert.deepEqual(await call('Reset', { type: 1 }), { error: 'TypeConstraintViolation' });
});
