import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../standalone/install.mjs', import.meta.url));
const folder = await mkdtemp(path.join(tmpdir(), 'chargeql-install-'));
after(() => rm(folder, { recursive: true }));

/** A checkout with one source, whose build and npm are stand-ins that are quick and need no network. */
async function checkout(name: string, npm: string): Promise<string> {
  const root = path.join(folder, name);
  await mkdir(path.join(root, 'standalone'), { recursive: true });
  await mkdir(path.join(root, 'ocpp'));
  await cp(script, path.join(root, 'standalone', 'install.mjs'));
  await writeFile(path.join(root, 'ocpp', 'source.ts'), '');
  await writeFile(path.join(root, 'tsconfig.json'), '{ "include": ["ocpp", "not-there-yet"] }');
  await writeFile(path.join(root, 'package.json'), '{}');
  await writeFile(path.join(root, 'package-lock.json'), '{}');
  await mkdir(path.join(root, 'bin'));
  await writeFile(path.join(root, 'bin', 'npm'), `#!/bin/sh\necho "$@" >> "${root}/npm-calls"\n${npm}\n`, {
    mode: 0o755,
  });
  return root;
}

const works = `case "$1" in
  ci) mkdir -p node_modules/.bin; touch node_modules/.package-lock.json node_modules/.bin/node
      echo 'npm http fetch GET 200 https://somewhere/left-pad/-/left-pad-1.0.0.tgz 12ms' >&2 ;;
  run) mkdir -p dist ;;
esac`;

function install(root: string): { code: number | null; said: string; calls: string[] } {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [path.join(root, 'standalone', 'install.mjs')],
    {
      encoding: 'utf8',
      env: { PATH: `${root}/bin:${process.env.PATH}` },
    },
  );
  const { stdout: calls } = spawnSync('cat', [`${root}/npm-calls`], { encoding: 'utf8' });
  spawnSync('rm', ['-f', `${root}/npm-calls`]);
  return {
    code: status,
    said: stdout + stderr,
    calls: calls
      .trim()
      .split('\n')
      .map((call) => call.split(' ')[0] as string),
  };
}

test('a fresh checkout is installed and built, and says so; the second time there is nothing to do or say', async () => {
  const root = await checkout('fresh', works);
  const first = install(root);
  assert.equal(first.code, 0, first.said);
  assert.deepEqual(first.calls, ['ci', 'run']);
  assert.match(first.said, /✔ Installing packages · \d+ s · 1 fetched/);
  assert.match(first.said, /✔ Building/);
  assert.deepEqual(install(root), { code: 0, said: '', calls: [''] });
});

test('a changed source is built, a changed lock file installed', async () => {
  const root = await checkout('changed', works);
  install(root);
  const later = new Date(Date.now() + 5000);
  await utimes(path.join(root, 'ocpp', 'source.ts'), later, later);
  assert.deepEqual(install(root).calls, ['run']);
  await writeFile(path.join(root, 'package-lock.json'), '{ "name": "other" }');
  await utimes(path.join(root, 'package-lock.json'), later, later);
  assert.deepEqual(install(root).calls[0], 'ci');
});

test('a source taken away is built anew', async () => {
  const root = await checkout('removed', works);
  await writeFile(path.join(root, 'ocpp', 'old.ts'), '');
  install(root);
  await rm(path.join(root, 'ocpp', 'old.ts'));
  const later = new Date(Date.now() + 5000);
  await utimes(path.join(root, 'ocpp'), later, later);
  assert.deepEqual(install(root).calls, ['run']);
});

for (const [what, output, line] of [
  ['no network', 'npm error code EAI_AGAIN', /the npm registry does not answer; check the network/],
  ['a full disk', 'npm error ENOSPC: no space left on device, write', /the disk is full$/],
  ['a folder that can’t be written', 'npm error code EACCES', /no permission to write in \S+$/],
] as const) {
  test(`${what} is told in one line`, async () => {
    const root = await checkout(what.replaceAll(' ', '-'), `echo '${output}' >&2; exit 1`);
    const { code, said } = install(root);
    assert.equal(code, 1);
    const lines = said.split('\n').filter((each) => each !== '' && !/^[…✘]/.test(each));
    assert.equal(lines.length, 1, said);
    assert.match(lines[0] ?? '', /^ChargeQL cannot be installed: /);
    assert.match(lines[0] ?? '', line);
  });
}

test('a build that fails shows what the compiler found', async () => {
  const finding = "ocpp/source.ts(1,1): error TS1005: ';' expected.";
  const root = await checkout('broken', `${works.replace('mkdir -p dist', `echo "${finding}"; exit 2`)}`);
  const { code, said } = install(root);
  assert.equal(code, 1);
  assert.ok(said.includes(finding), said);
});
