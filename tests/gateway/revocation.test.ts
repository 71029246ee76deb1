import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import * as x509 from '../../ocpp/x509.js';
import { clientAuth, filesOf, type Made, make, serverAuth } from '../support/certificates.js';
import { knockTls } from '../support/knock-tls.js';
import { type Behaviour, openResponder, type Responder } from '../support/ocsp-responder.js';
import { type System, startSystem } from '../support/system.js';

const modes = ['off', 'soft', 'hard'] as const;
type Mode = (typeof modes)[number];

/** One a way of CLIENT_REVOCATION; all trust the same authority of a maker of chargers. */
const systems = {} as Record<Mode, System>;
let serverCa: Made;
let maker: Made;
let responder: Responder;
let lists: { server: Server; url: string; list: Buffer | undefined; asked: number };

before(async () => {
  serverCa = await make({ subject: 'CN=Server CA', ca: true });
  const host = { subject: 'CN=localhost', hosts: ['127.0.0.1'], uses: [serverAuth] };
  const server = await make({ ...host, issuer: serverCa });
  maker = await make({ subject: 'CN=Charger maker CA', ca: true });
  const files = await filesOf({ cert: server.cert, key: server.key, clients: maker.cert });
  for (const mode of modes) {
    systems[mode] = await startSystem({
      ...{ TLS_CERT_FILE: files.cert, TLS_KEY_FILE: files.key, CLIENT_CA_FILE: files.clients },
      ...{ CLIENT_REVOCATION: mode, OUTBOUND_PRIVATE: 'true', ANSWER_TIMEOUT: '2' },
    });
    await systems[mode].pool.query(`insert into charging_station (id, security_profile) values ('P3', 3)`);
  }
  responder = await openResponder(maker);
  lists = await openLists();
});
after(async () => {
  for (const system of Object.values(systems)) await system.stop();
  await responder.close();
  lists.server.closeAllConnections();
  lists.server.close();
});

async function openLists(): Promise<typeof lists> {
  const opened = { url: '', list: undefined as Buffer | undefined, asked: 0 };
  const server = createServer((_, response) => {
    opened.asked++;
    response.writeHead(opened.list ? 200 : 404).end(opened.list);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(opened, { server });
}

/** Each list has an address of its own: what was fetched is remembered. */
let listNumber = 0;
const listPlace = () => new x509.CRLDistributionPointsExtension([`${lists.url}/${++listNumber}.crl`]);
const responderPlace = () => new x509.AuthorityInfoAccessExtension({ ocsp: [responder.url] });

async function listOf(revoked: Made[], by = maker): Promise<Buffer> {
  const list = await x509.X509CrlGenerator.create({
    issuer: maker.certificate.subject,
    nextUpdate: new Date(Date.now() + 3_600_000),
    entries: revoked.map(({ certificate }) => ({
      serialNumber: certificate.serialNumber,
      revocationDate: new Date(),
    })),
    signingKey: by.keys.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  });
  return Buffer.from(list.rawData);
}

const stationOf = (extensions: x509.Extension[], issuer = maker) =>
  make({ subject: 'CN=P3', issuer, uses: [clientAuth], extensions });

/** The handshake's status, and for a refusal what it says, which has to be in its row too. */
async function come(mode: Mode, { cert, key }: { cert: string; key: string }): Promise<[number, string]> {
  const { gateway, pool } = systems[mode];
  const shown = { ca: serverCa.cert, cert, key };
  const { status, body } = await knockTls({ port: gateway.tlsPort as number, path: '/P3' }, shown);
  if (status === 101) return [status, ''];
  const { rows } = await pool.query('select reason from refused_handshake order by id desc limit 1');
  assert.equal(body.trim(), rows[0]?.reason);
  return [status, body.trim()];
}

const revoked = 'the client certificate was revoked';
const nobodyAnswers = 'the client certificate may be revoked: nobody who should know answers';

/** [what the responder does, whom its answer is signed by, what comes of it: soft, hard] */
const said: [string, Behaviour, () => Promise<Made>, [number, string], [number, string]][] = [
  ['says good', 'good', async () => maker, [101, ''], [101, '']],
  ['says revoked', 'revoked', async () => maker, [403, revoked], [403, revoked]],
  ['does not know it', 'unknown', async () => maker, [101, ''], [403, nobodyAnswers]],
  ['has no answer', 'tryLater', async () => maker, [101, ''], [403, nobodyAnswers]],
  ['is slow', 'slow', async () => maker, [101, ''], [403, nobodyAnswers]],
  ['says good in another’s name', 'good', () => stationOf([]), [101, ''], [403, nobodyAnswers]],
];
for (const [what, behaviour, signer, soft, hard] of said)
  test(`a responder that ${what}: ${soft[0]} where revocation is asked for softly, ${hard[0]} where hard, 101 where off`, async () => {
    for (const [mode, outcome] of [
      ['soft', soft],
      ['hard', hard],
      ['off', [101, '']],
    ] as const) {
      Object.assign(responder, { behaviour, signer: await signer(), certs: [] });
      const before = responder.asked;
      // One of its own for each, for answers are remembered.
      assert.deepEqual(await come(mode, await stationOf([responderPlace()])), outcome, mode);
      assert.equal(responder.asked - before, mode === 'off' ? 0 : 1);
    }
  });

test('what a list names is refused, what it does not comes in; one that somebody else signed is none', async () => {
  for (const mode of ['soft', 'hard'] as const) {
    const place = listPlace();
    const [listed, free] = [await stationOf([place]), await stationOf([place])];
    lists.list = await listOf([listed]);
    assert.deepEqual(await come(mode, listed), [403, revoked]);
    assert.deepEqual(await come(mode, free), [101, '']);
    const forged = await stationOf([listPlace()]);
    lists.list = await listOf([forged], await make({ subject: 'CN=Charger maker CA', ca: true }));
    assert.deepEqual(await come(mode, forged), mode === 'soft' ? [101, ''] : [403, nobodyAnswers]);
    lists.list = undefined;
    const missing = await stationOf([listPlace()]);
    assert.deepEqual(await come(mode, missing), mode === 'soft' ? [101, ''] : [403, nobodyAnswers]);
  }
});

test('where the responder is silent, the list is asked', async () => {
  responder.behaviour = 'tryLater';
  const both = await stationOf([responderPlace(), listPlace()]);
  lists.list = await listOf([both]);
  assert.deepEqual(await come('soft', both), [403, revoked]);
});

test('a station whose issuer was revoked is refused', async () => {
  Object.assign(responder, { behaviour: 'revoked', signer: maker, certs: [] });
  const plant = await make({
    subject: 'CN=Plant CA',
    issuer: maker,
    ca: true,
    extensions: [responderPlace()],
  });
  const leaf = await stationOf([], plant);
  const shown = { cert: leaf.cert + plant.cert, key: leaf.key };
  assert.deepEqual(await come('soft', shown), [403, 'the client certificate has an issuer that was revoked']);
});

test('one that names nobody to ask comes in, however revocation is asked for', async () => {
  for (const mode of modes) assert.deepEqual(await come(mode, await stationOf([])), [101, '']);
});
