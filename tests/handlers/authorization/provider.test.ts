import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import type { Charger } from '../../support/charger.js';
import { dial } from '../../support/charger.js';
import { type System, startSystem } from '../../support/system.js';
import { until } from '../../support/until.js';

interface Asked {
  id: string;
  idToken: string;
  stationId: string;
  purpose: string;
  [more: string]: unknown;
}

let server: Server;
let url: string;
let seen: { requests: Asked[]; authorization: string | undefined }[] = [];
/** What the provider does with a request. */
let behave: (asked: Asked[], response: ServerResponse) => void;
const answer = (response: ServerResponse, answers: object[]) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ answers }));
const accept = (asked: Asked[], response: ServerResponse) =>
  answer(
    response,
    asked.map(({ id }) => ({ id, status: 'Accepted' })),
  );

async function heard(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { requests } = JSON.parse(Buffer.concat(chunks).toString());
  seen.push({ requests, authorization: request.headers.authorization });
  behave(requests, response);
}

let systems: System[] = [];
before(async () => {
  server = createServer((request, response) => void heard(request, response));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/authorize`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(async () => {
  for (const system of systems) await system.stop();
  systems = [];
  seen = [];
});

const open = async (environment: Record<string, string> = {}): Promise<System> => {
  const system = await startSystem({
    AUTHORIZATION_URL: url,
    AUTHORIZATION_SECRET: 'a secret of ours',
    ...environment,
  });
  systems.push(system);
  return system;
};
const come = (system: System, id: string, protocol = 'ocpp2.0.1') =>
  dial(`${system.url}/${id}`, { protocols: [protocol] });
const ask = async (charger: Charger, idToken: string) => {
  const [, , payload] = await charger.call('Authorize', { idToken: { idToken, type: 'ISO14443' } });
  return (payload as { idTokenInfo: Record<string, unknown> }).idTokenInfo;
};

test('a token nobody knows here is judged by the provider, with all it says; one that is known is not asked for', async () => {
  const system = await open();
  await system.pool.query(`insert into id_token (id_token, status) values ('OURS', 'BLOCKED')`);
  const charger = await come(system, 'cp');
  behave = ([asked], response) =>
    answer(response, [
      {
        ...{ id: asked?.id, status: 'Accepted', expiresAt: '2100-01-01T00:00:00Z', groupIdToken: 'theirs' },
        ...{
          language: 'de',
          personalMessage: { format: 'UTF8', content: 'Hallo' },
          chargingPriority: 2,
          evseIds: [1],
        },
      },
    ]);
  assert.deepEqual(await ask(charger, 'THEIRS'), {
    ...{ status: 'Accepted', cacheExpiryDateTime: '2100-01-01T00:00:00.000Z' },
    groupIdToken: { idToken: 'theirs', type: 'Central' },
    ...{ language1: 'de', personalMessage: { format: 'UTF8', content: 'Hallo', language: 'de' } },
    ...{ chargingPriority: 2, evseId: [1] },
  });
  assert.equal((await ask(charger, 'ours')).status, 'Blocked');
  assert.equal(seen.length, 1);
  assert.equal(seen[0]?.authorization, 'Bearer a secret of ours');
  const [asked] = seen.flatMap(({ requests }) => requests);
  const { at, ...shown } = asked as Asked;
  assert.ok(Math.abs(Date.parse(String(at)) - Date.now()) < 60_000);
  assert.deepEqual(shown, {
    ...{ id: '0', idToken: 'THEIRS', type: 'ISO14443', stationId: 'cp', purpose: 'AUTHORIZE' },
    ...{ evseId: null, connectorId: null },
  });
  await charger.hangUp();
});

test('refused is refused, in the words of each version, where a transaction begins too', async () => {
  const system = await open({ AUTHORIZATION_TOKENS: 'ALL' });
  await system.pool.query(`insert into id_token (id_token) values ('KNOWN')`);
  behave = (asked, response) =>
    answer(
      response,
      asked.map(({ id }) => ({ id, status: 'NoCredit' })),
    );
  const [old, newer] = [await come(system, 'old', 'ocpp1.6'), await come(system, 'newer')];
  const timestamp = new Date().toISOString();
  const start = { connectorId: 1, idTag: 'KNOWN', meterStart: 0, timestamp };
  const [, , started] = await old.call('StartTransaction', start);
  assert.equal((started as { idTagInfo: { status: string } }).idTagInfo.status, 'Blocked');
  const [, , told] = await newer.call('TransactionEvent', {
    ...{
      eventType: 'Started',
      timestamp,
      triggerReason: 'Authorized',
      seqNo: 0,
      evse: { id: 2, connectorId: 1 },
    },
    ...{ transactionInfo: { transactionId: 't' }, idToken: { idToken: 'KNOWN', type: 'Central' } },
  });
  assert.equal((told as { idTokenInfo: { status: string } }).idTokenInfo.status, 'NoCredit');
  assert.deepEqual(
    seen.map(({ requests }) => [requests[0]?.purpose, requests[0]?.evseId]),
    [
      ['START', 1],
      ['START', 2],
    ],
  );
  const { rows } = await system.pool.query(
    'select status, authorization_status from transaction order by id',
  );
  assert.deepEqual(rows[0], { status: 'REFUSED', authorization_status: 'NoCredit' });
  await old.hangUp();
  await newer.hangUp();
});

test('what was accepted is remembered for a moment, what was refused is not', async () => {
  const system = await open();
  const charger = await come(system, 'cp');
  behave = accept;
  for (const text of ['AGAIN', 'again']) assert.equal((await ask(charger, text)).status, 'Accepted');
  assert.equal(seen.length, 1);
  behave = ([asked], response) => answer(response, [{ id: asked?.id, status: 'Invalid' }]);
  for (const text of ['NEVER', 'NEVER']) assert.equal((await ask(charger, text)).status, 'Invalid');
  assert.equal(seen.length, 3);
  await charger.hangUp();
});

test('many stations at once: few requests, few of them under way together', async () => {
  const system = await open();
  let [underWay, most] = [0, 0];
  behave = (asked, response) => {
    most = Math.max(most, ++underWay);
    setTimeout(() => {
      underWay--;
      accept(asked, response);
    }, 50);
  };
  const chargers = await Promise.all(Array.from({ length: 30 }, (_, n) => come(system, `cp${n}`)));
  const answers = await Promise.all(chargers.map((charger, n) => ask(charger, `T${n}`)));
  assert.ok(answers.every(({ status }) => status === 'Accepted'));
  assert.equal(seen.flatMap(({ requests }) => requests).length, 30);
  assert.ok(most <= 4, `${most} at once`);
  for (const charger of chargers) await charger.hangUp();
});

const mishaps: [what: string, behave: typeof behave][] = [
  ['too slow', () => undefined],
  ['status 500', (_, response) => response.writeHead(500).end()],
  ['broken JSON', (_, response) => response.writeHead(200).end('{"answers": [')],
  ['other JSON', (_, response) => response.writeHead(200).end('{"answer": "yes"}')],
  ['a word that is none', (asked, response) => answer(response, [{ id: asked[0]?.id, status: 'Yes' }])],
  ['a token left out', (_, response) => answer(response, [])],
  ['a hang-up', (_, response) => response.destroy()],
  ['a redirect', (_, response) => response.writeHead(307, { location: url }).end()],
  ['an answer without end', (_, response) => response.writeHead(200).end(' '.repeat(1_100_000))],
];
for (const [setting, status] of [
  ['LOCAL', 'Unknown'],
  ['ACCEPT', 'Accepted'],
  ['REJECT', 'Invalid'],
] as const)
  test(`${setting} decides where the provider does not: ${mishaps.map(([what]) => what).join(', ')}`, async () => {
    for (const [what, misbehave] of mishaps) {
      const system = await open({ AUTHORIZATION_TIMEOUT: '1', AUTHORIZATION_FALLBACK: setting });
      const charger = await come(system, 'cp');
      behave = misbehave;
      assert.equal((await ask(charger, 'SOMEBODY')).status, status, what);
      await charger.hangUp();
      await system.stop();
      systems = systems.filter((each) => each !== system);
    }
  });

test('a dead provider costs the first few tokens its time-out and the others nothing; nobody else waits', async () => {
  const system = await open({ AUTHORIZATION_TIMEOUT: '1' });
  behave = () => undefined;
  const [slow, other] = [await come(system, 'slow'), await come(system, 'other')];
  const waiting = ask(slow, 'S0');
  await until('asked', () => seen.length === 1);
  for (let beat = 0; beat < 5; beat++) assert.equal((await other.call('Heartbeat', {}))[0], 3);
  const { rows } = await system.pool.query(
    `select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
  );
  assert.equal(rows.length, 0);
  assert.equal((await waiting).status, 'Unknown');
  for (let n = 1; n < 5; n++) await ask(slow, `S${n}`);
  assert.equal(seen.length, 5);
  for (let n = 5; n < 15; n++) assert.equal((await ask(slow, `S${n}`)).status, 'Unknown');
  assert.equal(seen.length, 5, 'left in peace');
  await slow.hangUp();
  await other.hangUp();
});
