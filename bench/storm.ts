import { hashPassword } from '../platform/secrets.js';
import { startLoad } from './processes.js';
import type { Stage } from './stage.js';

export interface StormFigures {
  stations: number;
  /** ms until the last station had booted: no password is known yet, as after a start of the handlers. */
  coldMs: number;
  /** The same when they come back. */
  warmMs: number;
  /** The slowest query of the API meanwhile, ms. */
  slowestQueryMs: number;
}

const password = 'a password of the bench';

/** A whole fleet comes back at once, each with its password, while somebody asks the API for its list ten times a second. */
export async function benchStorm(stage: Stage, stations: number): Promise<StormFigures> {
  await stage.db.query(
    `insert into charging_station (id, security_profile, password_hash)
     select 'FLEET' || n, 1, $2 from generate_series(0, $1::int - 1) as n`,
    [stations, await hashPassword(password)],
  );
  const cold = await storm(stage, stations);
  const warm = await storm(stage, stations);
  const slowestQueryMs = Math.max(cold.slowestQueryMs, warm.slowestQueryMs);
  return { stations, coldMs: cold.ms, warmMs: warm.ms, slowestQueryMs };
}

async function storm(stage: Stage, stations: number): Promise<{ ms: number; slowestQueryMs: number }> {
  let slowestQueryMs = 0;
  let asking = true;
  const asks = (async () => {
    while (asking) {
      const began = performance.now();
      await stage.query('{ stations(first: 20) { totalCount nodes { id online } } }');
      slowestQueryMs = Math.max(slowestQueryMs, performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  const { child, ready, result } = startLoad({
    ...{ scenario: 'idle', version: 'ocpp1.6', warmupMs: 0, runMs: 0, url: stage.url },
    ...{ stations, prefix: 'FLEET', password },
  });
  const ms = await ready.finally(() => {
    asking = false;
  });
  await asks;
  child.send('end');
  await result;
  return { ms, slowestQueryMs };
}
