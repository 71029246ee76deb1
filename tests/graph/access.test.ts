import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { graphBeside, openTestGraph, type TestGraph, token } from './support.js';

const query = JSON.stringify({ query: '{ stations { totalCount } }' });

describe('access', () => {
  let graph: TestGraph;
  before(async () => {
    graph = await openTestGraph();
  });
  after(() => graph.stop());

  for (const [what, authorization] of [
    ['no token', ''],
    ['a wrong token', 'Bearer wrong'],
    ['an empty bearer', 'Bearer '],
    ['Basic', `Basic ${btoa(`admin:${token}`)}`],
  ] as const)
    it(`refuses ${what} over HTTP with UNAUTHENTICATED`, async () => {
      const response = await graph.post(query, { authorization });
      assert.equal(response.status, 401);
      const { errors, data } = (await response.json()) as {
        errors: { extensions: { code: string } }[];
        data?: unknown;
      };
      assert.equal(errors[0]?.extensions.code, 'UNAUTHENTICATED');
      assert.equal(data, undefined);
    });

  it('takes the token over HTTP', async () => {
    assert.deepEqual(await graph.read('{ stations { totalCount } }'), { stations: { totalCount: 0 } });
  });

  for (const params of [{}, { authorization: 'Bearer wrong' }, { token: 7 }])
    it(`refuses a WebSocket with ${JSON.stringify(params)} and says why`, async () => {
      const client = graph.client(params);
      const closed = await new Promise<{ code: number; reason: string }>((resolve) =>
        client.subscribe(
          { query: '{ stations { totalCount } }' },
          {
            next: () => assert.fail('answered'),
            error: (event) => resolve(event as never),
            complete: () => {},
          },
        ),
      );
      assert.equal(closed.code, 4403);
      assert.match(closed.reason, /^UNAUTHENTICATED/);
    });

  for (const params of [{ authorization: `Bearer ${token}` }, { Authorization: token }, { token }])
    it(`takes a WebSocket with the token as ${Object.keys(params)}`, async () => {
      const answers = graph.client(params).iterate({ query: '{ stations { totalCount } }' });
      const { value } = await answers.next();
      assert.deepEqual(value.data, { stations: { totalCount: 0 } });
    });

  it('refuses a WebSocket operation that does not fit the schema or asks too much, with codes', async () => {
    for (const [query, code] of [
      ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{ stations', 'GRAPHQL_PARSE_FAILED'],
      ['{ stations(first: 500) { nodes { transactions(first: 500) { nodes { id } } } } }', 'TOO_COMPLEX'],
      ['{ stations(first: 501) { nodes { id } } }', 'BAD_USER_INPUT'],
    ] as const) {
      const errors = await new Promise((resolve) =>
        graph
          .client()
          .subscribe(
            { query },
            { next: ({ errors }) => resolve(errors), error: resolve, complete: () => {} },
          ),
      );
      assert.equal((errors as { extensions: { code: string } }[])[0]?.extensions.code, code);
    }
  });

  it('refuses simple cross-site requests, bodies that are too long, and what is not JSON', async () => {
    const simple = await graph.post(query, { 'content-type': 'text/plain' });
    assert.equal(simple.status, 400);
    const long = await graph.post(JSON.stringify({ query: `{ a }${' '.repeat(1_100_000)}` }));
    assert.equal(long.status, 413);
    const broken = await graph.post('{');
    assert.equal(broken.status, 400);
    for (const response of [simple, long, broken]) {
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
      assert.equal(errors[0]?.extensions.code, 'BAD_REQUEST');
    }
  });

  it('lets pages of no other origin ask, unless the settings name it', async () => {
    const preflight = (port: number, origin: string) =>
      fetch(`http://127.0.0.1:${port}/graphql`, { method: 'OPTIONS', headers: { origin } });
    const closed = await preflight(graph.port, 'https://somewhere.example');
    assert.equal(closed.status, 204);
    assert.equal(closed.headers.get('access-control-allow-origin'), null);
    const opened = await graphBeside({
      ...graph,
      environment: { CORS_ORIGINS: 'https://admin.example.com, http://localhost:8055' },
    });
    try {
      const named = await preflight(opened.port, 'http://localhost:8055');
      assert.equal(named.headers.get('access-control-allow-origin'), 'http://localhost:8055');
      assert.match(named.headers.get('access-control-allow-headers') ?? '', /authorization/);
      assert.equal(named.headers.get('vary'), 'origin');
      const other = await preflight(opened.port, 'http://localhost:8056');
      assert.equal(other.headers.get('access-control-allow-origin'), null);
    } finally {
      await opened.stop();
    }
  });

  it('closes a WebSocket that speaks another protocol', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${graph.port}/graphql`, 'graphql-ws');
    const code = await new Promise((resolve) => {
      socket.on('close', resolve);
      socket.on('error', () => resolve('refused'));
    });
    assert.ok(code === 4406 || code === 'refused');
  });

  it('hides what went wrong inside, and gives a reference', async () => {
    await graph.pool.query('alter table refused_handshake rename to gone');
    try {
      const { errors } = await graph.ask('{ refusedHandshakes { totalCount } }');
      assert.equal(errors?.[0]?.extensions.code, 'INTERNAL_SERVER_ERROR');
      assert.match(errors?.[0]?.message ?? '', /^internal error, reference \w{8}$/);
      assert.doesNotMatch(JSON.stringify(errors), /refused_handshake|relation|stack/);
    } finally {
      await graph.pool.query('alter table gone rename to refused_handshake');
    }
  });
});
