import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { validateContract } from '../../../handlers/security/authorities.js';
import { isSignedFor, readOcsp } from '../../../handlers/security/ocsp.js';
import { askRevocation, revocationOf } from '../../../handlers/security/revocation.js';
import { hashOf } from '../../../ocpp/certificate-hash.js';
import * as x509 from '../../../ocpp/x509.js';
import { isInward } from '../../../platform/outbound.js';
import { readSettings } from '../../../platform/settings.js';
import { filesOf, type Made, make, ocspSigning } from '../../support/certificates.js';
import { serveList } from '../../support/list-server.js';
import { type Behaviour, openResponder, type Responder } from '../../support/ocsp-responder.js';
import { openWire, type Wire } from '../wire.js';

let wire: Wire;
let guarded: Wire;
let station: string;
let ca: Made;
let responder: Responder;
before(async () => {
  ca = await make({ subject: 'CN=V2G root', ca: true });
  const { roots } = await filesOf({ roots: ca.cert });
  wire = await openWire({ OUTBOUND_PRIVATE: 'true', V2G_ROOT_FILE: roots });
  guarded = await openWire();
  station = await wire.station('asks', 'ocpp2.1');
  await guarded.station('asks', 'ocpp2.1');
  responder = await openResponder(ca);
});
after(async () => {
  await responder.close();
  await wire.close();
  await guarded.close();
});

const asking = () => ({ settings: wire.settings, signal: AbortSignal.timeout(10_000) });
const send = (action: string, payload: object, from = wire) =>
  from.send({ station, version: 'ocpp2.1', action, payload });
/** Each asks about a certificate of its own: answers are remembered. */
const leafOf = (extensions: x509.Extension[] = []) => make({ subject: 'CN=leaf', issuer: ca, extensions });
const namesOf = ({ certificate }: Made) => hashOf(certificate, ca.certificate);
const ask = async (behaviour: Behaviour, from = wire) => {
  responder.behaviour = behaviour;
  const names = namesOf(await leafOf());
  const answer = await send(
    'GetCertificateStatus',
    { ocspRequestData: { ...names, responderURL: responder.url } },
    from,
  );
  return { answer, names };
};

for (const [behaviour, status] of [
  ['good', 'Good'],
  ['revoked', 'Revoked'],
  ['unknown', 'Unknown'],
] as const)
  test(`a responder that says ${behaviour}: the station gets its answer, DER in base64, as it was signed (M06, M_24)`, async () => {
    const { answer, names } = await ask(behaviour);
    assert.equal(answer.status, 'Accepted');
    const read = readOcsp(Buffer.from(answer.ocspResult, 'base64'), names);
    assert.equal(read.status, status);
    assert.ok(isSignedFor(read, new X509Certificate(ca.cert)));
    assert.ok(!isSignedFor(read, new X509Certificate((await make({ subject: 'CN=other', ca: true })).cert)));
  });

for (const behaviour of ['garbage', 'stale', 'recorded', 'tryLater', 'huge', 'elsewhere'] as const)
  test(`a responder that gives ${behaviour}: Failed, and no more`, async () => {
    const { answer } = await ask(behaviour);
    assert.equal(answer.status, 'Failed');
    assert.equal(answer.ocspResult, undefined);
  });

test('a responder that is slow is waited for no longer than the station waits for us', async () => {
  responder.behaviour = 'slow';
  const names = namesOf(await leafOf());
  const { status } = await revocation(names, AbortSignal.timeout(300));
  assert.equal(status, 'Failed');
});
const revocation = (names: object, signal: AbortSignal) =>
  askRevocation(
    names as never,
    { source: 'OCSP', urls: [responder.url], issuers: [new X509Certificate(ca.cert)] },
    { settings: wire.settings, signal },
  );

test('an answer is told on until its next update, without asking again', async () => {
  responder.behaviour = 'good';
  const ocspRequestData = { ...namesOf(await leafOf()), responderURL: responder.url };
  const before = responder.asked;
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => send('GetCertificateStatus', { ocspRequestData })),
  );
  assert.equal(new Set(answers.map(({ ocspResult }) => ocspResult)).size, 1);
  assert.equal(responder.asked, before + 1);
});

test('nobody inside is asked, whatever a station calls a responder', async () => {
  const before = responder.asked;
  assert.equal((await ask('good', guarded)).answer.status, 'Failed');
  const names = namesOf(await leafOf());
  const { port } = new URL(responder.url);
  for (const responderURL of [
    ...[
      `http://localhost:${port}/`,
      `http://[::1]:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `http://0.0.0.0:${port}/`,
    ],
    ...['file:///etc/passwd', `http://user:secret@127.0.0.1:${port}/`, 'gopher://127.0.0.1/', 'not a url'],
  ])
    assert.equal(
      (await send('GetCertificateStatus', { ocspRequestData: { ...names, responderURL } }, guarded)).status,
      'Failed',
    );
  assert.equal(responder.asked, before);
  for (const address of [
    '10.1.1.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    'fd00::1',
    'fe80::1',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
  ])
    assert.ok(isInward(address), address);
  for (const address of ['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'])
    assert.ok(!isInward(address), address);
});

test('a chain is asked about, one by one, by responder or list (M07)', async () => {
  responder.behaviour = 'revoked';
  const [one, two, three] = [await leafOf(), await leafOf(), await leafOf()];
  const list = await x509.X509CrlGenerator.create({
    issuer: ca.certificate.subject,
    nextUpdate: new Date(Date.now() + 3_600_000),
    entries: [{ serialNumber: two.certificate.serialNumber, revocationDate: new Date() }],
    signingKey: ca.keys.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  });
  const served = await serveList(Buffer.from(list.rawData));
  try {
    const item = (of: Made, source: string, url: string) => ({
      certificateHashData: namesOf(of),
      source,
      urls: [url],
    });
    const { certificateStatus } = await send('GetCertificateChainStatus', {
      certificateStatusRequests: [
        item(one, 'OCSP', responder.url),
        item(two, 'CRL', served.url),
        item(three, 'CRL', served.url),
        item(three, 'OCSP', 'http://127.0.0.1:1/'),
      ],
    });
    assert.deepEqual(
      certificateStatus.map(({ status }: { status: string }) => status),
      ['Revoked', 'Revoked', 'Good', 'Failed'],
    );
    const named = await leafOf([new x509.CRLDistributionPointsExtension([served.url])]);
    const both = (made: Made) => [new X509Certificate(made.cert), new X509Certificate(ca.cert)] as const;
    assert.equal(await revocationOf(...both(named), asking()), 'Good');
    const impostor = await make({ subject: 'CN=V2G root', ca: true });
    assert.equal(
      await revocationOf(both(named)[0], new X509Certificate(impostor.cert), asking()),
      'Failed',
      'not signed by it',
    );
  } finally {
    served.server.close();
  }
});

test('whom a certificate names is believed only where its issuer signed, or let sign', async () => {
  const withResponder = () => leafOf([new x509.AuthorityInfoAccessExtension({ ocsp: [responder.url] })]);
  const status = async () =>
    revocationOf(new X509Certificate((await withResponder()).cert), new X509Certificate(ca.cert), asking());
  responder.behaviour = 'revoked';
  assert.equal(await status(), 'Revoked');
  const delegate = await make({ subject: 'CN=responder', issuer: ca, uses: [ocspSigning] });
  Object.assign(responder, { signer: delegate, certs: [delegate], behaviour: 'good' });
  assert.equal(await status(), 'Good');
  const plain = await make({ subject: 'CN=responder', issuer: ca });
  Object.assign(responder, { signer: plain, certs: [plain] });
  assert.equal(await status(), 'Failed');
  Object.assign(responder, { signer: ca, certs: [] });
});

test('a contract certificate: its chain against our roots, and what responders say of it (C_50 to C_52)', async () => {
  const roots = [new X509Certificate(ca.cert)];
  const sub = await make({ subject: 'CN=MO sub', issuer: ca, ca: true });
  const contract = await make({ subject: 'CN=DE8AA1A2B3C4D5', issuer: sub });
  const chain = contract.cert + sub.cert;
  responder.behaviour = 'good';
  const hashes = async () => [{ ...namesOf(await leafOf()), responderURL: responder.url }];
  assert.equal(
    await validateContract({ certificate: chain, hashes: await hashes() }, roots, asking()),
    'Accepted',
  );
  assert.equal(await validateContract({ hashes: await hashes() }, roots, asking()), 'Accepted');
  // Of the contract itself: its issuer is in the chain that was shown.
  const ofContract = [
    { ...hashOf(contract.certificate, sub.certificate), responderURL: responder.url },
    { ...hashOf(sub.certificate, ca.certificate), responderURL: responder.url },
  ];
  responder.signer = sub;
  assert.equal(
    await validateContract({ certificate: chain, hashes: ofContract.slice(0, 1) }, roots, asking()),
    'Accepted',
  );
  assert.equal(
    await validateContract({ certificate: chain, hashes: ofContract }, roots, asking()),
    'CertChainError',
    'an authority does not vouch for itself',
  );
  responder.signer = ca;
  assert.equal(await validateContract({ certificate: contract.cert }, roots, asking()), 'CertChainError');
  assert.equal(await validateContract({ certificate: chain }, [], asking()), 'CertChainError');
  const old = await make({ subject: 'CN=old', issuer: sub, from: -20, to: -1 });
  assert.equal(
    await validateContract({ certificate: old.cert + sub.cert }, roots, asking()),
    'CertificateExpired',
  );
  responder.behaviour = 'revoked';
  assert.equal(
    await validateContract({ certificate: chain, hashes: await hashes() }, roots, asking()),
    'CertificateRevoked',
  );
  responder.behaviour = 'garbage';
  assert.equal(await validateContract({ hashes: await hashes() }, roots, asking()), 'CertChainError');
  assert.equal(await validateContract({}, roots, asking()), 'NoCertificateAvailable');
});

test('a contract provider is sent what the vehicle asks, and its answer goes back (M01, M02)', async () => {
  const heard: object[] = [];
  const provider = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    heard.push(JSON.parse(text));
    response.end(JSON.stringify({ exiResponse: heard.length === 1 ? 'ZXhp' : null }));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/contracts`;
  Object.assign(wire.settings, { CONTRACT_PROVIDER_URL: url } satisfies Partial<
    ReturnType<typeof readSettings>
  >);
  try {
    const payload = { iso15118SchemaVersion: 'v20', action: 'Install', exiRequest: 'exi' };
    assert.deepEqual(await send('Get15118EVCertificate', payload), {
      status: 'Accepted',
      exiResponse: 'ZXhp',
    });
    assert.deepEqual(heard, [
      { stationId: station, action: 'Install', iso15118SchemaVersion: 'v20', exiRequest: 'exi' },
    ]);
    assert.equal((await send('Get15118EVCertificate', { ...payload, exiRequest: 'no' })).status, 'Failed');
  } finally {
    provider.closeAllConnections();
    provider.close();
    Object.assign(wire.settings, { CONTRACT_PROVIDER_URL: undefined });
  }
});
