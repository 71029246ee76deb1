import assert from 'node:assert/strict';
import { openPool, type Pool } from '../../platform/database/pool.js';
import { amqpUrl, freshPrefix } from './broker.js';
import { freshDatabase } from './database.js';
import { type Run, startProcess } from './run-process.js';
import { askNothing } from './system.js';

/** Handlers, gateway and graph, each a process of its own that logs all it has to say. */
export interface Roles {
  runs: Run[];
  pool: Pool;
  /** Those of the handlers. */
  settings: Record<string, string>;
  /** ws://127.0.0.1:port */
  gateway: string;
  /** http://127.0.0.1:port/graphql */
  api: string;
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is asserted on, field by field
  ask(query: string, variables?: object): Promise<any>;
  stop(): Promise<void>;
}

export const rolesToken = 'a token for roles';
const ports = { GATEWAY_PORT: '0', GATEWAY_TLS_PORT: '0', GRAPH_PORT: '0', UPLOAD_PORT: '0', OPS_PORT: '0' };

export async function startRoles(environment: Record<string, string> = {}): Promise<Roles> {
  const database = await freshDatabase();
  const pool = openPool(database.url, { size: 3, name: 'test' });
  const settings: Record<string, string> = {
    DATABASE_URL: database.as('handlers'),
    ...{ AMQP_URL: amqpUrl, AMQP_PREFIX: freshPrefix(), LOG_LEVEL: 'trace' },
    ...{ ADMIN_TOKEN: rolesToken, ...askNothing, ...ports, ...environment },
  };
  const start = (role: string, login = {}) => startProcess(`${role}/main.js`, { ...settings, ...login });
  const [handlers, gateway, graph] = [
    start('handlers'),
    start('gateway', { DATABASE_URL: '' }),
    start('graph', { DATABASE_URL: database.as('graph') }),
  ];
  await handlers.says(/handlers take messages/);
  const door = (await gateway.says(/"port":(\d+).*gateway listens/))[1];
  const api = `http://127.0.0.1:${(await graph.says(/"port":(\d+).*graph serves/))[1]}/graphql`;
  const runs = [handlers, gateway, graph];
  return {
    ...{ runs, pool, settings, api, gateway: `ws://127.0.0.1:${door}` },
    async ask(query, variables = {}) {
      const response = await fetch(api, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${rolesToken}` },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: unknown; errors?: object[] };
      assert.equal(errors, undefined, JSON.stringify(errors));
      return data;
    },
    async stop() {
      await Promise.all(runs.map((run) => run.interrupt()));
      await pool.end();
      await database.drop();
    },
  };
}
