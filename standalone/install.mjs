// Brings a checkout to the state its commands need: packages installed, sources built. Silent when it is already so.
// Plain JavaScript on built-in modules only, for it runs first, on whatever Node the machine has (20 or newer).
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => path.join(root, ...parts);
const builtStamp = at('dist', '.built');

try {
  needNode(20);
  if (process.argv[2] === 'directus') await installDirectus();
  else await installAll();
} catch (error) {
  console.error(`\nChargeQL cannot be installed: ${inWords(error)}`);
  process.exitCode = 1;
}

async function installAll() {
  await install('.', 'Installing packages', '--ignore-scripts=false');
  if (!existsSync(at('node_modules', '.bin', 'node'))) needNode(24);
  if (isBuilt()) return;
  await show('Building', { args: ['run', 'build', '--silent'], cwd: root, detailOf: () => undefined });
  writeFileSync(builtStamp, '');
}

/** The admin is a package of its own, large, and not everybody's need. Its scripts would want a compiler. */
async function installDirectus() {
  const built = isBuilt();
  await install('directus', 'Installing Directus', '--ignore-scripts');
  for (const extension of extensions()) await buildExtension(extension);
  // The new node_modules and dist made their folders newer than the build; no source has changed.
  if (built) writeFileSync(builtStamp, '');
}

/** What Directus loads beside itself: each folder of directus/extensions is a package. */
function extensions() {
  const folder = at('directus', 'extensions');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'package.json')));
}

async function buildExtension(name) {
  const folder = at('directus', 'extensions', name);
  const stamp = path.join(folder, 'dist', '.built');
  const sources = [folder, at('directus', 'package-lock.json')];
  if (existsSync(stamp) && sources.every((source) => newest(source) <= changedAt(stamp))) return;
  rmSync(path.join(folder, 'dist'), { recursive: true, force: true });
  const detailOf = () => undefined;
  await show(`Building ${name} for Directus`, { args: ['run', 'build', '--silent'], cwd: folder, detailOf });
  writeFileSync(stamp, '');
}

async function install(folder, title, scripts) {
  if (isInstalled(folder)) return;
  // "http" logs each download; the lock file leaves out addresses, so npm looks each package up: from its cache, if it can.
  const args = ['ci', '--prefer-offline', '--no-progress', '--loglevel=http', scripts];
  const detailOf = (line) => /fetch GET 200 \S+\/([^/]+)\.tgz/.exec(line)?.[1];
  await show(title, { args, cwd: at(folder), detailOf });
  writeFileSync(at(folder, 'node_modules', '.installed'), lockHash(folder));
}

function needNode(version) {
  if (Number(process.versions.node.split('.')[0]) < version)
    throw new Error(`it needs Node.js ${version} or newer, and this is ${process.versions.node}`);
}

/** By content, else by age: `npm install` by hand leaves no stamp, a change of branch touches the lock file's time. */
function isInstalled(folder) {
  const modules = at(folder, 'node_modules', '.package-lock.json');
  const stamp = at(folder, 'node_modules', '.installed');
  if (!existsSync(modules)) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(folder)) return true;
  return changedAt(modules) >= changedAt(at(folder, 'package-lock.json'));
}

function lockHash(folder) {
  return createHash('sha256')
    .update(readFileSync(at(folder, 'package-lock.json')))
    .digest('hex');
}

/** A folder's own time counts too: it tells of files taken away. */
function isBuilt() {
  if (!existsSync(builtStamp)) return false;
  const built = changedAt(builtStamp);
  const { include } = JSON.parse(readFileSync(at('tsconfig.json'), 'utf8'));
  const sources = ['tsconfig.json', 'package.json', 'package-lock.json', ...include].map((name) => at(name));
  return sources.every((source) => !existsSync(source) || newest(source) <= built);
}

function newest(file) {
  const stat = statSync(file);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(file).filter((name) => name !== 'node_modules' && name !== 'dist');
  return Math.max(stat.mtimeMs, ...inside.map((name) => newest(path.join(file, name))));
}

function changedAt(file) {
  return statSync(file).mtimeMs;
}

/** Runs npm, with one live line on a terminal, or a plain line now and then elsewhere. */
async function show(title, { args, cwd, detailOf }) {
  const live = process.stderr.isTTY === true;
  const begun = Date.now();
  let details = 0;
  let last = '';
  let heardAt = 0;
  const write = (mark, end) => {
    const seconds = Math.round((Date.now() - begun) / 1000);
    const text = `${mark} ${title} · ${seconds} s${details ? ` · ${details} fetched` : ''}${busyWith()}`;
    process.stderr.write(
      live ? `\r\x1b[2K${text.slice(0, (process.stderr.columns || 80) - 1)}${end}` : `${text}\n`,
    );
  };
  const busyWith = () => {
    if (!last) return '';
    return Date.now() - heardAt < 1500 ? `, ${last}` : ', unpacking';
  };
  const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
  let frame = 0;
  if (!live) write('…', '');
  const timer = setInterval(
    () => write(live ? frames[frame++ % frames.length] : '…', ''),
    live ? 100 : 10_000,
  );
  try {
    await npm({ args, cwd }, (line) => {
      const detail = detailOf(line);
      if (!detail) return;
      details++;
      last = detail;
      heardAt = Date.now();
    });
    last = '';
    write('✔', '\n');
  } catch (error) {
    last = '';
    write('✘', '\n');
    throw error;
  } finally {
    clearInterval(timer);
  }
}

function npm({ args, cwd }, onLine) {
  const own = process.env.npm_execpath ?? '';
  const [command, first] = /npm-cli\.c?js$/.test(own) ? [process.execPath, [own]] : ['npm', []];
  const child = spawn(command, [...first, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: command === 'npm' && process.platform === 'win32',
  });
  let output = '';
  const take = (chunk) => {
    output += chunk;
    for (const line of String(chunk).split('\n')) onLine(line);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((resolve, reject) => {
    child.on('error', (error) =>
      reject(error.code === 'ENOENT' ? new Error('npm is not there; it comes with Node.js') : error),
    );
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(Object.assign(new Error('npm'), { output })),
    );
  });
}

/** What npm said, as one line and the next step; a compiler's findings as they are. */
function inWords({ message, output }) {
  if (output === undefined) return message;
  const known = [
    [/ENOSPC/, 'the disk is full'],
    [
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/,
      'the npm registry does not answer; check the network (or npm’s proxy setting) and run the command again',
    ],
    [/EACCES|EPERM|EROFS/, `no permission to write in ${root}`],
    [/EINTEGRITY/, 'a download was damaged; run "npm cache verify" and the command again'],
    [
      /ENOTEMPTY|EBUSY/,
      'node_modules is in use; stop what runs from it, or remove the folder, and run the command again',
    ],
  ];
  const found = known.find(([sign]) => sign.test(output));
  if (found) return found[1];
  const lines = output
    .split('\n')
    .filter((line) => !/^npm (http|warn|notice)/.test(line) && line.trim() !== '');
  return lines.slice(0, 20).join('\n').replaceAll('npm error ', '');
}
