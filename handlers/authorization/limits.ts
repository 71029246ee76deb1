import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Showing } from './showing.js';
import type { IdToken } from './verdict.js';

type Limits = Pick<IdToken, 'places' | 'timeEndsAt'>;

const zone = `coalesce(l.time_zone, 'UTC')`;

/** The windows that may hold when a token is shown: those that begin that day, by the station's clock, or the day before. */
const windows = `
  select (d.day + t.from_time) at time zone ${zone} as begins,
    (d.day + t.to_time + case when t.to_time > t.from_time then interval '0' else interval '1 day' end)
      at time zone ${zone} as ends
  from id_token_time t
  cross join lateral (
    values ((shown.at at time zone ${zone})::date), ((shown.at at time zone ${zone})::date - 1)
  ) d (day)
  where t.id_token_id = shown.id and extract(isodow from d.day) = any (t.weekdays)`;

/**
 * Finds where and until when tokens may charge that may not do so everywhere and always. Few are such: a statement of
 * their own keeps that of all short, whose planning else takes longer than its work.
 */
export async function findLimits(
  tx: Transaction,
  shown: Showing[],
  found: (IdToken | undefined)[],
): Promise<void> {
  const limited = shown.flatMap(({ station, at }, place) => {
    const token = found[place];
    return token && (token.timed || !token.everywhere) ? [{ token, station, at, id: token.id }] : [];
  });
  if (limited.length === 0) return;
  const { rows } = await tx.query<Limits & { place: number }>({
    name: 'find limits of id tokens',
    text: `select shown.place::int - 1 as place,
             (select json_agg(json_build_object('evseId', p.evse_id, 'connectorId', p.connector_id))
              from id_token_place p
              where p.id_token_id = shown.id and (p.station_id = s.id or p.location_id = s.location_id)) as places,
             (select max(w.ends) from (${windows}) w
              where w.begins <= shown.at and shown.at < w.ends) as "timeEndsAt"
           from unnest($1::bigint[], $2::text[], $3::timestamptz[]) with ordinality as shown (id, station_id, at, place)
           left join charging_station s on s.id = shown.station_id
           left join location l on l.id = s.location_id`,
    values: columns(limited, ['id', 'station', 'at']),
  });
  for (const { place, ...limits } of rows) Object.assign(limited[place]?.token ?? {}, limits);
}
