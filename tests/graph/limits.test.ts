import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { graphBeside, openTestGraph, type TestGraph, token } from './support.js';

describe('what the API takes from outside', () => {
  let graph: TestGraph;
  before(async () => {
    graph = await openTestGraph();
  });
  after(() => graph.stop());

  async function beside<T>(environment: Record<string, string>, work: (other: TestGraph) => Promise<T>) {
    const other = await graphBeside({ ...graph, environment });
    try {
      return await work(other);
    } finally {
      await other.stop();
    }
  }
  const url = (path = '/graphql') => `http://127.0.0.1:${graph.port}${path}`;
  const bearer = { authorization: `Bearer ${token}` };
  const codeOf = async (response: Response) =>
    ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

  it('refuses more than so many of one field under aliases, and too many fields in all', async () => {
    const aliases = (count: number) =>
      `{ ${Array.from({ length: count }, (_, i) => `a${i}: station(id: "x") { id }`).join(' ')} }`;
    assert.equal((await graph.ask(aliases(50))).errors, undefined);
    assert.equal((await graph.ask(aliases(51))).errors?.[0]?.extensions.code, 'TOO_COMPLEX');
    const ids = `id ${Array.from({ length: 49 }, (_, i) => `i${i}: id`).join(' ')}`;
    const spread = `fragment f on ChargingStation { ${ids} }
      { ${Array.from({ length: 50 }, (_, i) => `a${i}: station(id: "x") { ...f location { id name } evses { station { ...f } } }`).join(' ')} }`;
    assert.equal((await graph.ask(spread)).errors?.[0]?.extensions.code, 'TOO_COMPLEX');
    const tokens = `{ stations { nodes { ${'id '.repeat(11_000)} } } }`;
    assert.equal((await graph.ask(tokens)).errors?.[0]?.extensions.code, 'GRAPHQL_PARSE_FAILED');
  });

  it('refuses several requests in one body', async () => {
    const response = await graph.post(
      JSON.stringify([{ query: '{ me { name } }' }, { query: '{ me { name } }' }]),
    );
    assert.equal(response.status, 400);
    assert.equal(await codeOf(response), 'BAD_REQUEST');
  });

  it('refuses what a page of another origin can send without a preflight', async () => {
    const query = encodeURIComponent('{ me { name } }');
    const body = JSON.stringify({ query: '{ me { name } }' });
    for (const [what, init, search] of [
      ['GET', { headers: bearer }, `?query=${query}`],
      ['text/plain', { method: 'POST', body, headers: { ...bearer, 'content-type': 'text/plain' } }, ''],
      [
        'form',
        { method: 'POST', body, headers: { ...bearer, 'content-type': 'application/x-www-form-urlencoded' } },
        '',
      ],
      [
        'multipart',
        { method: 'POST', body, headers: { ...bearer, 'content-type': 'multipart/form-data' } },
        '',
      ],
      ['no type', { method: 'POST', body: new Blob([body]), headers: bearer }, ''],
    ] as const) {
      const response = await fetch(url(`/graphql${search}`), init);
      assert.equal(response.status, 400, what);
      assert.equal(await codeOf(response), 'BAD_REQUEST', what);
    }
    const asked = await fetch(url(`/graphql?query=${query}`), {
      headers: { ...bearer, 'apollo-require-preflight': 'true' },
    });
    assert.equal(asked.status, 200);
    const mutation = encodeURIComponent('mutation { deleteLocation(id: "1") }');
    const changing = await fetch(url(`/graphql?query=${mutation}`), {
      headers: { ...bearer, 'apollo-require-preflight': 'true' },
    });
    assert.equal(changing.status, 405, 'a GET changes nothing');
  });

  it('slows down who asks too often, and says when to try again', () =>
    beside({ API_RATE: '1' }, async (slow) => {
      const ask = () => slow.post(JSON.stringify({ query: '{ me { name } }' }));
      for (let i = 0; i < 10; i++) assert.equal((await ask()).status, 200);
      const refused = await ask();
      assert.equal(refused.status, 429);
      const seconds = Number(refused.headers.get('retry-after'));
      assert.ok(seconds >= 1 && seconds <= 10, `${seconds}`);
      assert.equal(await codeOf(refused), 'RATE_LIMITED');
      await assert.rejects(
        slow.client().iterate({ query: '{ me { name } }' }).next(),
        ([error]: { extensions: { code: string } }[]) => error?.extensions.code === 'RATE_LIMITED',
        'the same count over WebSocket',
      );
    }));

  it('does not listen for a while to an address that tries token after token', () =>
    beside({}, async (guarded) => {
      const guess = (i: number) =>
        guarded.post('{"query":"{ me { name } }"}', { authorization: `Bearer ${i}` });
      for (let i = 0; i < 121; i++) assert.equal((await guess(i)).status, 401);
      const refused = await guess(122);
      assert.equal(refused.status, 429);
      assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    }));

  it('lets one token have so many subscriptions at once, over all its sockets', () =>
    beside({ API_SUBSCRIPTIONS: '2' }, async (few) => {
      const query = 'subscription { stationEvents { type } }';
      const subscribe = () =>
        new Promise<string | undefined>((resolve) => {
          const end = few.client().subscribe(
            { query },
            {
              next: ({ errors }) => resolve(String(errors?.[0]?.extensions?.code)),
              error: (errors) => resolve((errors as { extensions: { code: string } }[])[0]?.extensions.code),
              complete: () => undefined,
            },
          );
          // One that is let in says nothing.
          setTimeout(resolve, 300, undefined);
          ends.push(end);
        });
      const ends: (() => void)[] = [];
      assert.equal(await subscribe(), undefined);
      assert.equal(await subscribe(), undefined);
      assert.equal(await subscribe(), 'RATE_LIMITED');
      ends[0]?.();
      const end = Date.now() + 10_000;
      while ((await subscribe()) !== undefined)
        assert.ok(Date.now() < end, 'the place of one that ended is free');
    }));

  it('knows a query again by its hash', async () => {
    const query = '{ me { name admin } }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    assert.equal(await codeOf(await graph.post(JSON.stringify({ extensions }))), 'PERSISTED_QUERY_NOT_FOUND');
    assert.equal((await graph.post(JSON.stringify({ query, extensions }))).status, 200);
    const known = (await (await graph.post(JSON.stringify({ extensions }))).json()) as { data: unknown };
    assert.deepEqual(known.data, { me: { name: 'admin', admin: true } });
    const wrong = { persistedQuery: { version: 1, sha256Hash: sha256Hash.replace(/./, 'x') } };
    assert.equal((await graph.post(JSON.stringify({ query, extensions: wrong }))).status, 400);
  });

  it('refuses to start with a list of documents that can’t be read', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'chargeql-documents-'));
    await writeFile(path.join(folder, 'broken.graphql'), 'query {');
    await assert.rejects(
      beside({ API_DOCUMENTS: folder }, async () => undefined),
      /broken\.graphql: Syntax Error/,
    );
    await rm(folder, { recursive: true });
  });
});
