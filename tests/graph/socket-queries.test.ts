import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestGraph, plant, type TestGraph } from './support.js';

let graph: TestGraph;
before(async () => {
  graph = await openTestGraph();
  await plant(graph.pool, 1);
});
after(() => graph.stop());

test('what a query over a WebSocket has read, the next over the same one reads anew', async () => {
  const client = graph.client();
  const ask = async () => {
    const { value } = await client
      .iterate({ query: '{ station(id: "cp000") { name } stations { totalCount } }' })
      .next();
    return value.data;
  };
  assert.deepEqual(await ask(), { station: { name: null }, stations: { totalCount: 1 } });
  await graph.pool.query(`update charging_station set name = 'new' where id = 'cp000'`);
  await graph.pool.query(`insert into charging_station (id) values ('cp001')`);
  assert.deepEqual(await ask(), { station: { name: 'new' }, stations: { totalCount: 2 } });
});
