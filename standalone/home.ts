import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseRole } from '../platform/database/grants.js';
import { commandOf } from './postgres/process-list.js';

/** What is made once and kept, so that a second start has the same. */
export interface Secrets {
  adminToken: string;
  databasePassword: string;
  /** Of the logins that each have the rights of one role. */
  databasePasswords: Record<DatabaseRole, string>;
  adminPassword: string;
  secret: string;
}

/** DATA_DIR, while we run on it. */
export interface Home {
  folder: string;
  secrets: Secrets;
  leave(): Promise<void>;
}

/** Takes the data folder for this process: makes it, makes its secrets, keeps a second process out. */
export async function openHome(given: string): Promise<Home> {
  const folder = path.resolve(given);
  try {
    await mkdir(folder, { recursive: true });
    const pidFile = path.join(folder, 'run.pid');
    await keepOut(pidFile);
    await writeFile(pidFile, String(process.pid));
    const secrets = await readSecrets(path.join(folder, 'secrets.json'));
    return { folder, secrets, leave: () => rm(pidFile, { force: true }) };
  } catch (error) {
    const why = obstacles[(error as NodeJS.ErrnoException).code ?? ''];
    throw why === undefined
      ? error
      : new Error(`the data folder ${folder} can’t be used: ${why}; set DATA_DIR`);
  }
}

const obstacles: Record<string, string> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'a part of that path is a file',
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'it can only be read',
  ENOSPC: 'the disk is full',
};

async function keepOut(pidFile: string): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => '0'));
  if (pid === process.pid || !(pid > 0) || !(await commandOf(pid))?.includes('standalone')) return;
  throw new Error(
    `process ${pid} runs on ${path.dirname(pidFile)} already; stop it, or set DATA_DIR and other ports`,
  );
}

async function readSecrets(file: string): Promise<Secrets> {
  const secret = () => randomBytes(24).toString('base64url');
  const kept = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  const known = JSON.parse(kept) as Partial<Secrets>;
  const secrets = {
    adminToken: known.adminToken ?? secret(),
    databasePassword: known.databasePassword ?? secret(),
    databasePasswords: known.databasePasswords ?? {
      handlers: secret(),
      graph: secret(),
      directus: secret(),
    },
    adminPassword: known.adminPassword ?? secret(),
    secret: known.secret ?? secret(),
  };
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}
