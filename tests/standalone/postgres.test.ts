import assert from 'node:assert/strict';
import { lstat, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { removeFolder } from '../../standalone/postgres/account.js';
import { startPostgres } from '../../standalone/postgres/postgres.js';
import { startTemporaryPostgres } from '../../standalone/postgres/temporary.js';

const folder = await mkdtemp(path.join(tmpdir(), 'chargeql-cluster-'));
after(async () => {
  await removeFolder(path.join(folder, 'data'));
  await rm(folder, { recursive: true, force: true });
});

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: 'array' });
  await client.end();
  return rows[0]?.[0];
}

const gone = (file: string) => assert.rejects(stat(file), { code: 'ENOENT' });

test('a temporary server takes what it is given and leaves nothing', async () => {
  const server = await startTemporaryPostgres(['fsync=off']);
  assert.equal(await ask(server.url, 'show fsync'), 'off');
  assert.equal(await ask(server.url, 'show server_encoding'), 'UTF8');
  const data = String(await ask(server.url, 'show data_directory'));
  await server.stop();
  await gone(data);
});

test('data outlive a stop; the password guards them; a pid file that names a stranger is no hindrance', async () => {
  const data = path.join(folder, 'data');
  const first = await startPostgres(data, { password: 'right' });
  await ask(first.url, 'create table kept as select 42 as answer');
  await assert.rejects(ask(first.url.replace('right', 'wrong'), 'select 1'), { code: '28P01' });
  await first.stop();
  await writeFile(path.join(data, 'postmaster.pid'), `${process.pid}\n${data}\n`);
  const second = await startPostgres(data, { password: 'right' });
  assert.equal(await ask(second.url, 'select answer from kept'), 42);
  await second.stop();
});

test('a setting that PostgreSQL refuses is told in its words', async () => {
  await assert.rejects(
    startPostgres(path.join(folder, 'data'), { password: 'right', options: ['shared_buffers=none'] }),
    /^Error: PostgreSQL did not start \(.*"shared_buffers".*\); its log is \S+\.log$/,
  );
});

test('as root, where its user can’t reach the folder, the data lie elsewhere behind a link', async (context) => {
  if (process.getuid?.() !== 0) return context.skip('only root has that problem');
  // mkdtemp makes folders that only their owner may enter.
  const closed = await mkdtemp(path.join(folder, 'closed-'));
  const data = path.join(closed, 'data');
  const server = await startPostgres(data, { password: 'x' });
  assert.equal((await lstat(data)).isSymbolicLink(), true);
  const place = await realpath(data);
  assert.match(place, /^\/var\/lib\/chargeql\//);
  assert.match(await readFile(path.join(data, 'PG_VERSION'), 'utf8'), /^18/);
  await server.stop();
  await removeFolder(data);
  await gone(path.dirname(place));
});
