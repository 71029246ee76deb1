import { randomUUID } from 'node:crypto';
import { passwordBytes } from '../ocpp/passwords.js';
import { digestOf, drawPassword, hashPassword } from '../platform/passwords.js';
import type { Arrivals } from './load.js';
import { startLoad } from './processes.js';
import type { Stage } from './stage.js';

/** How often somebody asks the API meanwhile. */
const askEveryMs = 100;

/** One fleet that came in at once, and what the API was like meanwhile. */
export interface StormFigures extends Arrivals {
  passwords: 'generated' | 'chosen';
  /** Cold: nothing is remembered of these passwords, as after a start of the handlers. */
  memory: 'cold' | 'warm';
  stations: number;
  queries: { count: number; p50: number; p95: number; max: number };
}

/** A whole fleet comes back at once, each with its password, while somebody asks the API for its list ten times a second. */
export async function benchStorm(stage: Stage, stations: number): Promise<StormFigures[]> {
  const figures: StormFigures[] = [];
  for (const passwords of ['generated', 'chosen'] as const) {
    const password = passwords === 'generated' ? drawPassword() : `chosen ${randomUUID()}`;
    const prefix = passwords.toUpperCase();
    await enter(stage, { stations, prefix, password, drawn: passwords === 'generated' });
    for (const memory of ['cold', 'warm'] as const)
      figures.push({ passwords, memory, stations, ...(await storm(stage, { stations, prefix, password })) });
  }
  return figures;
}

interface Fleet {
  stations: number;
  prefix: string;
  password: string;
}

/** All have the same password, and one argon2id hash of it: a salt of its own for each would change nothing of the work. */
async function enter(stage: Stage, { stations, prefix, password, drawn }: Fleet & { drawn: boolean }) {
  const slow = await hashPassword(password);
  const ids = Array.from({ length: stations }, (_, i) => `${prefix}${i}`);
  const fast = (id: string) => (drawn ? digestOf(id, passwordBytes(password), stage.secret) : '');
  await stage.db.query(
    `insert into charging_station (id, security_profile, password_hash)
     select id, 1, hash from unnest($1::text[], $2::text[]) as s (id, hash)`,
    [ids, ids.map((id) => fast(id) + slow)],
  );
}

async function storm(stage: Stage, fleet: Fleet): Promise<Arrivals & { queries: StormFigures['queries'] }> {
  const asked = askOn(stage);
  const { child, ready, result } = startLoad({
    ...{ scenario: 'idle', version: 'ocpp1.6', warmupMs: 0, runMs: 0, url: stage.url, persistent: true },
    ...fleet,
  });
  const arrivals = await ready.finally(() => asked.stop());
  const queries = await asked.figures;
  child.send('end');
  await result;
  return { ...arrivals, queries };
}

/** Asks at its own beat, however long answers take, until it is stopped; a query that fails fails the measurement. */
function askOn(stage: Stage): { stop(): void; figures: Promise<StormFigures['queries']> } {
  const under: Promise<number>[] = [];
  const ask = async () => {
    const began = performance.now();
    await stage.query('{ stations(first: 20) { totalCount nodes { id online } } }');
    return performance.now() - began;
  };
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setInterval(() => {
    const answer = ask();
    // Found when all are looked at.
    answer.catch(() => undefined);
    under.push(answer);
  }, askEveryMs);
  const figures = promise.then(async () => {
    clearInterval(timer);
    const took = (await Promise.all(under)).sort((a, b) => a - b);
    const share = (part: number) => took[Math.ceil(took.length * part) - 1] ?? 0;
    return { count: took.length, p50: share(0.5), p95: share(0.95), max: share(1) };
  });
  return { stop: resolve, figures };
}
