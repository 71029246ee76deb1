import type { Queryable, Transaction } from '../../platform/database/pool.js';

/** HOME: the station from the address it last came in from. AWAY: from any other. ADDRESS: whoever comes away from home. */
export type LockKind = 'HOME' | 'AWAY' | 'ADDRESS';

/**
 * So many failures are forgiven, and one every so many seconds. A charger with a wrong password knocks for ever: it locks
 * itself out, never its neighbours behind the same address. Whoever tries passwords from elsewhere locks out neither a
 * station at home nor, from one address, the rest of the fleet there.
 */
const limits: Record<LockKind, { free: number; ebbSeconds: number }> = {
  HOME: { free: 5, ebbSeconds: 300 },
  AWAY: { free: 10, ebbSeconds: 300 },
  ADDRESS: { free: 50, ebbSeconds: 20 },
};
const mostSeconds = 900;

export interface Knock {
  station: string;
  address: string;
  isHome: boolean;
}

const placesOf = ({ station, address, isHome }: Knock): [LockKind, string][] =>
  isHome
    ? [['HOME', station]]
    : [
        ['AWAY', station],
        ['ADDRESS', address],
      ];

/** Until when these are locked out, in their order; null where they may try. */
export async function lockedUntil(db: Queryable, knocks: Knock[]): Promise<(Date | null)[]> {
  const places = knocks.flatMap(placesOf);
  const { rows } = await db.query<{ kind: LockKind; key: string; locked_until: Date }>({
    name: 'locked out',
    text: `select f.kind, f.key, f.locked_until from login_failure f
           join (select distinct kind, key from unnest($1::text[], $2::text[]) as u (kind, key)) p using (kind, key)
           where f.locked_until > now()`,
    values: [places.map(([kind]) => kind), places.map(([, key]) => key)],
  });
  if (rows.length === 0) return knocks.map(() => null);
  const locks = new Map(rows.map(({ kind, key, locked_until }) => [`${kind} ${key}`, locked_until]));
  return knocks.map((knock) => {
    const times = placesOf(knock).flatMap((place) => locks.get(place.join(' ')) ?? []);
    return times.length > 0 ? new Date(Math.max(...times.map(Number))) : null;
  });
}

/** Counts wrong credentials. Each failure beyond those forgiven doubles the time to wait, to a quarter of an hour. */
export async function countFailures(tx: Transaction, knocks: Knock[]): Promise<void> {
  const counts = new Map<string, { kind: LockKind; key: string; count: number }>();
  for (const [kind, key] of knocks.flatMap(placesOf)) {
    const place = `${kind} ${key}`;
    counts.set(place, { kind, key, count: (counts.get(place)?.count ?? 0) + 1 });
  }
  if (counts.size === 0) return;
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await tx.query({
    name: 'count login failures',
    text: `insert into login_failure as f (kind, key, failures, last_at)
           select kind, key, count, now() from unnest($1::text[], $2::text[], $3::real[]) as u (kind, key, count)
           on conflict (kind, key) do update set last_at = now(),
             failures = greatest(0, f.failures - extract(epoch from now() - f.last_at) / ${cases('ebbSeconds')}) + excluded.failures,
             locked_until = case
               when greatest(0, f.failures - extract(epoch from now() - f.last_at) / ${cases('ebbSeconds')}) + excluded.failures > ${cases('free')}
               then now() + make_interval(secs => least(${mostSeconds}, power(2, least(20,
                 f.failures - extract(epoch from now() - f.last_at) / ${cases('ebbSeconds')} + excluded.failures - ${cases('free')})))) end`,
    values: [rows.map(({ kind }) => kind), rows.map(({ key }) => key), rows.map(({ count }) => count)],
  });
}

function cases(limit: 'free' | 'ebbSeconds'): string {
  const each = Object.entries(limits).map(([kind, its]) => `when '${kind}' then ${its[limit]}`);
  return `(case f.kind ${each.join(' ')} end)`;
}

/** A station that came in has nothing to answer for. */
export async function forgiveStations(tx: Transaction, stations: string[]): Promise<void> {
  await tx.query({
    name: 'forgive stations',
    text: `delete from login_failure where kind = 'HOME' and key = any($1)`,
    values: [stations],
  });
}

/** What has ebbed away is forgotten. */
export async function forgetFailures(db: Queryable): Promise<void> {
  await db.query(`delete from login_failure where last_at < now() - interval '1 day'`);
}
