import { type Client, createClient } from 'graphql-ws';
import { type Graph, startGraph } from '../../graph/start.js';
import type { Broker } from '../../platform/broker/broker.js';
import { LocalBroker } from '../../platform/broker/local.js';
import { openPool, type Pool } from '../../platform/database/pool.js';
import { readSettings } from '../../platform/settings.js';
import { CuttableSocket } from '../support/cuttable.js';
import { freshDatabase, poolAs } from '../support/database.js';

export const token = 'a token for tests';

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is asserted on, field by field
  data: any;
  errors?: { message: string; path?: string[]; extensions: { code: string } }[];
}

export interface TestGraph {
  pool: Pool;
  broker: Broker;
  port: number;
  /** Statements sent to Postgres since the last time this was read. */
  statements(): string[];
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** The same, failing the test on any error. */
  read(query: string, variables?: Record<string, unknown>): Promise<Answer['data']>;
  post(body: string, headers?: Record<string, string>): Promise<Response>;
  client(params?: Record<string, unknown>): Client;
  stop(): Promise<void>;
}

/** The API as it runs, on a database of its own. */
export async function openTestGraph({
  broker = new LocalBroker(),
  environment = {},
}: {
  broker?: Broker;
  environment?: Record<string, string>;
} = {}): Promise<TestGraph> {
  const database = await freshDatabase();
  const pool = openPool(database.url, { size: 8, name: 'test graph' });
  const graph = await graphBeside({ pool, broker, environment });
  return {
    ...graph,
    stop: async () => {
      await graph.stop();
      await broker.close();
      await pool.end();
      await database.drop();
    },
  };
}

/** The API beside what runs already, on its database and broker, which outlive it. */
export async function graphBeside({
  pool,
  broker,
  environment = {},
  uploadUrl,
}: {
  pool: Pool;
  broker: Broker;
  environment?: Record<string, string>;
  uploadUrl?: string | undefined;
}): Promise<TestGraph> {
  const settings = readSettings({ ADMIN_TOKEN: token, GRAPH_PORT: '0', ...environment });
  const own = poolAs(pool, 'graph');
  const statements = watchStatements(own);
  const graph: Graph = await startGraph({ settings, pool: own, broker, uploadUrl });
  const url = `http://127.0.0.1:${graph.port}/graphql`;
  const clients: Client[] = [];

  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    });
  const ask = async (query: string, variables: Record<string, unknown> = {}) =>
    (await (await post(JSON.stringify({ query, variables }))).json()) as Answer;

  return {
    pool,
    broker,
    port: graph.port,
    post,
    ask,
    statements,
    read: async (query, variables) => {
      const { data, errors } = await ask(query, variables);
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    client: (connectionParams = { authorization: `Bearer ${token}` }) => {
      const client = createClient({
        url: url.replace('http', 'ws'),
        webSocketImpl: CuttableSocket,
        connectionParams,
        retryAttempts: 0,
      });
      clients.push(client);
      return client;
    },
    stop: async () => {
      for (const client of clients) await client.dispose();
      await graph.stop();
      await own.end();
    },
  };
}

function watchStatements(pool: Pool): () => string[] {
  let seen: string[] = [];
  const query = pool.query.bind(pool);
  const watched = (...args: Parameters<typeof query>) => {
    const [first] = args as unknown as [string | { text: string }];
    seen.push(typeof first === 'string' ? first : first.text);
    return query(...args);
  };
  pool.query = watched as typeof pool.query;
  return () => {
    const since = seen;
    seen = [];
    return since;
  };
}

/** Stations named cp000, cp001, … with two EVSEs of a connector each and some transactions. */
export async function plant(pool: Pool, stations: number, transactions = 0): Promise<void> {
  await pool.query(`insert into location (name) values ('North'), ('South')`);
  await pool.query(
    `insert into charging_station (id, location_id, vendor, ocpp_version, online, created_at)
     select 'cp' || lpad(n::text, 3, '0'), 1 + n % 2, 'Vendor ' || n % 3,
       (array['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'])[1 + n % 3], n % 2 = 0, '2026-01-01'::timestamptz + n / 5 * interval '1 hour'
     from generate_series(0, $1 - 1) n`,
    [stations],
  );
  await pool.query(`insert into evse select id, e from charging_station, generate_series(1, 2) e`);
  await pool.query(
    `insert into connector (station_id, evse_id, connector_id, status, reported_status, status_at)
     select station_id, evse_id, 1, 'Available', 'Available', now() from evse`,
  );
  await pool.query(
    `insert into transaction (station_id, transaction_id, evse_id, connector_id, id_token, status, started_at, meter_start_wh, meter_stop_wh)
     select s.id, 'tx' || n, 1 + n % 2, 1, 'TOKEN' || n % 4, case when n = 0 then 'ACTIVE' else 'ENDED' end,
       '2026-02-01'::timestamptz + n / 3 * interval '1 day', 1000, 1000 + n * 10
     from charging_station s, generate_series(0, $1 - 1) n`,
    [transactions],
  );
}
