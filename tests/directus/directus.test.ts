import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import argon2 from 'argon2';
import pg from 'pg';
import { applyDefinition } from '../../directus/apply.js';
import { readCollections } from '../../directus/definition/read-collections.js';
import { roles } from '../../directus/definition/roles.js';
import { type Directus, startDirectus } from '../../standalone/directus/directus.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { ask, signIn, withoutDirectus } from './support.js';

const admin = { email: 'admin@example.com', password: 'first password' };

suite('Directus on our database', { skip: withoutDirectus }, () => {
  let folder: string;
  let database: TestDatabase;
  let client: pg.Client;
  let directus: Directus;
  let adminToken: string;
  let ourTables: string;

  /** Every column, constraint and index of the tables that migrations made. */
  async function shapeOfOurTables(): Promise<string> {
    const { rows } = await client.query(
      `select table_name as of, column_name || ' ' || data_type || coalesce(' ' || column_default, '') as is
       from information_schema.columns where table_schema = 'public' and table_name not like 'directus%'
       union all
       select conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
       where conrelid::regclass::text not like 'directus%' and contype <> 'n'
       union all
       select tablename, indexdef from pg_indexes where schemaname = 'public' and tablename not like 'directus%'
       order by 1, 2`,
    );
    return JSON.stringify(rows, null, 1);
  }

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chargeql-directus-'));
    database = await freshDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    ourTables = await shapeOfOurTables();
    directus = await startDirectus({
      databaseUrl: database.as('directus'),
      folder,
      host: '127.0.0.1',
      port: 0,
      secret: 'a secret that only this test has',
      admin,
    });
    adminToken = await signIn(directus.url, admin.email, admin.password);
    await client.query(
      `with place as (insert into location (name, latitude, longitude) values ('Yard', 52.5, 13.25) returning id)
       insert into charging_station (id, name, location_id) select 'cp/001', 'By the gate', id from place`,
    );
    await client.query(`insert into evse values ('cp/001', 1)`);
    await client.query(
      `insert into connector (station_id, evse_id, connector_id, status, reported_status, status_at)
       values ('cp/001', 1, 2, 'Faulted', 'Faulted', now())`,
    );
  });

  after(async () => {
    await directus?.stop();
    await client?.end();
    await database?.drop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const items = (of: string) => `${directus.url}/items/${of}`;

  /** A user of that role, signed in. */
  async function userOf(name: string): Promise<string> {
    const email = `${name.toLowerCase()}@example.com`;
    const role = roles.find((role) => role.name === name)?.id;
    const { status } = await ask(`${directus.url}/users`, {
      method: 'POST',
      token: adminToken,
      body: { email, password: 'a password', role },
    });
    assert.equal(status, 200);
    return signIn(directus.url, email, 'a password');
  }

  test('it alters no table that a migration made', async () => {
    assert.equal(await shapeOfOurTables(), ourTables);
  });

  test('a second apply changes nothing', async () => {
    const { changed } = await applyDefinition(database.url);
    assert.equal(changed, 0);
  });

  test('an apply brings back what was changed by hand, and leaves what people added', async () => {
    await client.query(
      `update directus_fields set "interface" = 'input-hash' where collection = 'evse' and field = 'evse_id'`,
    );
    await client.query(`insert into directus_fields (collection, field) values ('evse', 'left_over')`);
    await client.query(`delete from directus_permissions where collection = 'evse' and policy = $1`, [
      roles[1]?.id,
    ]);
    await client.query(`insert into directus_presets (collection, bookmark) values ('evse', 'Of somebody')`);
    assert.deepEqual((await applyDefinition(database.url)).changed, 3);
    assert.equal((await applyDefinition(database.url)).changed, 0);
    const { rows } = await client.query(`select from directus_presets where bookmark = 'Of somebody'`);
    assert.equal(rows.length, 1);
  });

  test('the administrator reads a station with its location, EVSEs and connectors', async () => {
    const fields = 'name,location_id.name,location_id.position,evses.connectors.status';
    const { data } = await ask(
      `${items('charging_station')}/${encodeURIComponent('cp/001')}?fields=${fields}`,
      {
        token: adminToken,
      },
    );
    assert.deepEqual(data, {
      name: 'By the gate',
      location_id: { name: 'Yard', position: { type: 'Point', coordinates: [13.25, 52.5] } },
      evses: [{ connectors: [{ status: 'Faulted' }] }],
    });
    const connector = encodeURIComponent('cp/001:1:2');
    const one = await ask(`${items('connector')}/${connector}?fields=connector_id`, { token: adminToken });
    assert.deepEqual(one.data, { connector_id: 2 });
  });

  test('a station’s password entered here is kept as the hash that its sign-in is checked against, and never shown', async () => {
    const changed = await ask(
      `${items('charging_station')}/${encodeURIComponent('cp/001')}?fields=password,has_password`,
      {
        method: 'PATCH',
        token: adminToken,
        body: { password: 'station password' },
      },
    );
    assert.deepEqual(changed, { status: 200, data: { password: null, has_password: true } });
    const all = await ask(`${items('charging_station')}/${encodeURIComponent('cp/001')}`, {
      token: adminToken,
    });
    assert.equal(all.status, 200);
    assert.doesNotMatch(JSON.stringify(all.data), /argon2|hash/);
    const { rows } = await client.query<{ hash: string }>(
      'select password_hash as hash from charging_station',
    );
    assert.ok(await argon2.verify(rows[0]?.hash ?? '', 'station password'));
  });

  test('a form shows the fields that the files name, and no others', async () => {
    const { data } = await ask(`${directus.url}/fields`, { token: adminToken });
    const ours = new Set((await readCollections()).map(({ name }) => name));
    const shown = data as { collection: string; field: string; meta: object | null }[];
    const unknown = shown.filter(({ collection, meta }) => ours.has(collection) && meta === null);
    assert.deepEqual(unknown, []);
  });

  test('an operator blocks an id token and edits a station; what the handlers own is closed', async () => {
    const token = await userOf('Operator');
    const made = await ask(items('id_token'), {
      method: 'POST',
      token,
      body: { id_token: 'CARD', note: 'lent' },
    });
    assert.equal(made.status, 200);
    const { id } = made.data as { id: string };
    const blocked = await ask(`${items('id_token')}/${id}`, {
      method: 'PATCH',
      token,
      body: { status: 'BLOCKED' },
    });
    assert.equal(blocked.status, 200);
    const { rows } = await client.query(
      `select status, updated_at > created_at as dated from id_token where id_token = 'CARD'`,
    );
    assert.deepEqual(rows, [{ status: 'BLOCKED', dated: true }]);
    for (const [collection, body] of [
      ['connector', { status: 'Available' }],
      ['transaction', { status: 'ENDED' }],
    ] as const) {
      const refused = await ask(`${items(collection)}/1`, { method: 'PATCH', token, body });
      assert.equal(refused.status, 403, collection);
    }
  });

  test('a viewer reads everything and writes nothing', async () => {
    const token = await userOf('Viewer');
    for (const collection of ['charging_station', 'transaction', 'command', 'connection'])
      assert.equal((await ask(items(collection), { token })).status, 200, collection);
    const { data } = await ask(`${items('charging_station')}?fields=password,has_password`, { token });
    assert.deepEqual(data, [{ password: null, has_password: true }]);
    assert.notEqual((await ask(`${items('charging_station')}?fields=password_hash`, { token })).status, 200);
    for (const [method, where, body] of [
      ['PATCH', `charging_station/${encodeURIComponent('cp/001')}`, { name: 'mine' }],
      ['POST', 'id_token', { id_token: 'MINE' }],
      ['DELETE', 'location/1', undefined],
    ] as const) {
      const refused = await ask(items(where), { method, token, ...(body ? { body } : {}) });
      assert.equal(refused.status, 403, `${method} ${where}`);
    }
  });

  test('who has not signed in sees nothing', async () => {
    assert.equal((await ask(items('charging_station'))).status, 403);
  });
});
