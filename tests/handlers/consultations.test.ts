import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Work } from '../../handlers/calls.js';
import { Consultations } from '../../handlers/consultations.js';
import { startHandlers } from '../../handlers/start.js';
import { dial } from '../support/charger.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

let system: System;
let responder: Server;
/** Who asks the responder gets the answer that the test gives. */
let asked: PromiseWithResolvers<ServerResponse>;
before(async () => {
  system = await startSystem({ OUTBOUND_PRIVATE: 'true' });
  responder = createServer((_, response) => asked.resolve(response));
  await new Promise<void>((resolve) => responder.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await system.stop();
  responder.closeAllConnections();
  responder.close();
});

let last = 0;
/** Each time about another certificate: answers are remembered. */
const question = () => ({
  ocspRequestData: {
    ...{ hashAlgorithm: 'SHA256', issuerNameHash: 'aa', issuerKeyHash: 'bb', serialNumber: `${++last}` },
    responderURL: `http://127.0.0.1:${(responder.address() as AddressInfo).port}/`,
  },
});
const come = (id: string) => dial(`${system.url}/${id}`, { protocols: ['ocpp2.0.1'] });

test('while somebody outside is asked, no transaction is open, and other stations get their answers', async () => {
  const [asks, beats] = [await come('ASKS'), await come('BEATS')];
  asked = Promise.withResolvers();
  const answer = asks.call('GetCertificateStatus', question());
  const thinking = await asked.promise;
  for (let beat = 0; beat < 5; beat++) assert.equal((await beats.call('Heartbeat', {}))[0], 3);
  // Others come and go; one that waited for the responder would stay.
  await until('no transaction is open', async () => {
    const { rowCount } = await system.pool.query(
      `select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    );
    return rowCount === 0;
  });
  assert.equal(asks.frames.length, 0);
  thinking.end('no OCSP response');
  assert.equal(((await answer)[2] as { status: string }).status, 'Failed');
  await Promise.all([asks.hangUp(), beats.hangUp()]);
});

test('a role that stops first answers what it has asked about', async () => {
  const asks = await come('PATIENT');
  asked = Promise.withResolvers();
  const answer = asks.call('GetCertificateStatus', question());
  const thinking = await asked.promise;
  const stopped = system.handlers.stop();
  thinking.end('no OCSP response');
  assert.equal((await answer)[0], 3);
  await stopped;
  system.handlers = await startHandlers(system);
});

for (const [how, consult] of [
  [
    'at once',
    () => {
      throw new Error('postgres://secret@inside is away');
    },
  ],
  ['later', () => Promise.reject(new Error('postgres://secret@inside is away'))],
] as const)
  test(`a consultation that fails ${how} is InternalError for its own call, and says nothing of why`, async () => {
    const answered: Work[] = [];
    const consultations = new Consultations({
      ...{ pool: system.pool, settings: system.settings, stopping: new AbortController().signal },
      answer: (works) => void answered.push(...works),
    });
    const call = {
      kind: 'call',
      station: 'ASKS',
      epoch: '1',
      version: 'ocpp2.0.1',
      frame: '[2,"m1","GetCertificateStatus",{}]',
    };
    const work = {
      call,
      frame: { action: 'GetCertificateStatus', messageId: 'm1', payload: {}, findings: [] },
      handler: { consult },
      told: { fact: {} },
    } as unknown as Work;
    assert.ok(consultations.take(work));
    await consultations.settled();
    assert.equal(answered.length, 1);
    const [type, id, code] = JSON.parse(answered[0]?.answer ?? '');
    assert.deepEqual([type, id, code], [4, 'm1', 'InternalError']);
    assert.doesNotMatch(answered[0]?.answer ?? '', /postgres|secret/);
  });
