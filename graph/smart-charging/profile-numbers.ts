import type { Queryable } from '../../platform/database/pool.js';

/** A number that no profile of the station has or had. */
export async function drawProfileNumber(db: Queryable, stationId: string): Promise<number> {
  const { rows } = await db.query<{ drawn: string }>(
    `select candidate as drawn from (select nextval('charging_profile_number') as candidate from generate_series(1, 100)) c
     where not exists (select from charging_profile where (station_id, profile_id) = ($1, candidate)) limit 1`,
    [stationId],
  );
  return Number(rows[0]?.drawn);
}
