import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../ocpp/versions.js';
import { startFleet } from '../../simulator/fleet.js';
import { filesOf, type Made, make, serverAuth } from '../support/certificates.js';
import { until } from '../support/until.js';
import type { Chain } from './chain.js';
import {
  type Door,
  enter,
  openPasswordChain,
  passwordStation,
  rotate,
  type Saying,
} from './password-station.js';

let chain: Chain;
let ca: Made;
before(async () => {
  ca = await make({ subject: 'CN=Server CA', ca: true });
  const host = { subject: 'CN=localhost', hosts: ['127.0.0.1'], uses: [serverAuth] };
  const server = await make({ ...host, issuer: ca });
  const files = await filesOf({ cert: server.cert, key: server.key });
  chain = await openPasswordChain({ TLS_CERT_FILE: files.cert, TLS_KEY_FILE: files.key });
});
after(() => chain.stop());

const first = 'first-password-of-it';

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

const doors: [string, number, () => Door][] = [
  ['profile 1', 1, () => ({ url: chain.url })],
  ['profile 2, over TLS', 2, () => ({ url: chain.secureUrl, ca: ca.cert })],
];
for (const [door, profile, at] of doors)
  for (const version of ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const)
    test(`${version}, ${door}: a password's whole cycle (A_09, A_10, 073)`, async () => {
      const id = `rotates ${version} ${profile}`;
      const station = (password: string, says?: Saying) =>
        passwordStation(at(), { id, version, password }, says);
      const refused = (password: string) =>
        assert.rejects(station(password).client.connect(), /Unauthorized/);
      await enter(chain, id, profile, first);
      const refusing = station(first, 'Rejected');
      await refusing.comes();
      const no = await rotate(chain, id);
      assert.deepEqual([no.state, no.answer.accepted], ['ANSWERED', false]);
      await refusing.client.close();
      await refused(no.password);

      const taking = station(first);
      await taking.comes();
      const yes = await rotate(chain, id);
      assert.equal(yes.answer.accepted, true);
      assert.deepEqual(taking.told, [yes.password]);
      await taking.client.close();
      // Until the new one is used, both hold.
      const before = station(first);
      await before.comes();
      await before.client.close();
      const used = station(version === 'ocpp1.6' ? yes.password.toUpperCase() : yes.password);
      await used.comes();
      await used.client.close();
      await refused(first);

      // What waits for its station waits sealed.
      await until(
        'offline',
        async () =>
          !(await chain.read('query ($id: ID!) { station(id: $id) { online } }', { id })).station.online,
      );
      const waiting = await rotate(chain, id, ', whenOffline: QUEUE');
      assert.equal(waiting.state, 'QUEUED');
      const later = station(yes.password);
      await later.comes();
      await until('told', () => later.told.includes(waiting.password), { ms: 20_000 });
      await until('accepted', async () => {
        const { command } = await chain.read('query ($id: ID!) { command(id: $id) { state } }', {
          id: waiting.command.id,
        });
        return command.state === 'ANSWERED';
      });
      await later.client.close();
      const last = station(waiting.password);
      await last.comes();
      await last.client.close();
      assert.match(
        await kept(id),
        /^\$hmac-sha256\$/,
        'drawn by us: fast to compare when a whole fleet comes',
      );

      await traced(id, version);
      for (const password of [no.password, yes.password, waiting.password])
        assert.deepEqual(await traces(password), [], 'nobody can read it anywhere');
      for (const { client } of [refusing, taking, later]) assert.deepEqual(client.complaints, []);
    });

/** Resolves once the trace, which is written beside everything else, has the three commands. */
const traced = (id: string, version: OcppVersion): Promise<unknown> =>
  until('trace', async () => {
    const action = version === 'ocpp1.6' ? 'ChangeConfiguration' : 'SetVariables';
    const { rows } = await chain.pool.query(
      'select from station_message where station_id = $1 and action = $2',
      [id, action],
    );
    return rows.length === 3;
  });

test('a 1.6 station takes 16 to 20 characters as their bytes; what no version takes is refused in words', async () => {
  const id = 'rotates as given';
  const station = (password: string) =>
    passwordStation({ url: chain.url }, { id, version: 'ocpp1.6', password });
  await enter(chain, id, 1, first);
  const taking = station(first);
  await taking.comes();
  await rotate(chain, id, ', password: "OCA_OCTT_admin_test"');
  assert.deepEqual(taking.told, ['4F43415F4F4354545F61646D696E5F74657374']);
  await assert.rejects(
    rotate(chain, id, ', password: "much-longer-than-twenty-characters"'),
    /16 to 20 characters, or 32 to 40 hexadecimal/,
  );
  await assert.rejects(rotate(chain, id, ', password: "short"'), /BAD_USER_INPUT/);
  // A drawn one could not be shown again to whoever asks again.
  await assert.rejects(rotate(chain, id, ', idempotencyKey: "again"'), /BAD_USER_INPUT/);
  const again = ', password: "OCA_OCTT_admin_test", idempotencyKey: "again"';
  const [one, same] = [await rotate(chain, id, again), await rotate(chain, id, again)];
  assert.equal(one.command.id, same.command.id);
  assert.equal(taking.told.length, 2);
  await taking.client.close();
  for (const shape of ['OCA_OCTT_admin_test', '4f43415f4f4354545f61646d696e5f74657374']) {
    const { client, comes } = station(shape);
    await comes();
    await client.close();
  }
  assert.match(await kept(id), /^\$argon2id\$/, 'chosen by somebody: never fast to compare');
});

test('simulated stations of every version take a new password, come back with it at once, and keep it', async () => {
  const credentials = (id: string) => ({ password: `first-password-of-${id}` });
  const versions = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const;
  const ids = versions.map((version) => `sim-${version}`);
  for (const id of ids) await enter(chain, id, 1, credentials(id).password);
  const stations = versions.map((version) => ({ id: `sim-${version}`, version }));
  const fleet = startFleet({ url: chain.url, stations, credentials, speed: 100 });
  for (const { id, version } of stations) {
    const station = fleet.station(id);
    await station.until(({ isOnline }) => isOnline);
    const before = await kept(id);
    assert.equal((await rotate(chain, id)).answer.accepted, true);
    await until('it comes with the new one', async () => (await kept(id)) !== before);
    const old = passwordStation({ url: chain.url }, { id, version, ...credentials(id) });
    await assert.rejects(old.client.connect(), /Unauthorized/);
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
