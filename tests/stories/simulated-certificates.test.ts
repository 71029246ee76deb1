import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ocppVersions } from '../../ocpp/versions.js';
import { type Fleet, startFleet } from '../../simulator/fleet.js';
import { filesOf, type Made, make, serverAuth } from '../support/certificates.js';
import { until } from '../support/until.js';
import { type Chain, openChain } from './chain.js';

let chain: Chain;
let ca: Made;
let fleet: Fleet;
const credentials = (id: string) => ({ ca: ca.cert, password: `first-password-of-${id}` });
const idOf = (version: string): string => `own-${version}`;

before(async () => {
  ca = await make({ subject: 'CN=Server CA', ca: true });
  const server = await make({ subject: 'CN=gateway', issuer: ca, hosts: ['127.0.0.1'], uses: [serverAuth] });
  const files = await filesOf({ cert: server.cert, key: server.key });
  chain = await openChain({
    environment: {
      ...{ TLS_CERT_FILE: files.cert, TLS_KEY_FILE: files.key, UNKNOWN_STATIONS: 'reject' },
      SECRET: 'a secret of the simulated certificate story',
    },
  });
  for (const version of ocppVersions)
    await chain.read(
      'mutation ($id: ID!, $password: String!) { createStation(input: { id: $id, securityProfile: 2, password: $password }) { id } }',
      { id: idOf(version), password: credentials(idOf(version)).password },
    );
  fleet = startFleet({
    ...{ url: chain.secureUrl, credentials, speed: 100, reconnect: { minMs: 20, maxMs: 200 } },
    stations: ocppVersions.map((version) => ({ id: idOf(version), version })),
  });
});
after(async () => {
  await fleet.stop();
  await chain.stop();
});

const certificatesOf = async (id: string) =>
  (
    await chain.read(
      'query ($id: ID!) { station(id: $id) { securityProfile issuedCertificates { nodes { id delivery fingerprint } } } }',
      { id },
    )
  ).station;
/** The newest, once the station has it. */
const renewed = async (id: string, count: number) => {
  await chain.read(
    'mutation ($id: ID!) { triggerCertificateRenewal(stationId: $id) { answer { accepted } } }',
    {
      id,
    },
  );
  return until('renewed', async () => {
    const { nodes } = (await certificatesOf(id)).issuedCertificates;
    return nodes.length === count && nodes[0].delivery === 'ACCEPTED' && nodes[0];
  });
};
/** SHA-256 of what the station has shown. */
const shownBy = async (id: string): Promise<string> =>
  (
    await chain.pool.query('select certificate_fingerprint as shown from charging_station where id = $1', [
      id,
    ])
  ).rows[0].shown;

const raise16 = `mutation ($id: ID!) {
  ocpp16ChangeConfiguration(stationId: $id, request: { key: "SecurityProfile", value: "3" }) { answer { status } } }`;
/** 2.x: a network profile of its own, which gets priority and counts from the next boot on (A05). */
const raise2 = (version: string): string => `mutation ($id: ID!, $url: String!) {
  ${version}SetNetworkProfile(stationId: $id, request: { configurationSlot: 2, connectionData: {
    ocppVersion: OCPP20, ocppTransport: JSON, ocppCsmsUrl: $url, messageTimeout: 30, securityProfile: 3, ocppInterface: Wired0
  } }) { answer { status } }
  ${version}SetVariables(stationId: $id, request: { setVariableData: [{ attributeValue: "2,1",
    component: { name: "OCPPCommCtrlr" }, variable: { name: "NetworkConfigurationPriority" } }] }) {
    answer { setVariableResult { attributeStatus } } }
  ${version}Reset(stationId: $id, request: { type: Immediate }) { answer { status } }
}`;
const raises: Record<string, string> = {
  'ocpp1.6': raise16,
  'ocpp2.0.1': raise2('ocpp201'),
  'ocpp2.1': raise2('ocpp21'),
};

for (const version of ocppVersions)
  test(`${version}: a simulated station gets its certificate, rises to profile 3 with it, renews it, and is turned away with a revoked one`, async () => {
    const id = idOf(version);
    const station = fleet.station(id);
    await station.until(({ isOnline }) => isOnline);
    const raise = async () => {
      const variables = version === 'ocpp1.6' ? { id } : { id, url: chain.secureUrl };
      return JSON.stringify(await chain.read(raises[version] as string, variables));
    };
    if (version === 'ocpp1.6') assert.match(await raise(), /Rejected/, 'there is nothing to show yet');
    const first = await renewed(id, 1);
    assert.equal(station.access.profile, 2, 'what it has is not shown before that is asked for');

    assert.doesNotMatch(await raise(), /Rejected/);
    await until('profile 3', async () => (await certificatesOf(id)).securityProfile === 3);
    assert.equal(await shownBy(id), first.fingerprint);
    assert.equal(station.model.value('SecurityProfile'), '3');
    await station.until(({ isOnline }) => isOnline);

    const second = await renewed(id, 2);
    await until('the new one is shown', async () => (await shownBy(id)) === second.fingerprint);
    await station.until(({ isOnline }) => isOnline);

    await chain.read('mutation ($id: ID!) { revokeCertificate(id: $id, reason: KEY_COMPROMISE) { id } }', {
      id: second.id,
    });
    await station.until(({ isOnline }) => !isOnline);
    await until('refusal', () =>
      new RegExp(`${id}: refused with 403: .*revoked`).test(station.tally.lastTrouble),
    );
  });
