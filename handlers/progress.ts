import type { Transaction } from '../platform/database/pool.js';
import { type Target, valuesOf, wordsOf } from './insertion.js';

/** How far a station has come with something long that it was asked for. */
export interface Progress {
  station: string;
  at: Date;
}

/**
 * A history of steps: a station that repeats its last step, since it was asked again or got no answer, adds none.
 *
 * @returns adds steps, and gives back those that were news
 */
export function stepsInto<Step extends Progress>(
  target: Target<Omit<Step, keyof Progress>>,
): (tx: Transaction, steps: readonly Step[]) => Promise<Step[]> {
  const { names, parameters, returned } = wordsOf(target);
  const { length } = Object.keys(target.columns);
  const text = `
    with told as (
      select * from unnest(${parameters}, $${length + 1}::text[], $${length + 2}::timestamptz[])
        with ordinality as told (${names}, station_id, at, place)
    ), story as (
      select *, jsonb_build_array(${names}) as step from told
      union all
      select last.*, jsonb_build_array(${names})
      from (select distinct station_id from told) station
      cross join lateral (
        select ${names}, station_id, at, 0 from ${target.table} kept
        where kept.station_id = station.station_id order by at desc, id desc limit 1
      ) last
    ), steps as (
      select *, lag(step) over (partition by station_id order by place) as before from story
    )
    insert into ${target.table} (${names}, station_id, at)
    select ${names}, station_id, at from steps where place > 0 and step is distinct from before order by place
    returning ${returned}, station_id as station, at`;
  return async (tx, steps) => {
    const values = [
      ...valuesOf(target, steps),
      steps.map(({ station }) => station),
      steps.map(({ at }) => at),
    ];
    return (await tx.query<Step>({ name: `steps into ${target.table}`, text, values })).rows;
  };
}
