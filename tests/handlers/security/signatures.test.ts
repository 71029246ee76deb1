import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hashOf } from '../../../ocpp/certificate-hash.js';
import * as x509 from '../../../ocpp/x509.js';
import { ed25519, filesOf, type Made, make, ocspSigning } from '../../support/certificates.js';
import { serveList } from '../../support/list-server.js';
import { openResponder, type Responder } from '../../support/ocsp-responder.js';
import { openWire, type Wire } from '../wire.js';

let wire: Wire;
let station: string;
let ca: Made;
let responder: Responder;
before(async () => {
  ca = await make({ subject: 'CN=V2G root', ca: true });
  const { roots } = await filesOf({ roots: ca.cert });
  wire = await openWire({ OUTBOUND_PRIVATE: 'true', V2G_ROOT_FILE: roots });
  station = await wire.station('asks', 'ocpp2.1');
  responder = await openResponder(ca);
});
after(async () => {
  await responder.close();
  await wire.close();
});

const send = (action: string, payload: object) => wire.send({ station, version: 'ocpp2.1', action, payload });

/** [who issued what is asked about, who signs, what is sent along, what comes of it] */
const byHashes: [string, () => Promise<{ issuer: Made; signer: Made; certs: Made[] }>, string][] = [
  ['its issuer, which is one of our roots', async () => ({ issuer: ca, signer: ca, certs: [] }), 'Good'],
  [
    'whom one of our roots lets sign',
    async () => {
      const delegate = await make({ subject: 'CN=responder', issuer: ca, uses: [ocspSigning] });
      return { issuer: ca, signer: delegate, certs: [delegate] };
    },
    'Good',
  ],
  [
    'its issuer, whose certificate comes with the answer',
    async () => {
      const issuer = await make({ subject: 'CN=Sub 2', issuer: ca, ca: true });
      return { issuer, signer: issuer, certs: [issuer] };
    },
    'Good',
  ],
  [
    'whom its issuer lets sign, both certificates with the answer',
    async () => {
      const issuer = await make({ subject: 'CN=Sub 2', issuer: ca, ca: true });
      const delegate = await make({ subject: 'CN=responder', issuer, uses: [ocspSigning] });
      return { issuer, signer: delegate, certs: [delegate, issuer] };
    },
    'Good',
  ],
  [
    'its issuer, whose certificate nobody has here',
    async () => {
      const issuer = await make({ subject: 'CN=Sub 2', issuer: ca, ca: true });
      return { issuer, signer: issuer, certs: [] };
    },
    'Failed',
  ],
  [
    'somebody else',
    async () => ({ issuer: ca, signer: await make({ subject: 'CN=V2G root', ca: true }), certs: [] }),
    'Failed',
  ],
  [
    'somebody else, who sends the name of the issuer along with another key',
    async () => {
      const impostor = await make({ subject: 'CN=V2G root', ca: true });
      return { issuer: ca, signer: impostor, certs: [impostor] };
    },
    'Failed',
  ],
  [
    'another of that issuer’s certificates, which may not sign',
    async () => {
      const plain = await make({ subject: 'CN=responder', issuer: ca });
      return { issuer: ca, signer: plain, certs: [plain] };
    },
    'Failed',
  ],
];
for (const [who, made, status] of byHashes)
  test(`what a responder says of a certificate known by its hashes, signed by ${who}: ${status} (M07)`, async () => {
    const { issuer, signer, certs } = await made();
    try {
      for (const behaviour of ['good', 'revoked'] as const) {
        Object.assign(responder, { behaviour, signer, certs });
        const leaf = await make({ subject: 'CN=leaf', issuer });
        const certificateHashData = hashOf(leaf.certificate, issuer.certificate);
        const { certificateStatus } = await send('GetCertificateChainStatus', {
          certificateStatusRequests: [{ certificateHashData, source: 'OCSP', urls: [responder.url] }],
        });
        // Neither a good word nor a bad one is believed of those who may not say it.
        const believed = behaviour === 'good' ? 'Good' : 'Revoked';
        assert.equal(certificateStatus[0].status, status === 'Good' ? believed : 'Failed');
      }
    } finally {
      Object.assign(responder, { signer: ca, certs: [], behaviour: 'good' });
    }
  });

test('a list is believed where its issuer is known here and signed it', async () => {
  const [leaf, strange] = [
    await make({ subject: 'CN=leaf', issuer: ca }),
    await make({ subject: 'CN=Sub 2', issuer: ca, ca: true }),
  ];
  const below = await make({ subject: 'CN=leaf', issuer: strange });
  const impostor = await make({ subject: 'CN=V2G root', ca: true });
  for (const [about, issuer, signer, status] of [
    [leaf, ca, ca, 'Revoked'],
    [leaf, ca, impostor, 'Failed'],
    [below, strange, strange, 'Failed'],
  ] as const) {
    const list = await x509.X509CrlGenerator.create({
      issuer: issuer.certificate.subject,
      nextUpdate: new Date(Date.now() + 3_600_000),
      entries: [{ serialNumber: about.certificate.serialNumber, revocationDate: new Date() }],
      signingKey: signer.keys.privateKey,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    });
    const served = await serveList(Buffer.from(list.rawData));
    const certificateHashData = hashOf(about.certificate, issuer.certificate);
    const { certificateStatus } = await send('GetCertificateChainStatus', {
      certificateStatusRequests: [{ certificateHashData, source: 'CRL', urls: [served.url] }],
    });
    served.server.close();
    assert.equal(certificateStatus[0].status, status);
  }
});

test('a station is not handed what others signed in the name of a root of ours; of issuers unknown here it checks that itself', async () => {
  const impostor = await make({ subject: 'CN=V2G root', ca: true });
  const strange = await make({ subject: 'CN=Sub 2', ca: true });
  for (const [issuer, signer, status] of [
    [ca, impostor, 'Failed'],
    [strange, impostor, 'Accepted'],
  ] as const) {
    Object.assign(responder, { behaviour: 'good', signer, certs: [] });
    const leaf = await make({ subject: 'CN=leaf', issuer });
    const names = hashOf(leaf.certificate, issuer.certificate);
    const answer = await send('GetCertificateStatus', {
      ocspRequestData: { ...names, responderURL: responder.url },
    });
    assert.equal(answer.status, status);
  }
  Object.assign(responder, { signer: ca, certs: [] });
});

test('an answer that is signed by Ed25519 is checked too; a kind of signature that is not known here counts as unchecked', async () => {
  const modern = await make({ subject: 'CN=V2G20 root', ca: true, algorithm: ed25519 });
  const ask = async (signer: Made, algorithm: string) => {
    Object.assign(responder, { behaviour: 'good', signer, certs: [modern], algorithm });
    const leaf = await make({ subject: 'CN=leaf', issuer: modern });
    const names = hashOf(leaf.certificate, modern.certificate);
    const ocspRequestData = { ...names, responderURL: responder.url };
    const { certificateStatus } = await send('GetCertificateChainStatus', {
      certificateStatusRequests: [{ certificateHashData: names, source: 'OCSP', urls: [responder.url] }],
    });
    return [certificateStatus[0].status, (await send('GetCertificateStatus', { ocspRequestData })).status];
  };
  const before = responder.algorithm;
  const [ed, pss] = ['1.3.101.112', '1.2.840.113549.1.1.10'];
  assert.deepEqual(await ask(modern, ed), ['Good', 'Accepted']);
  const impostor = await make({ subject: 'CN=V2G20 root', ca: true, algorithm: ed25519 });
  assert.deepEqual(await ask(impostor, ed), ['Failed', 'Failed']);
  assert.deepEqual(await ask(modern, pss), ['Failed', 'Accepted'], 'the station may know it');
  Object.assign(responder, { signer: ca, certs: [], algorithm: before });
});
