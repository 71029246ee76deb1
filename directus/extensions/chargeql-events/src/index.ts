import type { HookConfig } from '@directus/extensions';
import { itemEvents, type StationEvent } from './item-events.js';
import { type Database, readOutbox } from './read-outbox.js';

/** Between two looks into the outbox. */
const pauseMs = 500;
/** Directus's own emitter, which flows and realtime hear; the one that extensions are given reaches extensions only. */
const emitterModule = '@directus/api/emitter';

interface Emitter {
  emitAction(event: string[], meta: object, context: object): void;
}

/** Follows the events of stations and tells Directus of them as changes of items. */
const followStations: HookConfig = ({ action }, { database, getSchema, logger, services, env }) => {
  const tell = async (events: StationEvent[]) => {
    const changes = itemEvents(events);
    if (changes.length === 0) return;
    const { default: emitter } = (await import(emitterModule)) as { default: Emitter };
    const schema = await getSchema();
    if (env.CACHE_ENABLED === true && env.CACHE_AUTO_PURGE === true)
      await new services.UtilsService({ schema, accountability: { admin: true } as never }).clearCache({
        system: false,
      });
    for (const { collection, action, keys, payload } of changes) {
      const which = action === 'create' ? { key: keys[0] } : { keys };
      const names = [`items.${action}`, `${collection}.items.${action}`];
      emitter.emitAction(
        names,
        { collection, payload, ...which },
        { database, schema, accountability: null },
      );
    }
  };

  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    try {
      while (!ended && (await readOutbox(database as unknown as Database, tell)) === 'more');
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
