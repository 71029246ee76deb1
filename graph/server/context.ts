import type { Broker } from '../../platform/broker/broker.js';
import type { Pool } from '../../platform/database/pool.js';
import type { Settings } from '../../platform/settings.js';
import type { Ledger } from '../audit/ledger.js';
import type { CommandReader } from '../commands/reader.js';
import { Loaders } from '../connections/loaders.js';
import type { EventFeed } from '../events/feed.js';
import type { Waits } from '../events/waits.js';
import type { Identity } from '../identity/identity.js';

/** What every request of this process works with. */
export interface Services {
  settings: Settings;
  pool: Pool;
  broker: Broker;
  feed: EventFeed;
  waits: Waits;
  commands: CommandReader;
  /** Where stations send their files; undefined where nobody has said so. */
  uploadUrl: string | undefined;
  audit: Ledger;
}

/** What one request, or one operation of a WebSocket, works with. */
export interface Context extends Services {
  identity: Identity;
  /** From where they ask. */
  address: string;
  /** What this request has read so far; made anew by each mutation and each event, which show things as they are then. */
  load: Loaders;
}

export const contextOf = (services: Services, identity: Identity, address: string): Context => ({
  ...services,
  identity,
  address,
  load: new Loaders(services.pool),
});
