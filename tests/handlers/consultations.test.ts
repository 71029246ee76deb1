import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { authorities } from '../../handlers/security/authorities.js';
import { startHandlers } from '../../handlers/start.js';
import { dial } from '../support/charger.js';
import { type System, startSystem } from '../support/system.js';

let system: System;
before(async () => {
  system = await startSystem();
});
after(() => system.stop());
afterEach(() => {
  delete authorities.askResponder;
});

const question = {
  ocspRequestData: {
    ...{ hashAlgorithm: 'SHA256', issuerNameHash: 'a', issuerKeyHash: 'b', serialNumber: '1' },
    responderURL: 'http://ocsp.example',
  },
};
const come = (id: string) => dial(`${system.url}/${id}`, { protocols: ['ocpp2.0.1'] });

test('while somebody outside is asked, no transaction is open, and other stations get their answers', async () => {
  const [asks, beats] = [await come('ASKS'), await come('BEATS')];
  const thinking = Promise.withResolvers<void>();
  const said = Promise.withResolvers<string>();
  authorities.askResponder = () => {
    thinking.resolve();
    return said.promise;
  };
  const answer = asks.call('GetCertificateStatus', question);
  await thinking.promise;
  for (let beat = 0; beat < 5; beat++) assert.equal((await beats.call('Heartbeat', {}))[0], 3);
  const { rows } = await system.pool.query(
    `select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
  );
  assert.equal(rows.length, 0);
  assert.equal(asks.frames.length, 0);
  said.resolve('MIIB');
  assert.deepEqual((await answer)[2], { status: 'Accepted', ocspResult: 'MIIB' });
  await Promise.all([asks.hangUp(), beats.hangUp()]);
});

test('what goes wrong outside is this one call’s error', async () => {
  const asks = await come('UNLUCKY');
  authorities.askResponder = async () => {
    throw new Error('it broke');
  };
  assert.equal((await asks.call('GetCertificateStatus', question))[2], 'InternalError');
  assert.equal((await asks.call('Heartbeat', {}))[0], 3);
  await asks.hangUp();
});

test('a role that stops first answers what it has asked about', async () => {
  const asks = await come('PATIENT');
  const thinking = Promise.withResolvers<void>();
  const said = Promise.withResolvers<string>();
  authorities.askResponder = () => {
    thinking.resolve();
    return said.promise;
  };
  const answer = asks.call('GetCertificateStatus', question);
  await thinking.promise;
  const stopped = system.handlers.stop();
  said.resolve('MIIB');
  assert.equal((await answer)[0], 3);
  await stopped;
  system.handlers = await startHandlers(system);
});
