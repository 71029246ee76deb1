import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { presentable } from '../../graph/server/errors.js';
import { openPool, type Pool } from '../../platform/database/pool.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { openProxy, type Proxy as Wire } from '../support/proxy.js';
import { type Run, startProcess } from '../support/run-process.js';
import { until } from '../support/until.js';

const token = 'f3b1c9d47aa0e1527d9c44b8a1e07c55';
let database: TestDatabase;
let wire: Wire;
let pool: Pool;
let run: Run;
let url: string;
let client: Client;
const heard: string[] = [];

before(async () => {
  database = await freshDatabase();
  wire = await openProxy(database.url);
  pool = openPool(database.url, { size: 1, name: 'test' });
  await pool.query(`insert into charging_station (id) values ('cp000')`);
  run = startProcess('tests/support/graph-main.js', {
    ...{ NODE_ENV: 'production', TEST_DATABASE: wire.url, GRAPH_PORT: '0', ADMIN_TOKEN: token },
    SECRET: '0d9e4ac2b7f118356e2fa9d0c4b37e1844aa',
  });
  url = `http://127.0.0.1:${(await run.says(/"port":(\d+)/))[1]}`;
  client = createClient({
    ...{ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 },
    connectionParams: { authorization: `Bearer ${token}` },
  });
});
after(async () => {
  await client.dispose();
  await run.interrupt();
  await pool.end();
  await wire.close();
  await database.drop();
});

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: string } }[];
}

const documents = [
  '{ it: stations { totalCount } }',
  '{ it: auditEntries { nodes { id } } }',
  '{ it: station(id: "cp000") { id transactions { totalCount } } }',
  'mutation { it: createIdToken(input: { idToken: "away" }) { id } }',
  'mutation { it: resetStation(stationId: "cp000", waitMs: 0) { state } }',
  'mutation { it: ocpp16Reset(stationId: "cp000", waitMs: 0, request: { type: Soft }) { state } }',
];

const overHttp = (query: string, bearer = token) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ query }),
  });
const overSocket = async (query: string): Promise<Answer> =>
  (await client.iterate({ query }).next()).value as Answer;

/** Words of SQL, of our tables, of the machine or of the code. */
const leak =
  /\b(select|insert into|from|where|relation|column)\b|[a-z]+_[a-z_]+|postgres|pg\b|\b(?:econn|enotfound|etimedout|eai_)\w*|127\.0\.0\.1|localhost|:\d{4,5}\b|node_modules|\.[jt]s\b|\bat \S+ \(|stack/i;

/** An answer that says what is wrong and what to do, and nothing else. */
function judge(what: string, text: string): void {
  const { errors = [] } = JSON.parse(text) as Answer;
  assert.ok(errors.length > 0, `${what}: ${text}`);
  for (const { message, extensions } of errors) {
    assert.equal(extensions.code, 'UNAVAILABLE', `${what}: ${text}`);
    assert.match(message, /cannot be reached; try again in a few seconds/);
    assert.deepEqual(Object.keys(extensions), ['code']);
  }
  assert.doesNotMatch(text.replaceAll('"column":', ''), leak, what);
}

test('with PostgreSQL gone the API says so, and nothing of what lies behind it', async () => {
  const live = (async () => {
    const events = client.iterate({ query: 'subscription { stationEvents { __typename cursor } }' });
    for await (const event of events) heard.push(JSON.stringify(event));
  })();
  for (const query of documents.slice(0, 3)) assert.equal((await overSocket(query)).errors, undefined);

  const edit = (name: string) =>
    pool.query(`update charging_station set name = $1 where id = 'cp000'`, [name]);
  await until('the subscription has begun', async () => {
    await edit(String(Math.random()));
    return heard.length > 0;
  });

  await wire.cut();
  for (let round = 0; round < 2; round++)
    for (const query of documents) {
      judge(`HTTP ${query}`, await (await overHttp(query)).text());
      judge(`WebSocket ${query}`, JSON.stringify(await overSocket(query)));
    }
  // Whose token it is, is asked of the database.
  const stranger = await overHttp('{ __typename }', 'a token of somebody in Directus');
  judge('HTTP, token', await stranger.text());
  assert.equal(stranger.status, 503);
  const upload = await fetch(`${url}/uploads/00000000-0000-4000-8000-000000000000`, {
    headers: { authorization: `Bearer ${token}` },
  });
  judge('an upload', await upload.text());
  assert.equal(upload.status, 503);
  const list = await fetch(`${url}/crl/1.crl`);
  judge('a revocation list', await list.text());
  assert.equal(list.status, 503);
  const closed = await new Promise<{ code: number; reason: string }>((resolve) => {
    const stranger = createClient({
      ...{ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 },
      ...{ connectionParams: { authorization: 'Bearer a token of somebody in Directus' }, lazy: false },
      onNonLazyError: () => undefined,
      on: { closed: (event) => resolve(event as { code: number; reason: string }) },
    });
    assert.ok(stranger);
  });
  assert.match(closed.reason, /^UNAVAILABLE: .*try again/);
  assert.doesNotMatch(closed.reason, leak);
  assert.equal(
    ((await (await overHttp('{ __typename }')).json()) as Answer).data?.__typename,
    'Query',
    'it still serves',
  );

  await wire.heal();
  await until(
    'it answers again',
    async () => (await overSocket(documents[0] as string)).errors === undefined,
    {
      ms: 20_000,
    },
  );
  for (const query of documents.slice(0, 4)) {
    const { data, errors } = (await (await overHttp(query)).json()) as Answer;
    assert.equal(errors, undefined, JSON.stringify(errors));
    assert.ok(data?.it);
  }
  const before = heard.length;
  await edit('back');
  await until('the subscription goes on', () => heard.length > before, { ms: 20_000 });
  for (const event of heard) assert.doesNotMatch(event, /errors/);
  await client.dispose();
  await live.catch(() => undefined);
});

for (const [what, error] of Object.entries({
  'a connection that broke': new Error('Connection terminated unexpectedly'),
  'no connection in time': new Error('timeout exceeded when trying to connect'),
  'a port nobody listens on': Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), {
    code: 'ECONNREFUSED',
  }),
  'a name nobody knows': Object.assign(new Error('getaddrinfo ENOTFOUND db.internal'), { code: 'ENOTFOUND' }),
  'a server that stops': Object.assign(new Error('terminating connection due to administrator command'), {
    code: '57P01',
  }),
  'too many connections': Object.assign(new Error('too many clients already'), { code: '53300' }),
  'a standby': Object.assign(new Error('cannot execute INSERT in a read-only transaction'), {
    code: '25006',
  }),
}))
  test(`the database is away: ${what}`, () => {
    judge(what, JSON.stringify({ errors: [presentable(error).toJSON()] }));
  });

test('what is our own fault leads to the log by a reference, and says no more', () => {
  for (const thrown of [
    Object.assign(new Error('column "x" of relation "charging_station" does not exist'), { code: '42703' }),
    new TypeError('Cannot read properties of undefined (reading at /srv/graph/start.js:3:4)'),
    'a text',
    undefined,
    null,
  ]) {
    const { message, extensions } = presentable(thrown).toJSON();
    assert.match(message, /^internal error, reference [\da-f]{8}$/);
    assert.deepEqual(extensions, { code: 'INTERNAL_SERVER_ERROR' });
  }
});
