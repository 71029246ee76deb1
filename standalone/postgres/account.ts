import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, cp, lstat, mkdir, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';

/** Whom PostgreSQL runs as; empty for whoever runs us. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** Where root keeps what the account has to reach. */
const rootsFolder = '/var/lib/chargeql';

/** PostgreSQL refuses to run as root: then it runs as `postgres`, a user that is made where it is missing. */
export function account(): Account {
  if (process.getuid?.() !== 0) return {};
  return known() ?? made();
}

function known(): Account | undefined {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function made(): Account {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], {
      stdio: 'ignore',
    });
  } catch {
    // Told below.
  }
  const account = known();
  if (!account)
    throw new Error(
      'PostgreSQL does not run as root and no user "postgres" could be made; run as an ordinary user or set DATABASE_URL',
    );
  return account;
}

/** Gives the account a folder of its own. */
export async function own(folder: string, { uid, gid }: Account): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
}

/**
 * Root's home is closed to the account, so a database can't live in there: then `folder` becomes a link to one under
 * /var/lib/chargeql.
 */
export async function reachableFolder(folder: string, account: Account): Promise<string> {
  const parent = path.dirname(path.resolve(folder));
  await mkdir(parent, { recursive: true });
  if (account.uid === undefined || (await exists(folder)) || (await isOpen(parent))) return folder;
  const place = path.join(rootsFolder, randomBytes(6).toString('hex'));
  await mkdir(place, { recursive: true, mode: 0o755 });
  await own(path.join(place, 'postgres'), account);
  await symlink(path.join(place, 'postgres'), folder);
  return folder;
}

/** Removes a database that nobody needs again, also where it lies behind a link. */
export async function removeFolder(folder: string): Promise<void> {
  const place = await realpath(folder).catch(() => folder);
  await rm(place.startsWith(`${rootsFolder}/`) ? path.dirname(place) : place, {
    recursive: true,
    force: true,
  });
  await rm(folder, { recursive: true, force: true });
}

/** What `reachableFolder` does, for the programs: copied once, for each version. */
export async function reachablePrograms(native: string, version: string, account: Account): Promise<string> {
  if (account.uid === undefined || (await isOpen(native))) return native;
  const copy = path.join(rootsFolder, `postgresql-${version}`);
  if (await exists(copy)) return copy;
  const fresh = `${copy}.${process.pid}`;
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
  await rename(fresh, copy).catch(() => rm(fresh, { recursive: true }));
  return copy;
}

/** Whether anyone may walk down to here. */
async function isOpen(folder: string): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );
