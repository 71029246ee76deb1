import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hashOf } from '../../ocpp/certificate-hash.js';
import { type Made, make } from '../support/certificates.js';
import { until } from '../support/until.js';
import { type Chain, openChain } from './chain.js';
import { strictClient } from './strict-client.js';

let chain: Chain;
let root: Made;
let other: Made;
before(async () => {
  chain = await openChain();
  root = await make({ subject: 'CN=Root of ours', ca: true });
  other = await make({ subject: 'CN=Root of others', ca: true });
});
after(() => chain.stop());

const hash = ({ certificate }: Made) => hashOf(certificate, certificate);
const boot = { 'ocpp1.6': { chargePointVendor: 'V', chargePointModel: 'M' } };
const boot2 = { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } };
const shown = async (id: string) =>
  (
    await chain.read(
      'query ($id: ID!) { station(id: $id) { installedCertificates { nodes { id certificateType subject serialNumber notAfter installedAt } } } }',
      { id },
    )
  ).station.installedCertificates.nodes;

/** [version, what it calls the root of a CSMS] */
const dialects = [
  ['ocpp1.6', 'CentralSystemRootCertificate'],
  ['ocpp2.0.1', 'CSMSRootCertificate'],
  ['ocpp2.1', 'CSMSRootCertificate'],
] as const;
for (const [version, type] of dialects)
  test(`${version}: what a station has installed is known by what it says (M_01, M_13, M_18 to M_21)`, async () => {
    const id = `holds ${version}`;
    const client = strictClient(chain.url, id, version);
    let status = 'Accepted';
    let has: Made[] = [];
    client.on('InstallCertificate', ({ certificateType }) => {
      assert.equal(certificateType, type);
      return { status };
    });
    client.on('GetInstalledCertificateIds', ({ certificateType }) => {
      if (has.length === 0 || (version === 'ocpp1.6' && certificateType !== type))
        return { status: 'NotFound' };
      const hashes = has.map(hash);
      return version === 'ocpp1.6'
        ? { status: 'Accepted', certificateHashData: hashes }
        : {
            status: 'Accepted',
            certificateHashDataChain: hashes.map((each) => ({
              certificateType: type,
              certificateHashData: each,
            })),
          };
    });
    client.on('DeleteCertificate', ({ certificateHashData }) => {
      assert.deepEqual(certificateHashData, hash(root));
      return { status: 'Accepted' };
    });
    await client.connect();
    await client.call('BootNotification', version === 'ocpp1.6' ? boot['ocpp1.6'] : boot2);

    const install = (certificate: string) =>
      chain.read(
        'mutation ($id: ID!, $certificate: String!) { installCertificate(stationId: $id, use: CSMS, certificate: $certificate) { answer { status accepted } } }',
        { id, certificate },
      );
    status = 'Rejected';
    await install(root.cert);
    assert.deepEqual(await shown(id), []);
    status = 'Accepted';
    assert.equal((await install(root.cert)).installCertificate.answer.accepted, true);
    const [installed] = await until('installed', async () => (await shown(id)).length === 1 && shown(id));
    assert.deepEqual([installed.certificateType, installed.subject], [type, 'CN=Root of ours']);
    assert.equal(installed.serialNumber, hash(root).serialNumber);
    assert.equal(Date.parse(installed.notAfter), root.certificate.notAfter.getTime());
    assert.ok(installed.installedAt);

    has = [root, other];
    const refresh = () =>
      chain.read(
        'mutation ($id: ID!) { refreshInstalledCertificates(stationId: $id) { answer { status } } }',
        { id },
      );
    assert.equal((await refresh()).refreshInstalledCertificates.answer.status, 'Accepted');
    await until('both', async () => (await shown(id)).length === 2);
    assert.ok(
      (await shown(id)).some(({ subject }: { subject: string | null }) => subject === null),
      'of others we know the name only',
    );
    has = [root];
    await refresh();
    await until('one is gone', async () => (await shown(id)).length === 1);
    const [left] = await shown(id);
    assert.equal(left.subject, 'CN=Root of ours');
    await chain.read('mutation ($id: ID!) { deleteCertificate(id: $id) { answer { accepted } } }', {
      id: left.id,
    });
    await until('deleted', async () => (await shown(id)).length === 0);
    has = [];
    assert.equal((await refresh()).refreshInstalledCertificates.answer.status, 'NotFound');

    const leaf = await make({ subject: 'CN=leaf', issuer: root });
    const old = await make({ subject: 'CN=old', ca: true, from: -10, to: -1 });
    for (const [certificate, words] of [
      [leaf.cert, /certificate authority; this one is not/],
      [old.cert, /has expired/],
      ['nonsense', /certificate in PEM/],
    ] as const)
      await assert.rejects(install(certificate), words);
    assert.deepEqual(client.complaints, []);
    await client.close();
  });
