import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { applyDefinition } from '../../directus/apply.js';
import { commandOf } from '../postgres/process-list.js';
import { commandFile, newestMigration, packageFolder } from './package.js';
import { openPort } from './port.js';

export interface Directus {
  url: string;
  /** Resolves when it ends by itself. */
  died: Promise<void>;
  stop(): Promise<void>;
}

export interface DirectusOptions {
  databaseUrl: string;
  /** For what it keeps beside the database, its log and its pid. */
  folder: string;
  /** Where it listens; 0: on any free port. */
  host: string;
  port: number;
  /** Key of its access tokens. */
  secret: string;
  /** Where browsers reach the API: its pages may connect to these, and know the first. */
  graphOrigins?: readonly string[];
  /** Its first user; matters at the first start only. */
  admin: { email: string; password: string; token?: string };
}

const readyMs = 120_000;

/**
 * Directus as a child process on our database, set up and with our collections. Whatever else Directus reads from the
 * environment (e-mail, storage, sign-in by others, …) reaches it.
 */
export async function startDirectus(options: DirectusOptions): Promise<Directus> {
  const { databaseUrl, folder, host } = options;
  const uploads = path.join(folder, 'uploads');
  await mkdir(uploads, { recursive: true });
  await clearLeftOver(pidFile(folder));
  const port = await openPort(options.port, host);
  const url = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
  const environment = {
    TELEMETRY: 'false',
    PUBLIC_URL: url,
    STORAGE_LOCATIONS: 'local',
    STORAGE_LOCAL_ROOT: uploads,
    EXTENSIONS_PATH: path.join(packageFolder, 'extensions'),
    WEBSOCKETS_ENABLED: 'true',
    // It would turn the only administrator away (503) whenever this machine is busy.
    PRESSURE_LIMITER_ENABLED: 'false',
    ...environmentFor(options.graphOrigins ?? []),
    ...process.env,
    DB_CLIENT: 'pg',
    DB_CONNECTION_STRING: databaseUrl,
    // By this name triggers know what it writes, which it tells of itself.
    PGAPPNAME: 'directus',
    HOST: host,
    PORT: String(port),
    SECRET: options.secret,
    ADMIN_EMAIL: options.admin.email,
    ADMIN_PASSWORD: options.admin.password,
    // Also the static token of that user.
    ...(options.admin.token === undefined ? {} : { ADMIN_TOKEN: options.admin.token }),
    NO_COLOR: '1',
  };
  const run = (command: string, flags: 'w' | 'a') => launch(command, { folder, flags, environment });
  if (!(await isSetUp(databaseUrl))) await finished(run('bootstrap', 'w'), folder);
  await applyDefinition(databaseUrl);
  const child = run('start', 'a');
  let stopping = false;
  const died = new Promise<void>((resolve) => child.once('exit', () => stopping || resolve()));
  const stop = async () => {
    stopping = true;
    await end(child);
    await rm(pidFile(folder), { force: true });
  };
  try {
    await writeFile(pidFile(folder), String(child.pid));
    await ready(`${url}/server/ping`, child, folder);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, died, stop };
}

/** Directus allows its pages https and wss everywhere, but http and ws nowhere else. */
function environmentFor(graphOrigins: readonly string[]): Record<string, string> {
  const [first] = graphOrigins;
  if (first === undefined) return {};
  const sockets = graphOrigins.map((origin) => origin.replace(/^http/, 'ws'));
  const sources = ["'self'", 'https://*', 'wss://*', ...graphOrigins, ...sockets];
  return {
    GRAPH_URL: `${first}/graphql`,
    CONTENT_SECURITY_POLICY_DIRECTIVES__CONNECT_SRC: `array:${sources.join(',')}`,
  };
}

const pidFile = (folder: string): string => path.join(folder, 'directus.pid');
export const logFile = (folder: string): string => path.join(folder, 'directus.log');

/** Whether Directus's own tables are there and of this version; its bootstrap takes seconds even when they are. */
async function isSetUp(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('directus_migrations') is not null and to_regclass('directus_settings') is not null as there`,
    );
    if (!rows[0]?.there) return false;
    const known = await client.query(
      'select from directus_migrations where version = $1 and exists (select from directus_users)',
      [await newestMigration()],
    );
    return known.rowCount === 1;
  } finally {
    await client.end();
  }
}

function launch(
  command: string,
  { folder, flags, environment }: { folder: string; flags: 'w' | 'a'; environment: NodeJS.ProcessEnv },
): ChildProcess {
  const output = openSync(logFile(folder), flags, 0o600);
  // A group of its own: Ctrl-C in a terminal reaches only us, who end it in order.
  const child = spawn(process.execPath, [commandFile, command], {
    cwd: packageFolder,
    env: environment,
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.once('error', () => undefined);
  const endWithUs = () => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  return child;
}

async function finished(child: ChildProcess, folder: string): Promise<void> {
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`Directus could not be set up; see ${logFile(folder)}`);
}

async function ready(ping: string, child: ChildProcess, folder: string): Promise<void> {
  for (const deadline = Date.now() + readyMs; ; await wait(100)) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline)
      throw new Error(`Directus did not start; see ${logFile(folder)}`);
    const answer = await fetch(ping).catch(() => undefined);
    if (answer?.ok) return;
  }
}

/** The Directus of a run that was killed would hold the port. */
async function clearLeftOver(file: string): Promise<void> {
  const pid = Number(await readFile(file, 'utf8').catch(() => '0'));
  const ours = async () => pid > 0 && (await commandOf(pid))?.includes(commandFile) === true;
  if (await ours()) process.kill(pid, 'SIGKILL');
  while (await ours()) await wait(20);
  await rm(file, { force: true });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(patience);
}
