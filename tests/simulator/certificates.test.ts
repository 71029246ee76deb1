import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type CertificateHash, hashOf, isSameHash } from '../../ocpp/certificate-hash.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import * as x509 from '../../ocpp/x509.js';
import { clientAuth, keysOf, type Made, make } from '../support/certificates.js';
import { accepted, call, csms } from './one-station.js';

let root: Made;
let issuer: Made;
let other: Made;
before(async () => {
  root = await make({ subject: 'CN=Root', ca: true });
  issuer = await make({ subject: 'CN=Station CA', issuer: root, ca: true });
  other = await make({ subject: 'CN=Other root', ca: true });
});

interface Words {
  version: OcppVersion;
  trigger: () => Promise<Record<string, unknown>>;
  csmsRoot: string;
  unfit: string;
  /** The names in an answer to GetInstalledCertificateIds. */
  names: (answer: Record<string, unknown>) => CertificateHash[];
  /** What asks for those of one type. */
  types: (type: string) => Record<string, unknown>;
}

const v2 = {
  trigger: () => call('TriggerMessage', { requestedMessage: 'SignChargingStationCertificate' }),
  csmsRoot: 'CSMSRootCertificate',
  unfit: 'InvalidChargingStationCertificate',
  names: ({ certificateHashDataChain = [] }: Record<string, unknown>) =>
    (certificateHashDataChain as { certificateHashData: CertificateHash }[]).map(
      ({ certificateHashData }) => certificateHashData,
    ),
  types: (type: string) => ({ certificateType: [type] }),
};
const dialects: Words[] = [
  {
    version: 'ocpp1.6',
    trigger: () => call('ExtendedTriggerMessage', { requestedMessage: 'SignChargePointCertificate' }),
    csmsRoot: 'CentralSystemRootCertificate',
    unfit: 'InvalidChargePointCertificate',
    names: ({ certificateHashData = [] }) => certificateHashData as CertificateHash[],
    types: (type) => ({ certificateType: type }),
  },
  { version: 'ocpp2.0.1', ...v2 },
  { version: 'ocpp2.1', ...v2 },
];

/** What our authority makes of a request; of another key where one is given. */
async function signed(csr: string, more: { to?: number; keys?: Made['keys'] } = {}): Promise<string> {
  const asked = new x509.Pkcs10CertificateRequest(csr);
  const leaf = await x509.X509CertificateGenerator.create({
    ...{ serialNumber: '5a01', subject: asked.subject, issuer: issuer.certificate.subject },
    notBefore: new Date(Date.now() - 3 * 86_400_000),
    notAfter: new Date(Date.now() + (more.to ?? 30) * 86_400_000),
    publicKey: more.keys?.publicKey ?? asked.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([clientAuth]),
    ],
  });
  return `${leaf.toString('pem')}\n${issuer.cert}`;
}

for (const { version, trigger, unfit } of dialects)
  test(`${version}: asked to, it makes a key and a request, and takes a certificate for that key only (A02)`, async () => {
    const { station } = await accepted(version);
    csms.answers = { SignCertificate: () => ({ status: 'Accepted' }) };
    const sign = async (certificateChain: string, more: object = {}) =>
      (await call('CertificateSigned', { certificateChain, ...more })).status;

    assert.equal(await sign(await signed(await strangersRequest())), 'Rejected', 'none was asked for');
    assert.deepEqual(await trigger(), { status: 'Accepted' });
    const { csr, requestId } = await csms.hears('SignCertificate');
    const request = new x509.Pkcs10CertificateRequest(String(csr));
    assert.ok(await request.verify());
    assert.deepEqual(
      [request.subjectName.getField('CN'), request.subjectName.getField('O')],
      [['A'], ['ChargeQL']],
    );
    assert.equal(requestId, version === 'ocpp2.1' ? 1 : undefined);

    assert.equal(await sign('no certificate'), 'Rejected');
    assert.equal(await sign(await signed(String(csr), { keys: await keysOf() })), 'Rejected');
    assert.equal(await sign(await signed(String(csr), { to: -1 })), 'Rejected');
    assert.equal(await sign((await signed(String(csr))).replace(issuer.cert, other.cert)), 'Rejected');
    if (version === 'ocpp2.1')
      assert.equal(await sign(await signed(String(csr)), { requestId: 99 }), 'Rejected');
    await csms.hears('SecurityEventNotification', ({ type }) => type === unfit, 5);
    assert.equal(station.certificates.held('ChargingStationCertificate'), undefined);

    const chain = await signed(String(csr));
    assert.equal(await sign(chain), 'Accepted');
    assert.equal(station.certificates.held('ChargingStationCertificate')?.cert, chain);
    assert.equal(await sign(chain), 'Rejected', 'it has come already');
    assert.equal(csms.handshakes.length, 1, 'below profile 3 it is not shown');
    assert.deepEqual(csms.breaches, []);
  });

const strangersRequest = async (): Promise<string> =>
  (
    await x509.Pkcs10CertificateRequestGenerator.create({
      name: 'CN=A',
      keys: await keysOf(),
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    })
  ).toString('pem');

test('what was asked for and does not come is asked for again, after ever longer waits (A02.FR.17 to 19)', async () => {
  await accepted('ocpp2.0.1', { variables: { CertSigningWaitMinimum: '1', CertSigningRepeatTimes: '1' } });
  csms.answers = { SignCertificate: () => ({ status: 'Accepted' }) };
  await v2.trigger();
  await csms.hears('SignCertificate', () => true, 2);
  const [first, second] = csms.heard.filter(({ action }) => action === 'SignCertificate');
  assert.ok(first && second && second.at - first.at >= 950);
  assert.deepEqual(first.payload, second.payload);
});

test('a request that the CSMS rejects is over', async () => {
  const { station } = await accepted('ocpp2.1');
  csms.answers = { SignCertificate: () => ({ status: 'Rejected' }) };
  await v2.trigger();
  const { csr } = await csms.hears('SignCertificate');
  await station.until(({ tally }) => /signs no ChargingStationCertificate/.test(tally.lastTrouble));
  const { status } = await call('CertificateSigned', { certificateChain: await signed(String(csr)) });
  assert.equal(status, 'Rejected');
});

for (const { version, csmsRoot, names, types } of dialects)
  test(`${version}: roots are installed, listed by their hashes and deleted (M03, M04, M05)`, async () => {
    await accepted(version);
    const install = async (certificate: string, certificateType = csmsRoot) =>
      (await call('InstallCertificate', { certificateType, certificate })).status;
    const list = (type = csmsRoot) => call('GetInstalledCertificateIds', types(type));
    const remove = async (certificateHashData: CertificateHash) =>
      (await call('DeleteCertificate', { certificateHashData })).status;

    assert.deepEqual(await list(), { status: 'NotFound' });
    const leaf = await make({ subject: 'CN=leaf', issuer: root });
    const old = await make({ subject: 'CN=old', ca: true, from: -10, to: -1 });
    for (const wrong of ['no certificate', leaf.cert, old.cert, issuer.cert])
      assert.equal(await install(wrong), 'Rejected', wrong);
    assert.equal(await install(root.cert), 'Accepted');
    assert.equal(await install(root.cert), 'Accepted', 'once more is no matter');
    assert.equal(await install(issuer.cert), 'Accepted', 'its issuer is known now');
    assert.equal(await install(other.cert, 'ManufacturerRootCertificate'), 'Accepted');

    const hashes = [
      hashOf(root.certificate, root.certificate),
      hashOf(issuer.certificate, root.certificate),
    ] as const;
    assert.deepEqual(names(await list()), hashes);
    assert.equal(names(await list('ManufacturerRootCertificate')).length, 1);
    if (version !== 'ocpp1.6') assert.equal(names(await call('GetInstalledCertificateIds')).length, 3);

    const inLonger = hashOf(root.certificate, root.certificate, 'SHA512');
    assert.equal(await remove(inLonger), 'Accepted', 'by whichever algorithm it is named');
    assert.equal(await remove(hashes[0]), 'NotFound');
    assert.ok(isSameHash(names(await list())[0] as CertificateHash, hashes[1]));
    assert.equal(await remove(hashes[1]), 'Accepted');
    assert.deepEqual(await list(), { status: 'NotFound' });
    assert.deepEqual(csms.breaches, []);
  });

test('what it was built to trust is listed, and the last of it can not be deleted; room is limited', async () => {
  await accepted('ocpp2.1', { credentials: () => ({ ca: root.cert }) });
  const answer = await call('GetInstalledCertificateIds');
  const hash = hashOf(root.certificate, root.certificate);
  assert.deepEqual(v2.names(answer), [hash]);
  const remove = () => call('DeleteCertificate', { certificateHashData: hash });
  assert.deepEqual(await remove(), { status: 'Failed' });
  const statuses = new Set<unknown>();
  for (let i = 0; i < 12; i++) {
    const { cert } = await make({ subject: `CN=Root ${i}`, ca: true });
    const wanted = { certificateType: 'CSMSRootCertificate', certificate: cert };
    statuses.add((await call('InstallCertificate', wanted)).status);
    if (i === 0) assert.equal((await remove()).status, 'Accepted');
  }
  assert.deepEqual([...statuses], ['Accepted']);
  const last = await make({ subject: 'CN=One too many', ca: true });
  const refused = await call('InstallCertificate', {
    certificateType: 'CSMSRootCertificate',
    certificate: last.cert,
  });
  assert.deepEqual(refused.statusInfo, {
    reasonCode: 'InvalidCertificate',
    additionalInfo: 'there is no room for more',
  });
});
