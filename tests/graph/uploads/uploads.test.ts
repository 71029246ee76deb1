import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { until } from '../../support/until.js';
import type { Charger } from '../charger.js';
import { breakOff, openUploading, type Uploading } from './uploading.js';

let all: Uploading;
let charger: Charger;
before(async () => {
  all = await openUploading({ UPLOAD_MAX_BYTES: '3000000' });
  charger = await all.plugIn('up', 'ocpp2.0.1');
});
after(() => all.stop());
beforeEach(() => all.system.pool.query('delete from upload'));

const put = (url: string, body: Buffer | string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'PUT', body, headers });

const files = async () =>
  (
    await all.graph.read(`{ station(id: "up") { uploads { totalCount nodes {
      id fileName sizeBytes sha256 downloadUrl remoteAddress station { id } logRequest { requestId } } } } }`)
  ).station.uploads.nodes;

test('a file goes in by PUT and comes out byte-equal, for those who hold the token', async () => {
  const content = randomBytes(1_500_001);
  const url = await all.urlFor('up', charger);
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/uploads\/[\da-f-]{36}\/[\w-]{32}\/$/);
  assert.equal((await put(`${url}log%20of%20today.tar.gz`, content)).status, 201);
  const [file, ...others] = await files();
  assert.deepEqual(others, []);
  assert.equal(file.fileName, 'log of today.tar.gz');
  assert.equal(file.sizeBytes, content.length);
  assert.equal(file.sha256, createHash('sha256').update(content).digest('hex'));
  assert.equal(file.station.id, 'up');
  assert.ok(file.logRequest.requestId);
  const got = await all.download(file.downloadUrl);
  assert.equal(got.status, 200);
  assert.ok(content.equals(Buffer.from(await got.arrayBuffer())));
  assert.equal(got.headers.get('content-type'), 'application/octet-stream');
  assert.match(
    got.headers.get('content-disposition') ?? '',
    /^attachment; filename\*=UTF-8''log%20of%20today.tar.gz$/,
  );
  assert.equal((await all.download(file.downloadUrl, {})).status, 401);
  assert.equal((await all.download(file.downloadUrl, { authorization: 'Bearer no' })).status, 401);
  assert.equal(
    (await all.download(`/uploads/${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`)).status,
    404,
  );

  const events = await until('the event', async () => {
    const read = await all.graph.read(
      '{ events(filter: { stationIds: ["up"], types: [FileUploaded] }) { nodes { ... on FileUploaded { uploadId fileName sizeBytes } } } }',
    );
    return read.events.nodes.length > 0 && read.events.nodes;
  });
  assert.deepEqual(events[0], { uploadId: file.id, fileName: file.fileName, sizeBytes: content.length });

  await all.graph.read(`mutation { deleteUpload(id: "${file.id}") }`);
  assert.equal((await all.download(file.downloadUrl)).status, 404);
  assert.deepEqual(await all.kept(), []);
  const again = await all.graph.ask(`mutation { deleteUpload(id: "${file.id}") }`);
  assert.equal(again.errors?.[0]?.extensions.code, 'NOT_FOUND');
});

test('a form works as well, by POST, and a bare POST too', async () => {
  const form = new FormData();
  form.append('note', 'a field beside it');
  form.append('upload', new Blob(['what was logged']), '../../etc/pass\u0007wd.log');
  const posted = await fetch(await all.urlFor('up', charger), { method: 'POST', body: form });
  assert.equal(posted.status, 201);
  const bare = await fetch(await all.urlFor('up', charger), { method: 'POST', body: 'bare' });
  assert.equal(bare.status, 201);
  const [second, first] = await files();
  assert.equal(first.fileName, 'pass_wd.log');
  assert.equal(await (await all.download(first.downloadUrl)).text(), 'what was logged');
  assert.equal(second.fileName, 'up.log');
});

test('an address is good once, for its own upload alone, and not for ever', async () => {
  const url = await all.urlFor('up', charger);
  const other = await all.urlFor('up', charger);
  const [, , , , id = '', secret = ''] = url.split('/');
  const [, , , , otherId = ''] = other.split('/');
  for (const wrong of [
    url.replace(secret, 'x'.repeat(32)),
    url.replace(id, otherId),
    `${url.split('/uploads')[0]}/`,
    `${url.split('/uploads')[0]}/graphql`,
  ])
    assert.equal((await put(wrong, 'x')).status, 404, wrong);
  assert.equal((await fetch(url)).status, 405, 'nothing is read here');
  assert.equal((await put(url, 'first')).status, 201);
  assert.equal((await put(url, 'second')).status, 409);
  await all.system.pool.query(`update upload set expires_at = now() where state = 'WAITING'`);
  assert.equal((await put(other, 'late')).status, 410);
  const [file] = await files();
  assert.equal(await (await all.download(file.downloadUrl)).text(), 'first');
});

test('too much is refused, whether it is announced or not, and nothing of it stays', async () => {
  const url = await all.urlFor('up', charger);
  const large = Buffer.alloc(3_000_001);
  assert.equal((await put(url, large)).status, 413);
  const stream = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 31; i++) controller.enqueue(new Uint8Array(100_000));
      controller.close();
    },
  });
  const sent = await fetch(url, { method: 'PUT', body: stream, duplex: 'half' } as RequestInit).catch(
    () => undefined,
  );
  if (sent) assert.equal(sent.status, 413);
  await until('nothing is kept', async () => {
    const [row] = await all.kept();
    return row?.state === 'WAITING' && row.parts === 0;
  });
  assert.equal((await put(url, '')).status, 400, 'an empty file is none');
  const broken = await fetch(url, {
    ...{ method: 'POST', body: 'no form', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
  });
  assert.equal(broken.status, 400);
  assert.equal((await put(url, large.subarray(1))).status, 201, 'the station may try again');
});

test('an upload that breaks off leaves nothing, and a new attempt takes over from one that hangs', async () => {
  const url = await all.urlFor('up', charger);
  await breakOff(url, { sends: 700_000, of: 2_000_000 });
  await until('nothing is kept', async () => {
    const [row] = await all.kept();
    return row?.state === 'WAITING' && row.parts === 0 && row.bytes === 0;
  });

  const { promise: rest, resolve: finish } = Promise.withResolvers<void>();
  const hanging = new ReadableStream({
    async start(controller) {
      controller.enqueue(new Uint8Array(600_000));
      await rest;
      controller.enqueue(new Uint8Array(600_000));
      controller.close();
    },
  });
  const first = fetch(url, { method: 'PUT', body: hanging, duplex: 'half' } as RequestInit).catch(
    () => undefined,
  );
  await until('it is under way', async () => ((await all.kept())[0]?.parts ?? 0) > 0);
  assert.equal((await put(url, 'the second attempt')).status, 201);
  finish();
  const refused = await first;
  if (refused) assert.equal(refused.status, 409);
  const [file] = await files();
  assert.equal(await (await all.download(file.downloadUrl)).text(), 'the second attempt');
  assert.deepEqual(await all.kept(), [{ state: 'STORED', parts: 1, bytes: 18 }]);
});

test('what is too old, too much, or half received by a process that died goes by itself', async () => {
  const { pool } = all.system;
  for (const content of ['1'.repeat(100), '2'.repeat(100), '3'.repeat(100)])
    assert.equal((await put(await all.urlFor('up', charger), content)).status, 201);
  await all.urlFor('up', charger);
  await pool.query(
    `update upload set state = 'RECEIVING', touched_at = now() - interval '1 hour' where state = 'WAITING'`,
  );
  await pool.query(
    `insert into upload_part select id, attempt, 0, 'x' from upload where state = 'RECEIVING'`,
  );
  const [newest, , oldest] = await files();
  await pool.query(`update upload set stored_at = now() - interval '8 days' where id = $1`, [oldest.id]);
  await pool.query('select drop_old_uploads(7, 150)');
  assert.deepEqual(
    (await files()).map(({ id }: { id: string }) => id),
    [newest.id],
  );
  assert.deepEqual((await all.kept()).map(({ state, parts }) => `${state} ${parts}`).sort(), [
    'STORED 1',
    'WAITING 0',
  ]);
  await pool.query(`update upload set expires_at = now() - interval '2 hours'`);
  await pool.query('select drop_old_uploads(7, 150)');
  assert.deepEqual(
    (await all.kept()).map(({ state }) => state),
    ['STORED'],
  );
});

test('only a digest of the secret is kept, and no trace of it once the station has answered', async () => {
  const url = await all.urlFor('up', charger);
  const secret = url.split('/').at(-2) ?? '';
  assert.equal(secret.length, 32);
  await until('the trace', async () => {
    const { rows } = await all.system.pool.query(
      `select request from station_message where action = 'GetLog'`,
    );
    return rows.length > 0 && rows.every(({ request }) => !request.includes(secret));
  });
  for (const table of ['command', 'log_request', 'upload', 'station_event']) {
    const { rows } = await all.system.pool.query(
      `select t::text as row from ${table} t where t::text like $1`,
      [`%${secret}%`],
    );
    assert.deepEqual(rows, [], table);
  }
});
