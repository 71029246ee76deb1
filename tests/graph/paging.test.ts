import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestGraph, plant, type TestGraph } from './support.js';

describe('paging', () => {
  let graph: TestGraph;
  before(async () => {
    graph = await openTestGraph();
    await plant(graph.pool, 23, 7);
  });
  after(() => graph.stop());

  const orders = [
    ['stations', 'ID', 'id'],
    ['stations', 'CREATED_AT', 'id'],
    ['stations', 'NAME', 'id'],
    ['stations', 'LAST_SEEN_AT', 'id'],
    ['transactions', 'STARTED_AT', 'id'],
    ['transactions', 'ENERGY_WH', 'id'],
    ['transactions', 'ENDED_AT', 'id'],
  ] as const;

  for (const [list, field, key] of orders)
    for (const direction of ['ASC', 'DESC'])
      it(`walks ${list} by ${field} ${direction} through ties, both ways, meeting each once`, async () => {
        const query = `query ($first: Int, $after: String, $last: Int, $before: String) {
          page: ${list}(orderBy: { field: ${field}, direction: ${direction} }, first: $first, after: $after, last: $last, before: $before) {
            totalCount nodes { ${key} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
        const whole = (await graph.read(query, { first: 500 })).page;
        const ids = whole.nodes.map((node: { id: string }) => node.id);
        assert.equal(new Set(ids).size, whole.totalCount);

        const forwards: string[] = [];
        for (let cursor: string | null = null; ; ) {
          const { page }: { page: typeof whole } = await graph.read(query, { first: 4, after: cursor });
          forwards.push(...page.nodes.map((node: { id: string }) => node.id));
          assert.equal(page.pageInfo.hasPreviousPage, cursor !== null);
          if (!page.pageInfo.hasNextPage) break;
          cursor = page.pageInfo.endCursor;
        }
        assert.deepEqual(forwards, ids);

        const backwards: string[] = [];
        for (let cursor: string | null = null; ; ) {
          const { page }: { page: typeof whole } = await graph.read(query, { last: 4, before: cursor });
          backwards.unshift(...page.nodes.map((node: { id: string }) => node.id));
          if (!page.pageInfo.hasPreviousPage) break;
          cursor = page.pageInfo.startCursor;
        }
        assert.deepEqual(backwards, ids);
      });

  it('keeps microseconds in its cursors', async () => {
    await graph.pool.query(
      `insert into refused_handshake (path, reason, refused_at)
       select '/', n::text, '2026-01-01'::timestamptz + n * interval '1 microsecond' from generate_series(1, 30) n`,
    );
    const seen: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const { page }: { page: { nodes: { reason: string }[]; pageInfo: { endCursor: string } } } =
        await graph.read(
          'query ($after: String) { page: refusedHandshakes(first: 7, after: $after) { nodes { reason } pageInfo { endCursor } } }',
          { after: cursor },
        );
      if (page.nodes.length === 0) break;
      seen.push(...page.nodes.map((node) => node.reason));
      cursor = page.pageInfo.endCursor;
    }
    assert.deepEqual(
      seen.map(Number),
      Array.from({ length: 30 }, (_, i) => 30 - i),
    );
  });

  it('gives the lists below many parents the same pages as below one', async () => {
    const below =
      '{ id transactions(first: 3, orderBy: { field: ENERGY_WH, direction: ASC }) { nodes { id } pageInfo { endCursor hasNextPage } } }';
    const { stations } = await graph.read(`{ stations(first: 23) { nodes ${below} } }`);
    for (const node of stations.nodes) {
      const { station } = await graph.read(`query ($id: ID!) { station(id: $id) ${below} }`, { id: node.id });
      assert.deepEqual(station, node);
    }
  });

  const refused: [what: string, query: string, code: string][] = [
    ['more than 500', '{ stations(first: 501) { nodes { id } } }', 'BAD_USER_INPUT'],
    ['less than none', '{ stations(first: -1) { nodes { id } } }', 'BAD_USER_INPUT'],
    ['both ends', '{ stations(first: 1, last: 1) { nodes { id } } }', 'BAD_USER_INPUT'],
    ['a cursor that is none', '{ stations(after: "nonsense") { nodes { id } } }', 'CURSOR_INVALID'],
    [
      'a cursor of another order',
      `{ stations(after: "${Buffer.from('["NAME","a","b"]').toString('base64url')}") { nodes { id } } }`,
      'CURSOR_INVALID',
    ],
    [
      'a cursor of a wrong form',
      `{ transactions(after: "${Buffer.from('["STARTED_AT","x","y"]').toString('base64url')}") { nodes { id } } }`,
      'BAD_USER_INPUT',
    ],
    ['samples of everything', '{ meterValues { nodes { value } } }', 'BAD_USER_INPUT'],
    ['an id that is no number', '{ transaction(id: "x") { id } }', 'BAD_USER_INPUT'],
    [
      'too many objects',
      '{ stations(first: 500) { nodes { transactions(first: 500) { nodes { id } } } } }',
      'TOO_COMPLEX',
    ],
    [
      'too deep',
      `{ stations { nodes { location ${'{ stations { nodes { location '.repeat(6)} { id } ${'} } }'.repeat(6)} } } }`,
      'TOO_COMPLEX',
    ],
  ];
  for (const [what, query, code] of refused)
    it(`refuses ${what}`, async () => {
      const { errors } = await graph.ask(query);
      assert.equal(errors?.[0]?.extensions.code, code, JSON.stringify(errors));
      assert.doesNotMatch(JSON.stringify(errors), /select|syntax|at .*\.js/);
    });
});
