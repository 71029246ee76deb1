import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Pool } from '../../platform/database/pool.js';
import { log, reason } from '../../platform/log.js';

const pauseMs = 2000;

/**
 * Hears of edits at their commit, whoever makes them: Directus writes to the database itself and announces nothing to
 * the broker. While the connection is away the feed's own looks, once a second, make up for it.
 */
export function listenForEdits(pool: Pool, heard: () => void): { stop(): Promise<void> } {
  const ended = new AbortController();
  let client: pg.Client | undefined;
  const listen = async () => {
    while (!ended.signal.aborted) {
      const mine = new pg.Client({ ...pool.options, application_name: 'chargeql edits' });
      client = mine;
      const gone = new Promise<void>((resolve) => {
        mine.once('error', () => resolve());
        mine.once('end', () => resolve());
      });
      mine.on('notification', heard);
      try {
        await mine.connect();
        await mine.query('listen chargeql_edited');
        heard();
        await gone;
      } catch (error) {
        log.debug({ reason: reason(error) }, 'edits are not heard of at once');
      }
      await mine.end().catch(() => undefined);
      await sleep(pauseMs, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  const listening = listen();
  return {
    async stop() {
      ended.abort();
      await client?.end().catch(() => undefined);
      await listening;
    },
  };
}
