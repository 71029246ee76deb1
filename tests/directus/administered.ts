import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { roles } from '../../directus/definition/roles.js';
import { LocalBroker } from '../../platform/broker/local.js';
import { openPool, type Pool } from '../../platform/database/pool.js';
import { startDirectus } from '../../standalone/directus/directus.js';
import { graphBeside, type TestGraph } from '../graph/support.js';
import { freshDatabase } from '../support/database.js';
import { ask, signIn } from './support.js';

export const admin = { email: 'admin@example.com', password: 'first password' };
export const secret = 'a secret that only this test has';

export const roleOf = (wanted: string): string | undefined => roles.find(({ name }) => name === wanted)?.id;

export interface User {
  id: string;
  email: string;
  token: string;
}

interface Answered {
  // biome-ignore lint/suspicious/noExplicitAny: asserted on, field by field
  data: any;
  errors?: { message: string; extensions: { code: string; missing?: string[] } }[];
}

/** A real Directus with the API beside it, on one database. */
export interface Administered {
  directusUrl: string;
  pool: Pool;
  graph: TestGraph;
  adminToken: string;
  /** Asks Directus's REST API as the administrator, failing the test when it refuses. */
  inDirectus(method: string, where: string, body?: object): Promise<{ id: string }>;
  /** The user of that role, with a static token; one each, for the core plan has three seats. */
  userOf(roleName: 'Viewer' | 'Operator'): Promise<User>;
  as(token: string, query: string): Promise<Answered>;
  codeFor(token: string, query: string): Promise<string | undefined>;
  stop(): Promise<void>;
}

export async function openAdministered(environment: Record<string, string> = {}): Promise<Administered> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chargeql-identity-'));
  const database = await freshDatabase();
  const pool = openPool(database.url, { size: 8, name: 'test identity' });
  const directus = await startDirectus({
    databaseUrl: database.as('directus'),
    folder,
    host: '127.0.0.1',
    port: 0,
    secret,
    graphOrigins: ['http://127.0.0.1:4000'],
    admin,
  });
  const graph = await graphBeside({
    pool,
    broker: new LocalBroker(),
    environment: { SECRET: secret, ...environment },
  });
  const adminToken = await signIn(directus.url, admin.email, admin.password);
  const stop = async () => {
    await graph.stop();
    await directus.stop();
    await pool.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    directusUrl: directus.url,
    pool,
    graph,
    adminToken,
    stop,
    ...dealings(directus.url, adminToken, graph),
  };
}

function dealings(url: string, adminToken: string, graph: TestGraph) {
  const users = new Map<string, Promise<User>>();

  const inDirectus = async (method: string, where: string, body?: object) => {
    const { status, data } = await ask(`${url}/${where}`, {
      method,
      token: adminToken,
      ...(body && { body }),
    });
    assert.ok(status === 200 || status === 204, `${method} ${where}: ${status}`);
    return data as { id: string };
  };

  const make = async (roleName: string): Promise<User> => {
    const email = `${roleName.toLowerCase()}@example.com`;
    const token = `static token of ${roleName}`;
    const role = roleOf(roleName);
    const { id } = await inDirectus('POST', 'users', { email, password: 'a password', role, token });
    return { id, email, token };
  };

  const userOf = (roleName: 'Viewer' | 'Operator') => {
    const made = users.get(roleName) ?? make(roleName);
    users.set(roleName, made);
    return made;
  };

  const as = async (token: string, query: string) => {
    const response = await graph.post(JSON.stringify({ query }), { authorization: `Bearer ${token}` });
    return (await response.json()) as Answered;
  };
  const codeFor = async (token: string, query: string) =>
    (await as(token, query)).errors?.[0]?.extensions.code;
  return { inDirectus, userOf, as, codeFor };
}
