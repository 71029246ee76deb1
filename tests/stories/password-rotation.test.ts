import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../ocpp/versions.js';
import { startFleet } from '../../simulator/fleet.js';
import { until } from '../support/until.js';
import { type Chain, openChain } from './chain.js';
import { type StrictClient, strictClient } from './strict-client.js';

let chain: Chain;
before(async () => {
  chain = await openChain({
    environment: { UNKNOWN_STATIONS: 'reject', SECRET: 'a secret of the password story' },
  });
});
after(() => chain.stop());

const first = 'first-password-of-it';
const boot: Record<OcppVersion, object> = {
  'ocpp1.6': { chargePointVendor: 'V', chargePointModel: 'M' },
  'ocpp2.0.1': { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } },
  'ocpp2.1': { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } },
};

/** A station that takes new passwords, or does not; what it was told is in `told`. */
function station(id: string, version: OcppVersion, password: string, status = 'Accepted') {
  const client = strictClient(chain.url, id, version, { password });
  const told: string[] = [];
  client.on('ChangeConfiguration', ({ key, value }) => {
    assert.equal(key, 'AuthorizationKey');
    told.push(value);
    return { status };
  });
  client.on('SetVariables', ({ setVariableData: [{ component, variable, attributeValue }] }) => {
    told.push(attributeValue);
    return { setVariableResult: [{ component, variable, attributeStatus: status }] };
  });
  return { client, told };
}

async function comes(client: StrictClient, version: OcppVersion): Promise<void> {
  await client.connect();
  await client.call('BootNotification', boot[version]);
}
const refused = (id: string, version: OcppVersion, password: string) =>
  assert.rejects(station(id, version, password).client.connect(), /Unauthorized/);

const rotate = async (id: string, options = '') =>
  (
    await chain.read(
      `mutation ($id: ID!) { rotateStationPassword(stationId: $id ${options}) { password state answer { status accepted } command { id } } }`,
      { id },
    )
  ).rotateStationPassword;

const kept = async (id: string): Promise<string> =>
  (await chain.pool.query('select password_hash from charging_station where id = $1', [id])).rows[0]
    .password_hash;

/** Whatever we keep of it anywhere. */
async function traces(password: string): Promise<string[]> {
  const tables = [
    'command',
    'station_message',
    'station_event',
    'variable',
    'command_secret',
    'charging_station',
  ];
  const found: string[] = [];
  for (const table of tables) {
    const { rows } = await chain.pool.query(
      `select from ${table} as t where position(lower($1) in lower(t::text)) > 0`,
      [password],
    );
    if (rows.length > 0) found.push(table);
  }
  return found;
}

for (const version of ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const)
  test(`${version}: a password's whole cycle (A_09, A_10, 073)`, async () => {
    const id = `rotates ${version}`;
    await chain.read(
      'mutation ($id: ID!, $password: String!) { createStation(input: { id: $id, securityProfile: 1, password: $password }) { id } }',
      { id, password: first },
    );
    const refusing = station(id, version, first, 'Rejected');
    await comes(refusing.client, version);
    const no = await rotate(id);
    assert.deepEqual([no.state, no.answer.accepted], ['ANSWERED', false]);
    await refusing.client.close();
    await refused(id, version, no.password);

    const taking = station(id, version, first);
    await comes(taking.client, version);
    const yes = await rotate(id);
    assert.equal(yes.answer.accepted, true);
    assert.deepEqual(taking.told, [yes.password]);
    await taking.client.close();
    // Until the new one is used, both hold.
    const before = station(id, version, first);
    await comes(before.client, version);
    await before.client.close();
    const used = station(id, version, version === 'ocpp1.6' ? yes.password.toUpperCase() : yes.password);
    await comes(used.client, version);
    await used.client.close();
    await refused(id, version, first);

    // What waits for its station waits sealed.
    await until(
      'offline',
      async () =>
        !(await chain.read('query ($id: ID!) { station(id: $id) { online } }', { id })).station.online,
    );
    const waiting = await rotate(id, ', whenOffline: QUEUE');
    assert.equal(waiting.state, 'QUEUED');
    const later = station(id, version, yes.password);
    await comes(later.client, version);
    await until('told', () => later.told.includes(waiting.password), { ms: 20_000 });
    await until('accepted', async () => {
      const { command } = await chain.read('query ($id: ID!) { command(id: $id) { state } }', {
        id: waiting.command.id,
      });
      return command.state === 'ANSWERED';
    });
    await later.client.close();
    const last = station(id, version, waiting.password);
    await comes(last.client, version);
    await last.client.close();
    assert.match(await kept(id), /^\$hmac-sha256\$/, 'drawn by us: fast to compare when a whole fleet comes');

    await until('trace', async () => {
      const action = version === 'ocpp1.6' ? 'ChangeConfiguration' : 'SetVariables';
      const { rows } = await chain.pool.query(
        'select from station_message where station_id = $1 and action = $2',
        [id, action],
      );
      return rows.length === 3;
    });
    for (const password of [no.password, yes.password, waiting.password])
      assert.deepEqual(await traces(password), [], 'nobody can read it anywhere');
    for (const { client } of [refusing, taking, later]) assert.deepEqual(client.complaints, []);
  });

test('a 1.6 station takes 16 to 20 characters as their bytes; what no version takes is refused in words', async () => {
  const id = 'rotates as given';
  await chain.read(
    'mutation ($id: ID!, $password: String!) { createStation(input: { id: $id, securityProfile: 1, password: $password }) { id } }',
    { id, password: first },
  );
  const taking = station(id, 'ocpp1.6', first);
  await comes(taking.client, 'ocpp1.6');
  await rotate(id, ', password: "OCA_OCTT_admin_test"');
  assert.deepEqual(taking.told, ['4F43415F4F4354545F61646D696E5F74657374']);
  await assert.rejects(
    rotate(id, ', password: "much-longer-than-twenty-characters"'),
    /16 to 20 characters, or 32 to 40 hexadecimal/,
  );
  await assert.rejects(rotate(id, ', password: "short"'), /BAD_USER_INPUT/);
  await taking.client.close();
  for (const shape of ['OCA_OCTT_admin_test', '4f43415f4f4354545f61646d696e5f74657374']) {
    const { client } = station(id, 'ocpp1.6', shape);
    await comes(client, 'ocpp1.6');
    await client.close();
  }
  assert.match(await kept(id), /^\$argon2id\$/, 'chosen by somebody: never fast to compare');
});

test('simulated stations of every version take a new password, come back with it at once, and keep it', async () => {
  const credentials = (id: string) => ({ password: `first-password-of-${id}` });
  const versions = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const;
  const ids = versions.map((version) => `sim-${version}`);
  for (const id of ids)
    await chain.read(
      'mutation ($id: ID!, $password: String!) { createStation(input: { id: $id, securityProfile: 1, password: $password }) { id } }',
      { id, ...credentials(id) },
    );
  const stations = versions.map((version) => ({ id: `sim-${version}`, version }));
  const fleet = startFleet({ url: chain.url, stations, credentials, speed: 100 });
  for (const { id, version } of stations) {
    const station = fleet.station(id);
    await station.until(({ isOnline }) => isOnline);
    const before = await kept(id);
    assert.equal((await rotate(id)).answer.accepted, true);
    await until('it comes with the new one', async () => (await kept(id)) !== before);
    await refused(id, version, credentials(id).password);
    await station.until(({ isOnline }) => isOnline);
    station.goOffline();
    await station.until(({ isOnline }) => !isOnline);
    station.comeBack();
    await station.until(({ isOnline }) => isOnline);
    // a boot is no new beginning for a password
    await station.reboot('RemoteReset');
    await station.until(({ isOnline }) => !isOnline);
    await station.until(({ isOnline }) => isOnline);
  }
  assert.equal(fleet.stats().tally.connectFailures, 0);
  await fleet.stop();
});
