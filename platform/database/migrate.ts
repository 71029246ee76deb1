import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { log } from '../log.js';
import { grantRights, type Passwords } from './rights.js';

const folder = new URL('../../../migrations/', import.meta.url);

/**
 * Applies the numbered SQL files that this database has not seen, in order, each in its own transaction; then brings the
 * roles of the database and their rights to what grants.ts says. Any number of processes may call it at once.
 *
 * @param url as the owner of the database
 * @returns the names of the files applied now, and whether there are roles: making them takes CREATEROLE
 */
export async function migrate(
  url: string,
  passwords: Passwords = {},
): Promise<{ applied: string[]; roles: boolean }> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'chargeql migrate',
    connectionTimeoutMillis: 5000,
  });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('chargeql migrate'))`);
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    );
    const done = new Set(
      (await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name),
    );
    const files = (await readdir(folder)).filter((name) => name.endsWith('.sql') && !done.has(name)).sort();
    for (const name of files) await apply(client, name);
    const roles = await grantRights(client, passwords);
    if (!roles)
      log.warn(
        'the database has no roles of their own for handlers, graph and Directus: the login that migrates may not make them (CREATEROLE)',
      );
    return { applied: files, roles };
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, name: string): Promise<void> {
  await client.query('begin');
  await client.query(await readFile(new URL(name, folder), 'utf8'));
  await client.query('insert into migration (name) values ($1)', [name]);
  await client.query('commit');
}
