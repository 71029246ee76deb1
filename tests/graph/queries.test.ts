import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestGraph, plant, type TestGraph } from './support.js';

describe('queries', () => {
  let graph: TestGraph;
  before(async () => {
    graph = await openTestGraph();
    await plant(graph.pool, 100, 7);
  });
  after(() => graph.stop());

  it('reads a hundred stations with all that hangs on them by as many statements as one', async () => {
    const query = `query ($first: Int) { stations(first: $first) { totalCount edges { cursor node {
      id location { name stations(first: 3) { totalCount nodes { id } } }
      evses { evseId connectors { connectorId status } currentTransaction { id } }
      connectors { status } currentTransactions { id station { id } }
      transactions(first: 5, filter: { status: [ENDED] }) { totalCount pageInfo { hasNextPage }
        nodes { id energyWh station { id name } idTokenDetails { type } meterValues(first: 2) { nodes { value } } events(first: 2) { nodes { seqNo } } } }
      messages(first: 2) { nodes { action } } commands { totalCount } connections { totalCount }
    } } } }`;
    graph.statements();
    await graph.read(query, { first: 1 });
    const forOne = graph.statements().length;
    const { stations } = await graph.read(query, { first: 100 });
    const forAll = graph.statements().length;
    assert.equal(stations.edges.length, 100);
    assert.equal(forAll, forOne);
    assert.ok(forAll <= 20, `${forAll} statements`);
    const { node } = stations.edges[42];
    assert.equal(node.id, 'cp042');
    assert.equal(node.evses.length, 2);
    assert.deepEqual(node.transactions.totalCount, 6);
    assert.equal(node.transactions.nodes.length, 5);
    assert.equal(node.transactions.pageInfo.hasNextPage, true);
    assert.equal(node.evses[0].currentTransaction.id, node.currentTransactions[0].id);
  });
});
