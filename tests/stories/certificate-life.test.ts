import assert from 'node:assert/strict';
import type { webcrypto } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../ocpp/versions.js';
import * as x509 from '../../ocpp/x509.js';
import { filesOf, keyPem, keysOf, type Made, make, request, serverAuth } from '../support/certificates.js';
import { until } from '../support/until.js';
import { type Chain, openChain } from './chain.js';
import { type Credentials, type StrictClient, strictClient } from './strict-client.js';

let chain: Chain;
let ca: Made;
before(async () => {
  ca = await make({ subject: 'CN=Server CA', ca: true });
  const server = await make({
    subject: 'CN=localhost',
    issuer: ca,
    hosts: ['127.0.0.1'],
    uses: [serverAuth],
  });
  const files = await filesOf({ cert: server.cert, key: server.key });
  chain = await openChain({
    environment: {
      ...{ TLS_CERT_FILE: files.cert, TLS_KEY_FILE: files.key, UNKNOWN_STATIONS: 'reject' },
      ...{ SECRET: 'a secret of the certificate story', CRL_URL: 'http://crl.example' },
    },
  });
});
after(() => chain.stop());

const password = 'first-password-of-it';
const boot: Record<OcppVersion, object> = {
  'ocpp1.6': { chargePointVendor: 'V', chargePointModel: 'M' },
  'ocpp2.0.1': { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } },
  'ocpp2.1': { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } },
};

/** How a station of each version is told to come with profile 3 (A_19, 083). */
const raise: Record<OcppVersion, (id: string) => Promise<unknown>> = {
  'ocpp1.6': (id) =>
    chain.read(
      'mutation ($id: ID!) { ocpp16ChangeConfiguration(stationId: $id, request: { key: "SecurityProfile", value: "3" }) { state } }',
      { id },
    ),
  'ocpp2.0.1': (id) => chain.read(networkProfile('ocpp201', 'OCPP20'), { id }),
  'ocpp2.1': (id) => chain.read(networkProfile('ocpp21', 'OCPP20'), { id }),
};
const networkProfile = (version: string, ocppVersion: string) => `mutation ($id: ID!) {
  ${version}SetNetworkProfile(stationId: $id, request: { configurationSlot: 1, connectionData: {
    ocppVersion: ${ocppVersion}, ocppTransport: JSON, ocppCsmsUrl: "wss://csms.example", messageTimeout: 30,
    securityProfile: 3, ocppInterface: Wired0 } }) { state }
}`;

/** A charger that makes keys and requests when it is triggered, and keeps what it is sent. */
class Charger {
  client: StrictClient;
  keys: webcrypto.CryptoKeyPair[] = [];
  certificates: string[] = [];

  constructor(
    readonly id: string,
    readonly version: OcppVersion,
    credentials: Credentials,
  ) {
    this.client = strictClient(chain.secureUrl, id, version, {
      ...credentials,
      wsOpts: { ca: ca.cert, ...credentials.wsOpts },
    });
    const trigger = version === 'ocpp1.6' ? 'ExtendedTriggerMessage' : 'TriggerMessage';
    this.client.on(trigger, () => {
      void this.#asks();
      return { status: 'Accepted' };
    });
    this.client.on('CertificateSigned', ({ certificateChain }) => {
      this.certificates.push(certificateChain);
      return { status: 'Accepted' };
    });
    this.client.on('ChangeConfiguration', () => ({ status: 'Accepted' }));
    this.client.on('SetNetworkProfile', () => ({ status: 'Accepted' }));
  }

  async comes(): Promise<this> {
    await this.client.connect();
    assert.equal((await this.client.call('BootNotification', boot[this.version])).status, 'Accepted');
    return this;
  }

  async #asks(): Promise<void> {
    const keys = await keysOf();
    this.keys.push(keys);
    const { status } = await this.client.call('SignCertificate', {
      csr: await request(`CN=${this.id},O=Maker`, keys),
    });
    assert.equal(status, 'Accepted');
  }

  async goes(): Promise<void> {
    assert.deepEqual(this.client.complaints, []);
    await this.client.close();
  }
}

const renew = (id: string) =>
  chain.read('mutation ($id: ID!) { triggerCertificateRenewal(stationId: $id) { answer { accepted } } }', {
    id,
  });
const issued = async (id: string) =>
  (
    await chain.read(
      'query ($id: ID!) { station(id: $id) { securityProfile issuedCertificates { nodes { id subject delivery fingerprint serialNumber revokedAt } } } }',
      { id },
    )
  ).station;

for (const version of ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const)
  test(`${version}: a certificate's whole life: asked for, delivered, shown on profile 3, renewed, revoked, refused (A_07, A_11, A_19, 074, 083)`, async () => {
    const id = `life ${version}`;
    await chain.read(
      'mutation ($id: ID!, $password: String!) { createStation(input: { id: $id, securityProfile: 2, password: $password }) { id } }',
      { id, password },
    );
    const first = await new Charger(id, version, { password }).comes();
    assert.equal((await renew(id)).triggerCertificateRenewal.answer.accepted, true);
    await until('first certificate', () => first.certificates.length === 1);
    await until(
      'delivered',
      async () => (await issued(id)).issuedCertificates.nodes[0]?.delivery === 'ACCEPTED',
    );
    const text = first.certificates[0] as string;
    const chainOf = x509.PemConverter.decode(text).map((der) => new x509.X509Certificate(der));
    assert.deepEqual(
      chainOf.map(({ subject }) => subject),
      [`O=ChargeQL, CN=${id}`, 'O=ChargeQL, CN=ChargeQL Station CA'],
    );
    await raise[version](id);
    await first.goes();

    const shows = async (from: Charger, number = 0): Promise<Credentials> => ({
      wsOpts: {
        cert: from.certificates[number] as string,
        key: await keyPem(from.keys[number] as webcrypto.CryptoKeyPair),
      },
    });
    const old = await shows(first);
    const second = await new Charger(id, version, old).comes();
    assert.equal((await issued(id)).securityProfile, 3);
    // Below what it has come with once, it is refused from now on.
    await assert.rejects(new Charger(id, version, { password }).client.connect(), /Forbidden/);

    await renew(id);
    await until('renewed certificate', () => second.certificates.length === 1);
    await until(
      'delivered',
      async () => (await issued(id)).issuedCertificates.nodes[0]?.delivery === 'ACCEPTED',
    );
    await second.goes();
    const fresh = await shows(second);
    const third = await new Charger(id, version, fresh).comes();

    const [newer, older] = (await issued(id)).issuedCertificates.nodes;
    const revoke = (certificate: string, reason: string) =>
      chain.read(
        `mutation ($id: ID!) { revokeCertificate(id: $id, reason: ${reason}) { revokedAt revokedBy } }`,
        { id: certificate },
      );
    await revoke(older.id, 'SUPERSEDED');
    await assert.rejects(new Charger(id, version, old).client.connect(), /Forbidden/);
    assert.equal(
      (await third.client.call('Heartbeat', {})).currentTime !== undefined,
      true,
      'the newer one still holds',
    );
    await revoke(newer.id, 'KEY_COMPROMISE');
    await until(
      'its connection ended',
      async () =>
        !(await chain.read('query ($id: ID!) { station(id: $id) { online } }', { id })).station.online,
    );
    await third.client.close();
    await assert.rejects(new Charger(id, version, fresh).client.connect(), /Forbidden/);
    const { refusedHandshakes } = await chain.read(
      'query ($id: ID!) { refusedHandshakes(filter: { stationId: $id }, first: 1) { nodes { reason } } }',
      { id },
    );
    assert.equal(refusedHandshakes.nodes[0].reason, 'the client certificate was revoked');

    const { certificateAuthorities } = await chain.read('{ certificateAuthorities { id role certificate } }');
    const station = certificateAuthorities.find(({ role }: { role: string }) => role === 'STATION');
    const serials = await until('both in the list', async () => {
      const response = await fetch(`${chain.api}/crl/${station.id}.crl`);
      if (response.status !== 200) return false;
      const list = new x509.X509Crl(Buffer.from(await response.arrayBuffer()));
      assert.ok(await list.verify({ publicKey: new x509.X509Certificate(station.certificate).publicKey }));
      const listed = list.entries.map(({ serialNumber }) => serialNumber);
      return listed.includes(newer.serialNumber) && listed.includes(older.serialNumber) && listed;
    });
    assert.ok(serials.length >= 2);
  });
