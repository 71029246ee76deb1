import pg from 'pg';
import {
  type DatabaseRole,
  databaseRoles,
  grants,
  secretColumns,
  sequences,
  trustedFunctions,
} from './grants.js';
import { roleName } from './role-names.js';

/** The passwords that roles log in with; a role without one is left as it is (at first: nobody logs in as it). */
export type Passwords = { [role in DatabaseRole]?: string | undefined };

const quote = pg.escapeIdentifier;

/** Columns by table, of those tables that have secret ones. */
type Columns = ReadonlyMap<string, readonly string[]>;

/**
 * Makes the roles and brings their rights to what grants.ts says: what it does not name, they may not. Any number of
 * times; by the owner of the tables, who needs CREATEROLE for it.
 *
 * @returns false where the owner may not make roles: then nothing is changed
 */
export async function grantRights(client: pg.Client, passwords: Passwords): Promise<boolean> {
  const { rows } = await client.query<{ database: string; schema: string }>(
    'select current_database() as database, current_schema() as schema',
  );
  const { database = '', schema = 'public' } = rows[0] ?? {};
  const nameOf = (role: DatabaseRole) => quote(roleName(database, role));
  try {
    for (const role of databaseRoles) await makeRole(client, roleName(database, role), passwords[role]);
  } catch (error) {
    if ((error as { code?: unknown }).code === '42501') return false;
    throw error;
  }
  await client.query('begin');
  await client.query(rightsOf(schema, nameOf, await columnsOf(client)).join(';\n'));
  await giveTablesToDirectus(client, nameOf('directus'));
  await client.query('commit');
  return true;
}

/** Other processes, on other databases of the server too, may be at it just now. */
async function makeRole(client: pg.Client, name: string, password: string | undefined): Promise<void> {
  const known = await client.query('select from pg_roles where rolname = $1', [name]);
  if (known.rowCount === 0) {
    await client.query(`create role ${quote(name)} nologin`).catch((error) => {
      if (error.code !== '42710' && error.code !== '23505') throw error;
    });
    // What it will own (Directus makes its tables by itself), the owner of the database has to reach.
    await client.query(`grant ${quote(name)} to current_user`);
  }
  if (password !== undefined)
    await client.query(`alter role ${quote(name)} login password ${pg.escapeLiteral(password)}`);
}

async function columnsOf(client: pg.Client): Promise<Columns> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select relname as table, array_agg(attname::text) as columns from pg_attribute join pg_class on pg_class.oid = attrelid
     where relname = any($1) and relnamespace = current_schema()::regnamespace and attnum > 0 and not attisdropped
     group by relname`,
    [Object.keys(secretColumns)],
  );
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

function rightsOf(schema: string, nameOf: (role: DatabaseRole) => string, columns: Columns): string[] {
  const everybody = databaseRoles.map(nameOf).join(', ');
  const to = (right: string, roles: readonly DatabaseRole[]) =>
    roles.length === 0 ? [] : [`grant ${right} to ${roles.map(nameOf).join(', ')}`];
  return [
    `grant usage on schema ${quote(schema)} to ${everybody}`,
    `grant create on schema ${quote(schema)} to ${nameOf('directus')}`,
    `revoke all on ${Object.keys(grants).map(quote).join(', ')} from ${everybody}`,
    ...Object.entries(grants).flatMap(([table, rights]) =>
      databaseRoles.flatMap((role, i) =>
        partsOf(rights[i], role, { table, columns }).flatMap((part) =>
          to(`${part} on ${quote(table)}`, [role]),
        ),
      ),
    ),
    `revoke all on sequence ${Object.keys(sequences).map(quote).join(', ')} from ${everybody}`,
    ...Object.entries(sequences).flatMap(([name, roles]) => to(`usage on sequence ${quote(name)}`, roles)),
    ...Object.entries(trustedFunctions).flatMap(([name, roles]) => [
      // Not along the caller's search path: what it names must not be the caller's.
      `alter function ${quote(name)} security definer set search_path = ${quote(schema)}, pg_temp`,
      `revoke all on function ${quote(name)} from public, ${everybody}`,
      ...to(`execute on function ${quote(name)}`, roles),
    ]),
  ];
}

/** Rights on a table; where it has secret columns, on the others only: a right on the table is one on each column. */
function partsOf(
  rights: string | undefined,
  role: DatabaseRole,
  { table, columns }: { table: string; columns: Columns },
): string[] {
  if (rights === undefined) return [];
  const secret = role === 'handlers' ? undefined : secretColumns[table];
  if (secret === undefined) return [rights];
  const open = (columns.get(table) ?? []).filter((name) => !secret.columns.includes(name)).map(quote);
  return rights.split(', ').map((right) => {
    const whole = right === 'delete' || (right !== 'select' && secret.written.includes(role));
    return whole ? right : `${right} (${open.join(', ')})`;
  });
}

/** Directus made its tables as whoever it logged in as; from now on it changes them as this role. */
async function giveTablesToDirectus(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ table: string }>(
    `select oid::regclass::text as table from pg_class
     where relnamespace = current_schema()::regnamespace and relkind = 'r' and starts_with(relname, 'directus_')
       and relowner <> $1::regrole`,
    [name],
  );
  for (const { table } of rows) await client.query(`alter table ${table} owner to ${name}`);
}
