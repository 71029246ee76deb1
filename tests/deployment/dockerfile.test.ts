import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readSettings } from '../../platform/settings.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const instructions = readFileSync(`${root}Dockerfile`, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ word: line.split(' ')[0] as string, rest: line.slice(line.indexOf(' ') + 1) }));
const of = (word: string) => instructions.filter((each) => each.word === word).map(({ rest }) => rest);

test('whatever is copied exists, and is not kept from the build by .dockerignore', () => {
  const ignored = readFileSync(`${root}.dockerignore`, 'utf8').trim().split('\n');
  const stages = new Set(of('FROM').map((line) => line.split(' AS ')[1]));
  for (const line of of('COPY')) {
    const [from, ...files] = line.startsWith('--from=') ? line.split(' ') : ['', ...line.split(' ')];
    if (from) assert.ok(stages.has(from.slice('--from='.length)), line);
    else
      for (const file of files.slice(0, -1)) {
        assert.ok(existsSync(root + file), file);
        assert.ok(!ignored.includes(file.replace(/^\.\//, '')), file);
      }
  }
});

test('every room that the roles are compiled from is in the build', () => {
  const copied = of('COPY').flatMap((line) => line.split(' '));
  for (const room of ['ocpp', 'platform', 'gateway', 'handlers', 'graph', 'migrations'])
    assert.ok(copied.includes(room), room);
});

test('npm scripts it runs exist', () => {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const line of of('RUN'))
    for (const [, script] of line.matchAll(/npm run (\S+)/g)) assert.ok(script && script in scripts, line);
});

test('the image runs as an ordinary user, on Node 24, and listens on the ports of the settings', () => {
  const user = instructions.findLast(({ word }) => word === 'USER')?.rest;
  assert.equal(user, 'node');
  const { dependencies } = JSON.parse(readFileSync(`${root}directus/package.json`, 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const line of of('FROM'))
    assert.ok(
      line.startsWith('node:24-') || line === `directus/directus:${dependencies.directus} AS directus`,
      line,
    );
  const { GATEWAY_PORT, GATEWAY_TLS_PORT, GRAPH_PORT, UPLOAD_PORT, OPS_PORT } = readSettings({});
  assert.deepEqual(of('EXPOSE'), [
    [GATEWAY_PORT, GATEWAY_TLS_PORT, GRAPH_PORT, UPLOAD_PORT, OPS_PORT].join(' '),
  ]);
});
