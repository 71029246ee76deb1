import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestGraph, type TestGraph } from './support.js';

describe('GraphiQL', () => {
  let graph: TestGraph;
  before(async () => {
    graph = await openTestGraph();
  });
  after(() => graph.stop());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${graph.port}${path}`, { headers, redirect: 'manual' });

  it('is served whole from here, without a token', async () => {
    assert.equal((await get('/')).headers.get('location'), '/graphiql');
    const page = await get('/graphiql');
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    const html = await page.text();
    assert.doesNotMatch(html, /https?:\/\//);
    const parts = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path as string);
    assert.ok(parts.length >= 2);
    for (const path of [
      ...parts,
      '/graphiql/editor.worker.js',
      '/graphiql/json.worker.js',
      '/graphiql/graphql.worker.js',
    ])
      assert.equal((await get(path)).status, 200, `${path}: run npm run build`);
    const style = await (await get('/graphiql/page.css')).text();
    assert.doesNotMatch(style, /url\(["']?(https?:)?\/\//);
  });

  it('is not sent again to a browser that has it', async () => {
    const { headers } = await get('/graphiql/page.js');
    assert.equal(headers.get('content-encoding'), 'gzip');
    const again = await get('/graphiql/page.js', { 'if-none-match': headers.get('etag') ?? '' });
    assert.equal(again.status, 304);
  });

  it('gives out nothing else', async () => {
    for (const path of [
      '/graphiql/..%2fstart.js',
      '/graphiql/build.mjs',
      '/graphiql/none.js',
      '/start.js',
      '/graphiql/%00',
    ])
      assert.equal((await get(path)).status, 404, path);
  });
});
