import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient } from 'graphql-ws';
import { type ClientOptions, WebSocket } from 'ws';
import { openTestGraph, type TestGraph, token } from './support.js';

let behind: TestGraph;
let open: TestGraph;
before(async () => {
  behind = await openTestGraph({ environment: { TRUSTED_PROXIES: '127.0.0.1' } });
  open = await openTestGraph({ environment: { TRUSTED_PROXIES: '10.0.0.0/8' } });
});
after(async () => {
  await behind.stop();
  await open.stop();
});

const forwarded = (address: string) => ({ 'X-Forwarded-For': address });
const create = (idToken: string) => `mutation { createIdToken(input: { idToken: "${idToken}" }) { id } }`;

const recorded = async (graph: TestGraph): Promise<string> =>
  (await graph.read('{ auditEntries(first: 1) { nodes { address } } }')).auditEntries.nodes[0].address;

async function overSocket(graph: TestGraph, address: string, query: string): Promise<void> {
  class Forwarded extends WebSocket {
    constructor(url: string, protocols: string[], options: ClientOptions = {}) {
      super(url, protocols, { ...options, headers: forwarded(address) });
    }
  }
  const client = createClient({
    url: `ws://127.0.0.1:${graph.port}/graphql`,
    webSocketImpl: Forwarded,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  await client.iterate({ query }).next();
  await client.dispose();
}

test('the audit names whom a trusted proxy speaks for, over HTTP and WebSocket', async () => {
  await behind.post(JSON.stringify({ query: create('ONE') }), forwarded('203.0.113.1, 198.51.100.7'));
  assert.equal(await recorded(behind), '198.51.100.7');
  await overSocket(behind, '198.51.100.8', create('TWO'));
  assert.equal(await recorded(behind), '198.51.100.8');
});

test('a header that anybody else forges changes nothing', async () => {
  await open.post(JSON.stringify({ query: create('ONE') }), forwarded('10.1.2.3'));
  assert.equal(await recorded(open), '127.0.0.1');
  await overSocket(open, '198.51.100.8', create('TWO'));
  assert.equal(await recorded(open), '127.0.0.1');
});

/** How wrong tokens are answered, the n-th from the n-th of these addresses. */
async function guess(graph: TestGraph, addresses: (n: number) => string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < times; n++) {
    const headers = { authorization: `Bearer wrong${n}`, ...forwarded(addresses(n)) };
    statuses.push((await graph.post('{"query":"{ __typename }"}', headers)).status);
  }
  return statuses;
}

test('who guesses tokens behind a proxy is stopped, and nobody else behind it', async () => {
  const statuses = await guess(behind, () => '198.51.100.66', 130);
  assert.equal(statuses[0], 401);
  assert.equal(statuses.at(-1), 429);
  assert.deepEqual(await guess(behind, () => '198.51.100.67', 1), [401]);
});

test('who forges a new address with each guess is stopped all the same', async () => {
  const statuses = await guess(open, (n) => `198.51.100.${n}`, 130);
  assert.equal(statuses.at(-1), 429);
});
