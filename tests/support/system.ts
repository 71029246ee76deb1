import { type Gateway, startGateway } from '../../gateway/start.js';
import { startHandlers } from '../../handlers/start.js';
import type { Broker } from '../../platform/broker/broker.js';
import { LocalBroker } from '../../platform/broker/local.js';
import { openPool, type Pool } from '../../platform/database/pool.js';
import { readSettings, type Settings } from '../../platform/settings.js';
import { freshDatabase, poolAs } from './database.js';

export interface System {
  /** For the test's own eyes and hands: the handlers have another, with their rights. */
  pool: Pool;
  broker: Broker;
  gateway: Gateway;
  /** A test may stop them and put others in their place. */
  handlers: { stop(): Promise<void> };
  settings: Settings;
  /** ws://127.0.0.1:port */
  url: string;
  stop(): Promise<void>;
}

/** A test's station is asked only what the test asks of it. */
export const askNothing = { ASK_INVENTORY: 'false', ASK_MISSING_AFTER: '0' };

/** Gateway and handlers on a database of their own; the broker in-process unless another is given. */
export async function startSystem(
  environment: Record<string, string> = {},
  broker: Broker = new LocalBroker(),
): Promise<System> {
  const settings = readSettings({
    GATEWAY_PORT: '0',
    GATEWAY_TLS_PORT: '0',
    GRAPH_PORT: '0',
    OPS_PORT: '0',
    UNKNOWN_STATIONS: 'accept',
    ...askNothing,
    ...environment,
  });
  const database = await freshDatabase();
  const pool = openPool(database.url, { size: settings.DATABASE_POOL, name: 'test', scans: false });
  const own = poolAs(pool, 'handlers');
  const handlers = await startHandlers({ settings, pool: own, broker });
  const gateway = await startGateway({ settings, broker });
  const system: System = {
    pool,
    broker,
    gateway,
    handlers,
    settings,
    url: `ws://127.0.0.1:${gateway.port}`,
    async stop() {
      await gateway.stop();
      await system.handlers.stop();
      await broker.close();
      await own.end();
      await pool.end();
      await database.drop();
    },
  };
  return system;
}
