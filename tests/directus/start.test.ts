import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { commandOf } from '../../standalone/postgres/process-list.js';
import { freshDatabase } from '../support/database.js';
import { runProcess } from '../support/run-process.js';
import { signIn, withoutDirectus } from './support.js';

const folder = await mkdtemp(path.join(tmpdir(), 'chargeql-admin-'));
await chmod(folder, 0o711);
after(() => rm(folder, { recursive: true, force: true }));

const running = /Ctrl-C stops everything/;
/** The first start of Directus makes its tables, on a machine that is busy with other tests. */
const patienceMs = 150_000;

test('npm start brings Directus, whose death is told, and a second start has the same administrator', {
  skip: withoutDirectus,
  timeout: 400_000,
}, async () => {
  const database = await freshDatabase();
  const environment = {
    GATEWAY_PORT: '0',
    GRAPH_PORT: '0',
    UPLOAD_PORT: '0',
    OPS_PORT: '0',
    DIRECTUS_PORT: '0',
    DATABASE_URL: database.url,
    DATA_DIR: folder,
  };
  const start = () => runProcess('standalone/main.js', environment, ['--no-demo']);
  const signInAsShown = (output: string) => {
    const [, url = '', email = '', password = ''] =
      /Directus\s+(http:\S+)\s+(\S+), first password (\S+)/.exec(output) ?? [];
    return signIn(url, email, password);
  };
  const pidOf = async () => Number(await readFile(path.join(folder, 'directus.pid'), 'utf8'));

  const first = start();
  await first.says(running, patienceMs);
  assert.ok(await signInAsShown(first.output()));
  process.kill(await pidOf(), 'SIGKILL');
  await first.says(/Directus has ended by itself; see \S+directus\.log/);
  const [, health = ''] = /Health\s+(\S+)/.exec(first.output()) ?? [];
  assert.equal((await fetch(health)).status, 200, 'the rest goes on');
  assert.equal(await first.interrupt(), 0, first.output());

  const second = start();
  await second.says(running, patienceMs);
  assert.ok(await signInAsShown(second.output()));
  const pid = await pidOf();
  assert.equal(await second.interrupt(), 0, second.output());
  assert.equal(await commandOf(pid), undefined, 'Directus ended with it');
  await database.drop();
});
