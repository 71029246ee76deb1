import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { readCollections } from '../../directus/definition/read-collections.js';
import {
  type DatabaseRole,
  databaseRoles,
  grants,
  secretColumns,
  sequences,
  trustedFunctions,
} from '../../platform/database/grants.js';
import { migrate } from '../../platform/database/migrate.js';
import { openPool } from '../../platform/database/pool.js';
import { grantRights } from '../../platform/database/rights.js';
import { asRole, roleName, takingRole } from '../../platform/database/role-names.js';
import {
  dropDatabase,
  freshDatabase,
  onServer,
  rolePasswords,
  type TestDatabase,
} from '../support/database.js';

let database: TestDatabase;
let owner: pg.Client;
const logins = new Map<DatabaseRole, pg.Client>();

before(async () => {
  database = await freshDatabase();
  // Its own roles get the rights, so that they can be looked at one by one.
  await migrate(database.url, rolePasswords);
  owner = await connect(database.url);
  for (const role of databaseRoles) logins.set(role, await connect(database.as(role)));
});
after(async () => {
  for (const client of [owner, ...logins.values()]) await client.end();
  await database.drop();
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function column<T>(sql: string): Promise<T[]> {
  const { rows } = await owner.query<{ value: T }>(sql);
  return rows.map(({ value }) => value);
}

/** `done`, or PostgreSQL's code for why not. */
const outcome = (role: DatabaseRole, sql: string): Promise<string> =>
  (logins.get(role) as pg.Client).query(sql).then(
    () => 'done',
    (error) => String(error.code),
  );
const forbidden = '42501';

test('every table and view, sequence and trusted function has a decision', async () => {
  const tables = await column<string>(
    `select relname::text as value from pg_class where relnamespace = 'public'::regnamespace
       and relkind in ('r', 'p', 'v', 'm') and not relispartition`,
  );
  assert.deepEqual(tables.sort(), Object.keys(grants).sort());
  const trusted = await column<string>(
    `select proname::text as value from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`,
  );
  assert.deepEqual(trusted.sort(), Object.keys(trustedFunctions).sort());
  // Numbers of columns that are always generated are drawn with the row's own right.
  const drawn = await column<string>(
    `select relname::text as value from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'`,
  );
  for (const name of Object.keys(sequences)) assert.ok(drawn.includes(name), name);
});

test('a role has the rights that are written down and no others, however often they are granted', async () => {
  await owner.query(`grant delete, truncate on transaction to ${roleName(nameOf(database.url), 'graph')}`);
  await owner.query(`grant all on command_secret to ${roleName(nameOf(database.url), 'directus')}`);
  assert.equal(await grantRights(owner, {}), true);
  for (const [i, role] of databaseRoles.entries())
    for (const [table, rights] of Object.entries(grants)) {
      const { rows } = await owner.query<{ rights: string[] }>(
        `select array_agg(distinct lower(privilege_type)) as rights from (
           select privilege_type from information_schema.role_table_grants where grantee = $1 and table_name = $2
           union all
           select privilege_type from information_schema.role_column_grants where grantee = $1 and table_name = $2
         ) granted`,
        [roleName(nameOf(database.url), role), table],
      );
      const wanted = (rights[i]?.split(', ') ?? []).map((right) => right.replace(/ .*/, ''));
      assert.deepEqual((rows[0]?.rights ?? []).sort(), wanted.sort(), `${role} on ${table}`);
    }
});

test('secrets are read by handlers only', async () => {
  for (const [table, { columns, written }] of Object.entries(secretColumns))
    for (const name of columns) {
      assert.equal(await outcome('handlers', `select ${name} from ${table}`), 'done');
      for (const role of ['graph', 'directus'] as const) {
        assert.equal(await outcome(role, `select ${name} from ${table}`), forbidden, `${role} ${name}`);
        assert.equal(await outcome(role, `select * from ${table}`), forbidden, `${role} * of ${table}`);
        const set = await outcome(role, `update ${table} set ${name} = 'x' where false`);
        assert.equal(set, written.includes(role) ? 'done' : forbidden, `${role} writes ${name}`);
      }
    }
  for (const table of ['command_secret', 'login_failure'])
    for (const role of ['graph', 'directus'] as const)
      assert.equal(await outcome(role, `select * from ${table}`), forbidden, `${role} ${table}`);
});

test('nobody changes the schema, and only Directus makes tables', async () => {
  for (const role of databaseRoles) {
    assert.equal(await outcome(role, 'drop table charging_station'), forbidden);
    assert.equal(await outcome(role, 'alter table transaction add column mine text'), forbidden);
    assert.equal(await outcome(role, 'truncate transaction'), forbidden);
    assert.equal(await outcome(role, 'alter function note_station_edit() owner to current_user'), forbidden);
    const made = await outcome(role, `create table of_${role} (a int)`);
    assert.equal(made, role === 'directus' ? 'done' : forbidden);
    assert.equal(await outcome(role, `create role of_${role}`), forbidden);
  }
  assert.equal(await outcome('graph', 'select tend_partitions(1, 1)'), forbidden);
  assert.equal(await outcome('directus', 'select tend_partitions(1, 1)'), forbidden);
  assert.equal(await outcome('handlers', 'select tend_partitions(30, 120)'), 'done');
});

test('a table of the caller’s own does not stand in for one that a trusted function names', async () => {
  const directus = logins.get('directus') as pg.Client;
  await directus.query(
    'create temporary table station_event (station_id text, type text, at timestamptz, data jsonb)',
  );
  await directus.query(`insert into charging_station (id) values ('shadowed')`);
  await directus.query(`update charging_station set name = 'edited' where id = 'shadowed'`);
  assert.equal((await directus.query('select from pg_temp.station_event')).rowCount, 0);
  const told = await owner.query(`select from station_event where station_id = 'shadowed'`);
  assert.equal(told.rowCount, 1);
  await directus.query('drop table pg_temp.station_event');
});

test('what Directus shows it may read, and what it edits it may write', async () => {
  const at = databaseRoles.indexOf('directus');
  for (const { name, fields } of await readCollections()) {
    const rights = grants[name]?.[at] ?? '';
    assert.match(rights, /select/, name);
    const edited = Object.values(fields).some((field) => 'edit' in field && field.edit);
    assert.equal(/update/.test(rights), edited, `${name} is ${edited ? '' : 'not '}edited there`);
  }
});

test('the password that is set in Directus becomes the station’s, is an event, and is nowhere else', async () => {
  const directus = logins.get('directus') as pg.Client;
  await owner.query(`insert into charging_station (id, next_password_hash) values ('P', 'of a rotation')`);
  await directus.query(`update charging_station set password = '$argon2id$x' where id = 'P'`);
  const { rows } = await owner.query(
    `select password, password_hash, has_password, next_password_hash as next from charging_station where id = 'P'`,
  );
  assert.deepEqual(rows, [{ password: null, password_hash: '$argon2id$x', has_password: true, next: null }]);
  const edits = await column(`select data -> 'fields' as value from station_event where station_id = 'P'`);
  assert.deepEqual(edits, [['password_hash']]);
});

test('an owner may take a role’s rights without a login of it', async () => {
  const pool = openPool(takingRole(database.url, 'graph'), { size: 1, name: 'test' });
  const { rows } = await pool.query(`select current_user as me, current_setting('jit') as jit`);
  assert.deepEqual(rows, [{ me: roleName(nameOf(database.url), 'graph'), jit: 'off' }]);
  await assert.rejects(pool.query('delete from transaction'), { code: forbidden });
  await pool.end();
});

test('who may not make roles can still migrate; who may, need not be a superuser', async () => {
  const name = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await onServer(`create role ${name} login password 'poor'`, `create database ${name} owner ${name}`);
  try {
    const url = new URL(database.url);
    Object.assign(url, { pathname: name, username: name, password: 'poor' });
    const first = await migrate(url.href, rolePasswords);
    assert.ok(first.applied.length > 20);
    assert.equal(first.roles, false);
    await onServer(`alter role ${name} createrole`);
    assert.deepEqual(await migrate(url.href, rolePasswords), { applied: [], roles: true });
    const graph = await connect(asRole(url.href, 'graph', rolePasswords.graph));
    await graph.query('select id from charging_station');
    await assert.rejects(graph.query('select password_hash from charging_station'), { code: forbidden });
    await graph.end();
    const directus = await connect(asRole(url.href, 'directus', rolePasswords.directus));
    await directus.query('create table directus_users (id int)');
    await directus.end();
    const again = await migrate(url.href, rolePasswords);
    assert.equal(again.roles, true, 'what Directus owns does not stand in the way');
  } finally {
    await dropDatabase(name);
    await onServer(`drop role ${name}`);
  }
});

const nameOf = (url: string): string => new URL(url).pathname.slice(1);
