import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import argon2 from 'argon2';
import { gatewayInbox } from '../../platform/broker/broker.js';
import { fitsDigest } from '../../platform/passwords.js';
import { openTestGraph, plant, type TestGraph } from './support.js';

const SECRET = 'the secret of the editing test';

describe('editing', () => {
  let graph: TestGraph;
  before(async () => {
    graph = await openTestGraph({ environment: { SECRET } });
  });
  after(() => graph.stop());

  const code = async (query: string) => (await graph.ask(query)).errors?.[0]?.extensions.code;

  it('enters, changes and deletes stations', async () => {
    const { createLocation } = await graph.read(
      'mutation { createLocation(input: { name: "Depot", latitude: 52.5, timeZone: "Europe/Berlin" }) { id name timeZone } }',
    );
    const { createStation } = await graph.read(
      `mutation { createStation(input: { id: "cp 1", locationId: "${createLocation.id}", registrationStatus: PENDING, securityProfile: 1, password: "asecretof20characters" }) {
        id hasPassword registrationStatus validationMode online location { name } } }`,
    );
    assert.deepEqual(createStation, {
      id: 'cp 1',
      hasPassword: true,
      registrationStatus: 'PENDING',
      validationMode: 'LENIENT',
      online: false,
      location: { name: 'Depot' },
    });
    const { rows } = await graph.pool.query('select password_hash from charging_station');
    assert.match(rows[0].password_hash, /^\$argon2id\$/);
    assert.ok(await argon2.verify(rows[0].password_hash, 'asecretof20characters'));

    const { updateStation } = await graph.read(
      `mutation { updateStation(id: "cp 1", input: { registrationStatus: ACCEPTED, name: "One", locationId: null }) { registrationStatus name hasPassword location { id } securityProfile } }`,
    );
    assert.deepEqual(updateStation, {
      registrationStatus: 'ACCEPTED',
      name: 'One',
      hasPassword: true,
      location: null,
      securityProfile: 1,
    });
    const cleared = await graph.read(
      'mutation { updateStation(id: "cp 1", input: { password: null }) { hasPassword } }',
    );
    assert.equal(cleared.updateStation.hasPassword, false);
    assert.deepEqual(await graph.read('mutation { deleteStation(id: "cp 1") }'), { deleteStation: 'cp 1' });
    assert.equal((await graph.read('{ station(id: "cp 1") { id } }')).station, null);
  });

  it('draws a password, shows it once and keeps what is fast to compare; one that was chosen never gets that', async () => {
    await graph.read(
      'mutation { createStation(input: { id: "drawn", password: "chosenbysomebody" }) { id } }',
    );
    const kept = async () =>
      (
        await graph.pool.query(
          `select password_hash as hash, next_password_hash as next from charging_station where id = 'drawn'`,
        )
      ).rows[0];
    assert.match((await kept()).hash, /^\$argon2id\$/);
    await graph.pool.query(
      `update charging_station set next_password_hash = 'of a rotation' where id = 'drawn'`,
    );
    const { issueStationPassword: issued } = await graph.read(
      'mutation { issueStationPassword(stationId: "drawn") { password station { id hasPassword } } }',
    );
    assert.deepEqual(issued.station, { id: 'drawn', hasPassword: true });
    const { hash, next } = await kept();
    assert.equal(next, null);
    const shown = { station: 'drawn', password: Buffer.from(issued.password), secret: SECRET };
    assert.ok(fitsDigest(hash, shown));
    assert.ok(!hash.includes(issued.password));
    assert.equal(
      await code('mutation { issueStationPassword(stationId: "nobody") { password } }'),
      'NOT_FOUND',
    );
    await graph.read('mutation { deleteStation(id: "drawn") }');
  });

  it('keeps transactions from being deleted by accident, and ends the connection of what is deleted', async () => {
    await plant(graph.pool, 2, 1);
    assert.equal(await code('mutation { deleteStation(id: "cp001") }'), 'CONFLICT');
    await graph.pool.query(
      `update charging_station set online = true, gateway_id = 'g1', connection_epoch = 41 where id = 'cp001'`,
    );
    const told = Promise.withResolvers<string>();
    const inbox = await graph.broker.openInbox(gatewayInbox('g1'), told.resolve);
    await graph.read('mutation { deleteStation(id: "cp001", withTransactions: true) }');
    assert.deepEqual(JSON.parse(await told.promise), {
      evictions: [{ station: 'cp001', before: '42', reason: 'the station was deleted' }],
    });
    await inbox.close();
    const { transactions } = await graph.read(
      '{ transactions(filter: { stationId: "cp001" }) { totalCount } }',
    );
    assert.equal(transactions.totalCount, 0);
  });

  it('enters, changes and deletes tokens and locations', async () => {
    const { createIdToken } = await graph.read(
      'mutation { createIdToken(input: { idToken: "Abc1", expiresAt: "2030-01-01T00:00:00Z" }) { id idToken type status expiresAt } }',
    );
    assert.equal(createIdToken.expiresAt, '2030-01-01T00:00:00.000Z');
    assert.equal(createIdToken.type, 'ISO14443');
    assert.equal(await code('mutation { createIdToken(input: { idToken: "aBC1" }) { id } }'), 'CONFLICT');
    const { updateIdToken } = await graph.read(
      `mutation { updateIdToken(id: "${createIdToken.id}", input: { status: BLOCKED, expiresAt: null }) { status expiresAt idToken } }`,
    );
    assert.deepEqual(updateIdToken, { status: 'BLOCKED', expiresAt: null, idToken: 'Abc1' });
    assert.deepEqual(await graph.read(`mutation { deleteIdToken(id: "${createIdToken.id}") }`), {
      deleteIdToken: createIdToken.id,
    });
    const { createLocation } = await graph.read('mutation { createLocation(input: { name: "A" }) { id } }');
    const { updateLocation } = await graph.read(
      `mutation { updateLocation(id: "${createLocation.id}", input: { city: "Ulm" }) { name city } }`,
    );
    assert.deepEqual(updateLocation, { name: 'A', city: 'Ulm' });
    await graph.read(`mutation { deleteLocation(id: "${createLocation.id}") }`);
  });

  const refused: [query: string, code: string][] = [
    ['updateStation(id: "none", input: { name: "x" }) { id }', 'NOT_FOUND'],
    ['updateLocation(id: "999", input: { name: "x" }) { id }', 'NOT_FOUND'],
    ['updateIdToken(id: "999", input: { note: "x" }) { id }', 'NOT_FOUND'],
    ['deleteStation(id: "none")', 'NOT_FOUND'],
    ['deleteLocation(id: "999")', 'NOT_FOUND'],
    ['deleteIdToken(id: "999")', 'NOT_FOUND'],
    ['createStation(input: { id: "cp000" }) { id }', 'CONFLICT'],
    ['createStation(input: { id: "a/b" }) { id }', 'BAD_USER_INPUT'],
    ['createStation(input: { id: "a:b" }) { id }', 'BAD_USER_INPUT'],
    ['createStation(input: { id: "" }) { id }', 'BAD_USER_INPUT'],
    ['createStation(input: { id: "x", locationId: "999" }) { id }', 'BAD_USER_INPUT'],
    ['createStation(input: { id: "x", password: "short" }) { id }', 'BAD_USER_INPUT'],
    ['createStation(input: { id: "x", securityProfile: 4 }) { id }', 'BAD_USER_INPUT'],
    ['createStation(input: { id: "x", registrationStatus: null }) { id }', 'BAD_USER_INPUT'],
    ['createStation(input: { id: "x", heartbeatInterval: 0 }) { id }', 'BAD_USER_INPUT'],
    ['createLocation(input: { name: "" }) { id }', 'BAD_USER_INPUT'],
    ['createLocation(input: { name: "x", latitude: 91 }) { id }', 'BAD_USER_INPUT'],
    ['createLocation(input: { name: "x", timeZone: "Mars/Olympus" }) { id }', 'BAD_USER_INPUT'],
    ['createIdToken(input: { idToken: "\\u0000" }) { id }', 'BAD_USER_INPUT'],
    ['createIdToken(input: { idToken: "x", type: "" }) { id }', 'BAD_USER_INPUT'],
  ];
  for (const [mutation, expected] of refused)
    it(`answers ${expected} to ${mutation}`, async () => {
      const { errors } = await graph.ask(`mutation { ${mutation} }`);
      assert.equal(errors?.[0]?.extensions.code, expected, JSON.stringify(errors));
    });

  it('never lowers a security profile', async () => {
    await graph.read('mutation { createStation(input: { id: "safe", securityProfile: 2 }) { id } }');
    assert.equal(
      await code('mutation { updateStation(id: "safe", input: { securityProfile: 1 }) { id } }'),
      'CONFLICT',
    );
    const { updateStation } = await graph.read(
      'mutation { updateStation(id: "safe", input: { securityProfile: 3 }) { securityProfile } }',
    );
    assert.equal(updateStation.securityProfile, 3);
  });
});
