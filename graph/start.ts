import 'reflect-metadata';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Broker } from '../platform/broker/broker.js';
import type { Pool } from '../platform/database/pool.js';
import { addressBehind, readProxies } from '../platform/proxies.js';
import { redactBy } from '../platform/redaction.js';
import { required, type Settings } from '../platform/settings.js';
import { auditLedger } from './audit/ledger.js';
import { readsCommands } from './commands/reader.js';
import { listenForEdits } from './events/edits.js';
import { EventFeed } from './events/feed.js';
import { Waits } from './events/waits.js';
import { adminToken } from './identity/admin-token.js';
import { authenticate, isRefusal } from './identity/authenticate.js';
import { directusIdentity } from './identity/directus-identity.js';
import type { Caller, Identify } from './identity/identity.js';
import { graphSchema } from './schema.js';
import { admission } from './server/admission.js';
import { readAllowList } from './server/allow-list.js';
import { startApollo } from './server/apollo.js';
import { type Context, contextOf, type Services } from './server/context.js';
import { crossOrigin } from './server/cross-origin.js';
import { atTheDoor } from './server/errors.js';
import { httpServer } from './server/http.js';
import { type Rates, rates } from './server/rates.js';
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
  redactBy(settings);
  const ways = [adminToken(required(settings, 'ADMIN_TOKEN')), directusIdentity(pool, settings.SECRET)];
  const feed = new EventFeed(pool);
  const waits = new Waits();
  const services: Services = {
    settings,
    pool,
    broker,
    feed,
    waits,
    commands: readsCommands(pool),
    audit: auditLedger(pool),
    uploadUrl,
  };
  const limit = rates(settings.API_RATE);
  const addressOf = addressBehind(readProxies(settings.TRUSTED_PROXIES));
  const contextFor = contexts(services, ways, limit);
  const schema = await graphSchema();
  const admit = admission({
    schema,
    allowed: settings.API_DOCUMENTS === undefined ? undefined : await readAllowList(settings.API_DOCUMENTS),
    introspection: settings.API_INTROSPECTION,
  });
  const apollo = await startApollo(schema, admit);
  const server = httpServer({
    pool,
    apollo,
    addressOf,
    contextFor: async (caller) => {
      const context = await contextFor(caller);
      await limit.operation(context.identity);
      return context;
    },
    crossOrigin: crossOrigin(settings.CORS_ORIGINS),
  });
  const listening = await broker.listen('station.#', () => {
    feed.wake();
    waits.wake();
  });
  const edits = listenForEdits(pool, () => feed.wake());
  server.listen(settings.GRAPH_PORT, settings.HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // Only now: it would log a port that is taken, with a stack trace.
  const sockets = openWebSocket(server, {
    schema,
    admit,
    rates: limit,
    contextFor,
    addressOf,
    mostSubscriptions: settings.API_SUBSCRIPTIONS,
  });

  const stop = async () => {
    const closed = once(server, 'close');
    server.close();
    waits.stop();
    await sockets.close();
    await edits.stop();
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

/** What a caller works with, once their token is known; who sends too many wrong ones is not listened to for a while. */
function contexts(
  services: Services,
  ways: readonly Identify[],
  limit: Rates,
): (caller: Caller) => Promise<Context> {
  return async (caller) => {
    await limit.attempt(caller.address);
    try {
      return contextOf(services, await authenticate(caller, ways), caller.address);
    } catch (error) {
      if (isRefusal(error)) await limit.refused(caller.address);
      // Apollo shows the words of anything else as they are.
      throw atTheDoor(error);
    }
  };
}
