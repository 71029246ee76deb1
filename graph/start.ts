import 'reflect-metadata';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Broker } from '../platform/broker/broker.js';
import type { Pool } from '../platform/database/pool.js';
import { required, type Settings } from '../platform/settings.js';
import { readsCommands } from './commands/reader.js';
import { EventFeed } from './events/feed.js';
import { Waits } from './events/waits.js';
import { adminToken } from './identity/admin-token.js';
import { authenticate } from './identity/authenticate.js';
import { directusIdentity } from './identity/directus-identity.js';
import type { Caller } from './identity/identity.js';
import { graphSchema } from './schema.js';
import { startApollo } from './server/apollo.js';
import { contextOf, type Services } from './server/context.js';
import { crossOrigin } from './server/cross-origin.js';
import { httpServer } from './server/http.js';
import { openWebSocket } from './server/websocket.js';

export interface Graph {
  port: number;
  stop(): Promise<void>;
}

/** The API, listening. Pool and broker are the caller's, and outlive it. */
export async function startGraph(given: {
  settings: Settings;
  pool: Pool;
  broker: Broker;
  uploadUrl?: string | undefined;
}): Promise<Graph> {
  const { settings, pool, broker, uploadUrl } = given;
  const ways = [adminToken(required(settings, 'ADMIN_TOKEN')), directusIdentity(pool, settings.SECRET)];
  const feed = new EventFeed(pool);
  const waits = new Waits();
  const commands = readsCommands(pool);
  const services: Services = { settings, pool, broker, feed, waits, commands, uploadUrl };
  const contextFor = async (caller: Caller) => contextOf(services, await authenticate(caller, ways));

  const schema = await graphSchema();
  const apollo = await startApollo(schema);
  const server = httpServer({ apollo, contextFor, crossOrigin: crossOrigin(settings.CORS_ORIGINS) });
  const listening = await broker.listen('station.#', () => {
    feed.wake();
    waits.wake();
  });
  server.listen(settings.GRAPH_PORT, settings.HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // Only now: it would log a port that is taken, with a stack trace.
  const sockets = openWebSocket(server, schema, contextFor);

  const stop = async () => {
    const closed = once(server, 'close');
    server.close();
    waits.stop();
    await sockets.close();
    await feed.stop();
    await apollo.stop();
    server.closeIdleConnections();
    const patience = setTimeout(() => server.closeAllConnections(), 5000);
    await closed;
    clearTimeout(patience);
    await listening.close();
  };
  return { port, stop };
}
