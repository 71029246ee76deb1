import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type DatabaseRole, databaseRoles } from '../../platform/database/grants.js';
import { openPool, type Pool } from '../../platform/database/pool.js';
import { asRole, roleName } from '../../platform/database/role-names.js';

/** Set by tests/run.ts: a server to make databases on, and the migrated one they are copied from. */
const server = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const template = process.env.TEST_DATABASE_TEMPLATE ?? 'chargeql_template';

/** Of the template's roles, and of those of each database copied from it. */
export const rolePasswords = { handlers: 'temporary', graph: 'temporary', directus: 'temporary' };

export interface TestDatabase {
  /** As the owner. */
  url: string;
  /** As a process of that role logs in, with no more rights. */
  as(role: DatabaseRole): string;
  drop(): Promise<void>;
}

/** A migrated database of one's own. */
export async function freshDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await onServer(
    `create database ${name} template ${template}`,
    // What the copied tables grant, they grant to the template's roles.
    ...databaseRoles.map(
      (role) =>
        `create role ${roleName(name, role)} login password '${rolePasswords[role]}' in role ${roleName(template, role)}`,
    ),
  );
  const url = new URL(server);
  url.pathname = name;
  return {
    url: url.href,
    as: (role) => asRole(url.href, role, rolePasswords[role]),
    drop: () => dropDatabase(name),
  };
}

export const dropDatabase = (name: string): Promise<void> =>
  onServer(
    `drop database if exists ${name} with (force)`,
    `drop role if exists ${databaseRoles.map((role) => roleName(name, role)).join(', ')}`,
  );

/** The same database as a process of that role has it; whoever opens it ends it. */
export function poolAs(owner: Pool, role: DatabaseRole): Pool {
  const url = asRole(owner.options.connectionString as string, role, rolePasswords[role]);
  return openPool(url, { size: owner.options.max ?? 8, name: `test ${role}`, scans: role !== 'handlers' });
}

export async function onServer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
