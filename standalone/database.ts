import path from 'node:path';
import pg from 'pg';
import type { DatabaseRole } from '../platform/database/grants.js';
import { migrate } from '../platform/database/migrate.js';
import { asRole, takingRole } from '../platform/database/role-names.js';
import { explain } from '../platform/ops/run.js';
import type { Settings } from '../platform/settings.js';
import type { Home } from './home.js';
import { startPostgres } from './postgres/postgres.js';

export interface Database {
  /** As the owner. */
  url: string;
  /** As each role, with its rights and no others. */
  urls: Record<DatabaseRole, string>;
  /** Resolves when an embedded server ends by itself. */
  died: Promise<void>;
  stop(): Promise<void>;
}

/** The migrated database: the one of DATABASE_URL, else an embedded server's in the data folder. */
export async function openDatabase(settings: Settings, home: Home): Promise<Database> {
  const { DATABASE_URL: given } = settings;
  if (given !== undefined) {
    const { host } = new URL(given);
    const { roles } = await migrate(given).catch((error) => {
      throw new Error(`the database at ${host} can’t be used (${explain(error)}); check DATABASE_URL`);
    });
    // Its roles may have logins that are in use elsewhere: they are left alone, and the given login takes their rights.
    const urls = forEach((role) => (roles ? takingRole(given, role) : given));
    return { url: given, urls, died: new Promise(() => undefined), stop: async () => undefined };
  }
  const folder = path.join(home.folder, 'postgres');
  const server = await startPostgres(folder, { password: home.secrets.databasePassword, options });
  try {
    const url = await ensureDatabase(server.url).catch((error) => {
      if (error.code !== '28P01') throw error;
      throw new Error(
        `${folder} has another password than secrets.json beside it; restore one or remove both`,
      );
    });
    const { databasePasswords: passwords } = home.secrets;
    await migrate(url, passwords);
    const urls = forEach((role) => asRole(url, role, passwords[role]));
    return { url, urls, died: server.died, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

const forEach = (make: (role: DatabaseRole) => string): Record<DatabaseRole, string> => ({
  handlers: make('handlers'),
  graph: make('graph'),
  directus: make('directus'),
});

const options = ['max_connections=100', 'shared_buffers=128MB', 'max_wal_size=2GB', 'jit=off'];

async function ensureDatabase(server: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'chargeql'`);
    if (rowCount === 0) await client.query('create database chargeql');
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = 'chargeql';
  return url.href;
}
