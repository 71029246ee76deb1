import type { Queryable } from '../../platform/database/pool.js';

/** The number of a request that a station works on for long; none is drawn twice. */
export async function drawRequestId(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ id: string }>(`select nextval('station_request_id') as id`);
  return Number(rows[0]?.id);
}
