import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openAuthorities } from '../../../handlers/security/certificate-authority.js';
import { fitted, retryDeliveries } from '../../../handlers/security/deliveries.js';
import { renewExpiring } from '../../../handlers/security/issued-certificates.js';
import { hashOf } from '../../../ocpp/certificate-hash.js';
import { openPool } from '../../../platform/database/pool.js';
import { unseal } from '../../../platform/secrets.js';
import { ec, filesOf, keysOf, make, request, rsa } from '../../support/certificates.js';
import { openWire, versions, type Wire } from '../wire.js';

const SECRET = 'a secret to seal keys with';
let wire: Wire;
before(async () => {
  wire = await openWire({ SECRET });
  for (const version of versions) await wire.station(version, version);
});
after(() => wire.close());

const asks = (version: (typeof versions)[number], payload: object, from = wire) =>
  from.send({ station: version, version, action: 'SignCertificate', payload });
const orders = (station: string, action = 'CertificateSigned') =>
  wire.rows<{ payload: { certificateChain: string; certificateType?: string; requestId?: number } }>(
    `select payload from command where station_id = $1 and action = $2 order by created_at`,
    [station, action],
  );
const named = async (station: string, algorithm: Parameters<typeof keysOf>[0] = ec) =>
  request(`CN=${station}`, await keysOf(algorithm));

for (const version of versions)
  test(`${version}: a request is signed by our authority, and the chain is ordered to its station`, async () => {
    for (const algorithm of [ec, rsa(), { ...ec, namedCurve: 'P-384' } as never]) {
      const csr = await named(version, algorithm);
      const { status } = await asks(version, { csr });
      assert.equal(status, 'Accepted');
      const { payload } = (await orders(version)).at(-1) as Awaited<ReturnType<typeof orders>>[number];
      const [leaf, issuer, ...more] = payload.certificateChain
        .split(/(?<=-----END CERTIFICATE-----)\s*/)
        .filter(Boolean)
        .map((pem) => new X509Certificate(pem)) as [X509Certificate, X509Certificate];
      assert.equal(more.length, 0, 'without the root');
      assert.ok(leaf.checkIssued(issuer) && leaf.verify(issuer.publicKey));
      assert.deepEqual([leaf.ca, issuer.ca, leaf.subject], [false, true, `O=ChargeQL\nCN=${version}`]);
      assert.equal(payload.certificateType, version === 'ocpp1.6' ? undefined : 'ChargingStationCertificate');
      // Told again, it is sent again, not made again.
      const count = async () =>
        (await wire.rows('select from issued_certificate where station_id = $1', [version])).length;
      const before = await count();
      assert.equal((await asks(version, { csr })).status, 'Accepted');
      assert.equal(await count(), before);
      assert.equal((await orders(version)).at(-1)?.payload.certificateChain, payload.certificateChain);
    }
  });

test('ISO 15118: an authority of its own, whose certificates open no door; 2.1 names its request and root (A_12)', async () => {
  const csr = await named('SECC of somebody');
  const root = (await openAuthorities(wire.pool, wire.settings))?.V2G.root;
  assert.ok(root);
  const hashRootCertificate = hashOf(root, root);
  for (const certificateType of ['V2GCertificate', 'V2G20Certificate'])
    assert.equal(
      (await asks('ocpp2.1', { csr, certificateType, requestId: 7, hashRootCertificate })).status,
      'Accepted',
    );
  const [v2g, v2g20] = (await orders('ocpp2.1')).slice(-2).map(({ payload }) => payload);
  assert.deepEqual(
    [v2g?.certificateType, v2g20?.certificateType, v2g?.requestId],
    ['V2GCertificate', 'V2G20Certificate', 7],
  );
  const issuerOf = (text = '') => new X509Certificate(text).issuer.split('\n').at(-1);
  assert.deepEqual(
    [issuerOf(v2g?.certificateChain), issuerOf(v2g20?.certificateChain)],
    ['CN=ChargeQL V2G CA', 'CN=ChargeQL V2G20 CA'],
  );
  const other = { ...hashRootCertificate, serialNumber: '1' };
  const refused = await asks('ocpp2.1', {
    csr,
    certificateType: 'V2GCertificate',
    hashRootCertificate: other,
  });
  assert.match(refused.statusInfo.additionalInfo, /the root it asks for is not ours/);
});

/** [what is wrong, the request, the words] (A_14) */
const wrong: [string, () => Promise<string>, RegExp][] = [
  ['for another station', () => named('somebody else'), /names "somebody else", not the station/],
  ['by a weak key', () => named('ocpp2.0.1', rsa(1024)), /neither RSA of 2048 bits or more nor EC/],
  [
    'no request',
    async () => '-----BEGIN CERTIFICATE REQUEST-----\nMIH\n-----END CERTIFICATE REQUEST-----',
    /no PKCS #10 request/,
  ],
  [
    'not signed by its key',
    async () => {
      const pem = await named('ocpp2.0.1');
      const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
      // A byte of the signature.
      der.writeUInt8((der.at(-1) as number) ^ 1, der.length - 1);
      return `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
    },
    /signature does not fit/,
  ],
];
for (const [what, csr, words] of wrong)
  test(`a request that is ${what} is refused, and why is kept`, async () => {
    const before = (await orders('ocpp2.0.1')).length;
    const answer = await asks('ocpp2.0.1', { csr: await csr() });
    assert.equal(answer.status, 'Rejected');
    assert.match(answer.statusInfo.additionalInfo, words);
    const [row] = await wire.rows(
      `select status, problem from certificate_signing_request where station_id = 'ocpp2.0.1' order by id desc limit 1`,
    );
    assert.equal(row?.status, 'Rejected');
    assert.match(String(row?.problem), words);
    assert.equal((await orders('ocpp2.0.1')).length, before);
  });

test('the keys lie sealed; several processes share one authority, and nobody opens them with another secret', async () => {
  const { rows } = await wire.pool.query('select role, sealed_key from certificate_authority order by role');
  assert.deepEqual(
    rows.map(({ role }) => role),
    ['ROOT', 'STATION', 'V2G', 'V2G20'],
  );
  for (const { sealed_key } of rows) {
    assert.ok(!/PRIVATE|MIG/.test(sealed_key.slice(0, 4)));
    assert.throws(() => unseal(sealed_key, 'another secret, as long', 'certificate authorities'));
    assert.throws(() => unseal(sealed_key, SECRET, 'commands'));
  }
  const other = openPool(wire.pool.options.connectionString as string, {
    size: 2,
    name: 'other',
    scans: false,
  });
  const [mine, its] = await Promise.all(
    [wire.pool, other].map((pool) => openAuthorities(pool, wire.settings)),
  );
  assert.equal(mine?.STATION.certificate.serialNumber, its?.STATION.certificate.serialNumber);
  await other.end();
});

test('an authority from files signs instead of ours; one whose key is another’s ends the start', async () => {
  const ca = await make({ subject: 'CN=Operator CA,O=Operator', ca: true });
  const other = await make({ subject: 'CN=Other', ca: true });
  const files = await filesOf({ cert: ca.cert, key: ca.key, otherKey: other.key });
  const configured = await openWire({ CA_CERT_FILE: files.cert, CA_KEY_FILE: files.key });
  try {
    await configured.station('ocpp2.0.1', 'ocpp2.0.1');
    assert.equal((await asks('ocpp2.0.1', { csr: await named('ocpp2.0.1') }, configured)).status, 'Accepted');
    const [row] = await configured.rows<{ certificate_chain: string }>(
      'select certificate_chain from issued_certificate',
    );
    assert.ok(
      new X509Certificate(row?.certificate_chain ?? '').verify(new X509Certificate(ca.cert).publicKey),
    );
    const settings = { ...configured.settings, CA_KEY_FILE: files.otherKey };
    const pool = openPool(configured.pool.options.connectionString as string, {
      size: 1,
      name: 'x',
      scans: false,
    });
    await assert.rejects(openAuthorities(pool, settings), /CA_CERT_FILE and CA_KEY_FILE have to be/);
    await pool.end();
  } finally {
    await configured.close();
  }
});

test('a chain is cut to what the station takes, never within a certificate', () => {
  const block = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`;
  const chain = `${block('leaf')}\n${block('sub')}`;
  assert.equal(fitted(chain, 1000), chain);
  assert.equal(fitted(chain, block('leaf').length), block('leaf'));
  assert.equal(fitted(chain, 20), undefined);
});

test('what a station rejects, or does not answer, is sent again, three times in all (A_14)', async () => {
  const station = await wire.station('stubborn', 'ocpp2.0.1');
  await wire.send({
    station,
    version: 'ocpp2.0.1',
    action: 'SignCertificate',
    payload: { csr: await named(station) },
  });
  const silence = () =>
    wire.pool.query(
      `update command set state = 'TIMED_OUT', sent_at = now() - interval '1 hour' where station_id = $1`,
      [station],
    );
  const sent = async () => (await orders(station)).length;
  const standing = async () =>
    (
      await wire.rows<{ delivery: string }>('select delivery from issued_certificate where station_id = $1', [
        station,
      ])
    )[0]?.delivery;
  assert.equal(await sent(), 1);
  await retryDeliveries(wire.pool, wire.settings);
  assert.equal(await sent(), 1, 'one that is under way is waited for');
  for (const times of [2, 3]) {
    await silence();
    await retryDeliveries(wire.pool, wire.settings);
    assert.equal(await sent(), times);
  }
  await silence();
  const events = await retryDeliveries(wire.pool, wire.settings);
  assert.deepEqual([await sent(), await standing()], [3, 'FAILED']);
  assert.ok(events.some(({ type }) => type === 'CertificateDelivered'));
});

for (const version of versions)
  test(`${version}: of a certificate that ends soon is warned, and its station is asked for a new request, once a day`, async () => {
    const station = await wire.station(`ends ${version}`, version);
    await wire.send({ station, version, action: 'SignCertificate', payload: { csr: await named(station) } });
    await wire.pool.query(
      `update issued_certificate set delivery = 'ACCEPTED', not_after = now() + interval '10 days' where station_id = $1`,
      [station],
    );
    const events = await renewExpiring(wire.pool, wire.settings);
    assert.ok(events.some((event) => event.type === 'CertificateExpiring' && event.station === station));
    const action = version === 'ocpp1.6' ? 'ExtendedTriggerMessage' : 'TriggerMessage';
    const message = version === 'ocpp1.6' ? 'SignChargePointCertificate' : 'SignChargingStationCertificate';
    assert.deepEqual(
      (await orders(station, action)).map(({ payload }) => payload),
      [{ requestedMessage: message }],
    );
    await renewExpiring(wire.pool, wire.settings);
    assert.equal((await orders(station, action)).length, 1);
  });
