import type { HookConfig } from '@directus/extensions';
import { changesOf } from './change.js';
import { itemEvents } from './item-events.js';
import type { Noted } from './noted.js';
import { type Database, readOutbox } from './read-outbox.js';
import { lookUp, type ReadItems, type Schema } from './rows.js';

/** Between two looks into the outbox. */
const pauseMs = 500;
/** Directus's own emitter, which flows and realtime hear; the one that extensions are given reaches extensions only. */
const emitterModule = '@directus/api/emitter';

interface Emitter {
  emitAction(event: string[], meta: object, context: object): void;
}

/** Follows the outbox and tells Directus of what is written beside it as changes of items. */
const followStations: HookConfig = ({ action }, { database, getSchema, logger, services, env }) => {
  const ours = database as unknown as Database;

  const tell = async (noted: Noted[]) => {
    const changes = changesOf(noted);
    if (changes.length === 0) return;
    const schema = await getSchema();
    const read: ReadItems = (collection, keys, fields) =>
      new services.ItemsService(collection, { schema, knex: database, accountability: null }).readMany(
        keys,
        { fields, limit: -1 },
        { emitEvents: false },
      );
    const known = await lookUp(changes, { database: ours, schema: schema as unknown as Schema, read });
    if (known.length === 0) return;
    const { default: emitter } = (await import(emitterModule)) as { default: Emitter };
    if (env.CACHE_ENABLED === true && env.CACHE_AUTO_PURGE === true)
      await new services.UtilsService({ schema, accountability: { admin: true } as never }).clearCache({
        system: false,
      });
    for (const { collection, action, keys, payload } of itemEvents(known)) {
      const which = action === 'create' ? { key: keys[0], keys } : { keys };
      const names = [`items.${action}`, `${collection}.items.${action}`];
      emitter.emitAction(
        names,
        { collection, payload: action === 'delete' ? keys : payload, ...which },
        { database, schema, accountability: null },
      );
    }
  };

  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    try {
      while (!ended && (await readOutbox(ours, tell)) === 'more');
    } catch (error) {
      logger.warn(`chargeql-events: ${error instanceof Error ? error.message : error}; trying again`);
    }
    if (!ended) timer = setTimeout(look, pauseMs);
  };
  action('server.start', () => void look());
  action('server.stop', () => {
    ended = true;
    clearTimeout(timer);
  });
};

export default followStations;
