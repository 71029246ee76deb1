import { type Client, createClient } from 'graphql-ws';
import { startGateway } from '../../gateway/start.js';
import { startGraph } from '../../graph/start.js';
import { startUploads } from '../../graph/uploads/server.js';
import { startHandlers } from '../../handlers/start.js';
import type { Broker } from '../../platform/broker/broker.js';
import { openRabbit } from '../../platform/broker/rabbitmq.js';
import { openPool, type Pool } from '../../platform/database/pool.js';
import { readSettings, type Settings } from '../../platform/settings.js';
import { amqpUrl, freshPrefix } from '../support/broker.js';
import { CuttableSocket } from '../support/cuttable.js';
import { freshDatabase, poolAs } from '../support/database.js';
import { askNothing } from '../support/system.js';

/** What GraphQL gives back; asserted on field by field. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type Data = any;

/** Gateway, handlers and graph, each with a broker connection and a pool of its own, as three processes have. */
export interface Chain {
  /** ws://127.0.0.1:port */
  url: string;
  /** wss://127.0.0.1:port, where there are certificates to show. */
  secureUrl: string;
  /** http://127.0.0.1:port of the API. */
  api: string;
  settings: Settings;
  /** What roles outside this process need to be part of it. */
  environment: Record<string, string>;
  /** For the test's own eyes. */
  pool: Pool;
  gateway: { id: string; readonly connections: number };
  /** A test may stop them and put others in their place. */
  handlers: { stop(): Promise<void> } | undefined;
  /** Throws what GraphQL complains of. */
  read(query: string, variables?: Record<string, unknown>): Promise<Data>;
  client(): Client;
  /** GET on the API's port, as those who hold the token. */
  get(path: string): Promise<Response>;
  stop(): Promise<void>;
}

/** Whom every chain lets charge. */
export const drivers = ['RFID-1', 'RFID-2', 'RFID-3'];

const token = 'a token for stories';

export interface Links {
  /** RabbitMQ as the roles reach it. */
  amqp?: string;
  /** Given the database's URL, how the handlers reach it. */
  database?: (url: string) => Promise<string>;
  environment?: Record<string, string>;
  /** Without handlers: the test runs them itself. */
  handlers?: false;
}

export async function openChain(links: Links = {}): Promise<Chain> {
  const { amqp = amqpUrl, database: through = async (url: string) => url } = links;
  const prefix = links.amqp ? 'story' : freshPrefix();
  const database = await freshDatabase();
  const environment = {
    ...{ AMQP_URL: amqp, AMQP_PREFIX: prefix, DATABASE_URL: await through(database.as('handlers')) },
    ...{ ADMIN_TOKEN: token, UNKNOWN_STATIONS: 'accept', ...askNothing },
    ...{ GATEWAY_PORT: '0', GATEWAY_TLS_PORT: '0', GRAPH_PORT: '0', UPLOAD_PORT: '0', OPS_PORT: '0' },
    ...links.environment,
  };
  const settings = readSettings(environment);
  const brokers: Broker[] = [];
  const broker = async (): Promise<Broker> => {
    const opened = await openRabbit({ url: amqp, prefix });
    brokers.push(opened);
    return opened;
  };
  const own = openPool(environment.DATABASE_URL, { size: 5, name: 'story handlers', scans: false });
  const pool = openPool(database.url, { size: 5, name: 'story' });
  await pool.query('insert into id_token (id_token) select unnest($1::text[])', [drivers]);
  const handlers =
    links.handlers === false
      ? undefined
      : await startHandlers({ settings, pool: own, broker: await broker() });
  const gateway = await startGateway({ settings, broker: await broker() });
  const graphBroker = await broker();
  const graphPool = poolAs(pool, 'graph');
  const uploads = await startUploads({ settings, pool: graphPool, broker: graphBroker });
  const graph = await startGraph({ settings, pool: graphPool, broker: graphBroker, uploadUrl: uploads.url });
  const clients: Client[] = [];
  const api = `http://127.0.0.1:${graph.port}/graphql`;
  const authorization = `Bearer ${token}`;
  const chain: Chain = {
    ...{ url: `ws://127.0.0.1:${gateway.port}`, secureUrl: `wss://127.0.0.1:${gateway.tlsPort}` },
    ...{ api: new URL(api).origin, settings, environment, pool, gateway, handlers },
    async read(query, variables = {}) {
      const response = await fetch(api, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: Data; errors?: object[] };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    get: (path) => fetch(`http://127.0.0.1:${graph.port}${path}`, { headers: { authorization } }),
    client() {
      const client = createClient({
        url: api.replace('http', 'ws'),
        webSocketImpl: CuttableSocket,
        connectionParams: { authorization },
        retryAttempts: 0,
      });
      clients.push(client);
      return client;
    },
    async stop() {
      for (const client of clients) await client.dispose();
      await graph.stop();
      await uploads.stop();
      await gateway.stop();
      await chain.handlers?.stop();
      for (const each of brokers) await each.close();
      await graphPool.end();
      await own.end();
      await pool.end();
      await database.drop();
    },
  };
  return chain;
}
