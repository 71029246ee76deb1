import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../platform/database/migrate.js';
import { freePort } from '../standalone/postgres/free-port.js';
import { startTemporaryPostgres } from '../standalone/postgres/temporary.js';
import { removeRabbitNames } from '../tests/support/rabbit-names.js';
import { end, parentOf, rabbitPid, startRaw, startRole, type Usage, usageOf } from './processes.js';

/** Everything a measurement needs, each part its own process. */
export interface Stage {
  rawUrl: string;
  url: string;
  db: pg.Pool;
  /** SECRET of all roles. */
  secret: string;
  /** Asks the API. */
  query(text: string): Promise<unknown>;
  /** CPU seconds and resident bytes so far, by process. */
  usage(): Record<string, Usage>;
  gateway: ChildProcess;
  raw: ChildProcess;
  end(): Promise<void>;
}

/** Commits wait for the disk, as in production; memory for a small server. */
const postgresOptions = [
  'fsync=on',
  'synchronous_commit=on',
  'shared_buffers=512MB',
  'max_wal_size=4GB',
  'shared_preload_libraries=pg_stat_statements',
];

export async function startStage({ profile }: { profile: boolean }): Promise<Stage> {
  const ends: (() => Promise<unknown>)[] = [];
  const endAll = async () => {
    for (let step = ends.pop(); step; step = ends.pop()) await step();
  };
  try {
    return await build(profile, ends, endAll);
  } catch (error) {
    await endAll();
    throw error;
  }
}

async function build(
  profile: boolean,
  ends: (() => Promise<unknown>)[],
  endAll: () => Promise<void>,
): Promise<Stage> {
  const server = process.env.DATABASE_URL ?? (await ownServer(ends));
  const database = `bench_${randomUUID().slice(0, 8)}`;
  const admin = new pg.Pool({ connectionString: server, max: 1 });
  ends.push(() => admin.end());
  await admin.query(`create database ${database}`);
  ends.push(() => admin.query(`drop database ${database} with (force)`));
  const url = new URL(server);
  url.pathname = database;
  await migrate(url.href);
  const db = new pg.Pool({ connectionString: url.href, max: 2 });
  ends.push(() => db.end());
  await db.query(`insert into id_token (id_token) values ('BENCH')`);
  const { rows } = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = parentOf(rows[0]?.pid as number);

  const rabbitUrl = process.env.AMQP_URL ?? 'amqp://guest:guest@127.0.0.1:5672';
  ends.push(() => removeRabbitNames(rabbitUrl, [database]));
  const [port, graphPort, token, secret] = [await freePort(), await freePort(), randomUUID(), randomUUID()];
  const environment = {
    DATABASE_URL: url.href,
    AMQP_URL: rabbitUrl,
    AMQP_PREFIX: database,
    UNKNOWN_STATIONS: 'accept',
    // The load asks, and answers nothing.
    ASK_MISSING_AFTER: '0',
    ASK_INVENTORY: 'false',
    STATION_RATE: '0',
    ADMIN_TOKEN: token,
    SECRET: secret,
    GATEWAY_PORT: String(port),
    GRAPH_PORT: String(graphPort),
    UPLOAD_PORT: '0',
    OPS_PORT: '0',
  };
  const flags = profile ? ['--cpu-prof', '--cpu-prof-dir=bench/results'] : [];
  const roles: Record<string, ChildProcess> = {};
  for (const role of ['handlers', 'graph', 'gateway']) {
    const child = await startRole(role, environment, flags);
    roles[role] = child;
    ends.push(() => end(child));
  }
  const { child: raw, url: rawUrl } = await startRaw();
  ends.push(() => end(raw));
  const rabbit = rabbitPid();

  return {
    rawUrl,
    url: `ws://127.0.0.1:${port}`,
    db,
    secret,
    query: async (query) => {
      const response = await fetch(`http://127.0.0.1:${graphPort}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      if (!response.ok) throw new Error(`the API answers with ${response.status}`);
      return response.json();
    },
    gateway: roles.gateway as ChildProcess,
    raw,
    usage: () => ({
      ...Object.fromEntries(Object.entries(roles).map(([role, child]) => [role, usageOf(child.pid)])),
      rabbitmq: usageOf(rabbit),
      postgres: usageOf(postmaster, true),
      raw: usageOf(raw.pid),
    }),
    end: endAll,
  };
}

/** An embedded PostgreSQL that goes when the measurement is done. */
async function ownServer(ends: (() => Promise<unknown>)[]): Promise<string> {
  const postgres = await startTemporaryPostgres(postgresOptions);
  ends.push(() => postgres.stop());
  return postgres.url;
}
