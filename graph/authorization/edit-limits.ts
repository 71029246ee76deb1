import type { Transaction } from '../../platform/database/pool.js';
import { failure } from '../server/errors.js';
import type { NewPlace } from './id-token-place.js';
import type { NewTime } from './id-token-time.js';

/** What a token’s places and times are from now on; what is left out stays. */
export interface Limits {
  places?: NewPlace[] | null | undefined;
  times?: NewTime[] | null | undefined;
}

/** So many places or times a token; more is not a rule but a mistake. */
const most = 200;

/** Whoever names places means these only, unless told otherwise. */
export function everywhereOf({ places }: Limits, everywhere: boolean | null | undefined): object {
  if (everywhere != null) return { everywhere };
  return places === undefined ? {} : { everywhere: !places?.length };
}

export function checkLimits({ places, times }: Limits): void {
  for (const [name, list] of Object.entries({ places, times }))
    if ((list?.length ?? 0) > most) throw failure('BAD_USER_INPUT', `${name} takes ${most} at most`);
  for (const { locationId, stationId, evseId, connectorId } of places ?? []) {
    if ((locationId == null) === (stationId == null))
      throw failure('BAD_USER_INPUT', 'a place takes either locationId or stationId');
    if (evseId != null && stationId == null)
      throw failure('BAD_USER_INPUT', 'the evseId of a place needs its stationId');
    if (connectorId != null && evseId == null)
      throw failure('BAD_USER_INPUT', 'the connectorId of a place needs its evseId');
  }
}

export async function writeLimits(tx: Transaction, id: string, { places, times }: Limits): Promise<void> {
  if (places !== undefined) {
    await tx.query('delete from id_token_place where id_token_id = $1', [id]);
    await tx.query(
      `insert into id_token_place (id_token_id, location_id, station_id, evse_id, connector_id)
       select $1, * from unnest($2::bigint[], $3::text[], $4::int[], $5::int[])`,
      [
        id,
        (places ?? []).map(({ locationId }) => locationId),
        (places ?? []).map(({ stationId }) => stationId),
        (places ?? []).map(({ evseId }) => evseId),
        (places ?? []).map(({ connectorId }) => connectorId),
      ],
    );
  }
  if (times === undefined) return;
  await tx.query('delete from id_token_time where id_token_id = $1', [id]);
  await tx.query(
    `insert into id_token_time (id_token_id, weekdays, from_time, to_time)
     select $1, w.weekdays::smallint[], w.from_time, w.to_time
     from unnest($2::text[], $3::time[], $4::time[]) as w (weekdays, from_time, to_time)`,
    [
      id,
      (times ?? []).map(({ weekdays }) => `{${weekdays ?? [1, 2, 3, 4, 5, 6, 7]}}`),
      (times ?? []).map(({ from }) => from),
      (times ?? []).map(({ to }) => to),
    ],
  );
}
