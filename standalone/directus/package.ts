import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The folder of Directus's npm package. */
export const packageFolder = path.join(root, 'directus');

/** Its command. */
export const commandFile = path.join(packageFolder, 'node_modules', 'directus', 'cli.js');

export const isInstalled = (): boolean => existsSync(commandFile);

/** Installs Directus's packages where they are missing or out of date; shows its own progress and reasons. */
export async function installDirectus(): Promise<void> {
  const script = path.join(root, 'standalone', 'install.mjs');
  const child = spawn(process.execPath, [script, 'directus'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Error('Directus is not installed; npm start -- --no-admin does without the admin');
}

/** The newest migration that this version of Directus brings. */
export async function newestMigration(): Promise<string | undefined> {
  const folder = path.join(
    packageFolder,
    'node_modules',
    '@directus',
    'api',
    'dist',
    'database',
    'migrations',
  );
  const versions = (await readdir(folder)).map((file) => /^(\d{8}[A-Z])-.*\.js$/.exec(file)?.[1] ?? '');
  return versions.sort().at(-1);
}
