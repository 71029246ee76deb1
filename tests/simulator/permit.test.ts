import assert from 'node:assert/strict';
import { test } from 'node:test';
import { car } from './car.js';
import { accepted, call, csms } from './one-station.js';

test('1.6: a remote start without a cable is forgotten after ConnectionTimeOut', async () => {
  const { evse } = await accepted('ocpp1.6');
  await call('ChangeConfiguration', { key: 'ConnectionTimeOut', value: '10' });
  await call('RemoteStartTransaction', { idTag: 'APP1', connectorId: 1 });
  await csms.hears('StatusNotification', (is) => is.status === 'Preparing');
  await csms.hears('StatusNotification', (is) => is.status === 'Available' && is.connectorId === 1, 2);
  evse.plugIn(car);
  assert.equal(evse.session, undefined);
  assert.deepEqual(csms.of('StartTransaction'), []);
});

test('another card does not end a session', async () => {
  const { evse } = await accepted('ocpp2.0.1');
  evse.plugIn(car);
  await evse.present({ idToken: 'MINE', type: 'ISO14443' });
  assert.equal(await evse.present({ idToken: 'YOURS', type: 'ISO14443' }), false);
  assert.ok(evse.session);
});
