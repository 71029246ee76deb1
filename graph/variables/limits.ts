import { inParts, type Limits, noLimits } from '../../ocpp/parts.js';
import type { Queryable } from '../../platform/database/pool.js';
import type { Row } from '../commands/dialects.js';
import { conditionsOf, SqlText } from '../connections/sql-text.js';
import type { Context } from '../server/context.js';
import { type StationFilter, stationNoun } from '../stations/charging-station.js';

/** A wish of several things, and how much the station takes in one call. */
export interface InParts<Item> {
  items: Item[];
  limits: Limits;
}

/**
 * How much a station takes in one call of an action, as far as it has told: ItemsPerMessage and BytesPerMessage of
 * DeviceDataCtrlr and MonitoringCtrlr (2.x B05.FR.11, B06.FR.05, N04.FR.09), for reading in 1.6 GetConfigurationMaxKeys
 * (§9.1.7).
 */
export async function limitsOf({ pool }: Context, stationId: string, action: string): Promise<Limits> {
  const { rows } = await pool.query<{ what: 'items' | 'bytes'; most: number }>(
    `select case when lower(variable) = 'bytespermessage' then 'bytes' else 'items' end as what, min(value::int) as most
     from variable
     where station_id = $1 and attribute_type = 'Actual' and value ~ '^[1-9][0-9]{0,6}$'
       and ((lower(variable) in ('itemspermessage', 'bytespermessage') and lower(variable_instance) = lower($2))
         or (component = 'OCPP16' and lower(variable) = 'getconfigurationmaxkeys' and $2 = 'GetVariables'))
     group by 1`,
    [stationId, action],
  );
  return { ...noLimits, ...Object.fromEntries(rows.map(({ what, most }) => [what, most])) };
}

/** Asks in as many calls as it takes; without items there is one all the same. */
export const asksInParts = <Item, Request extends object, Response extends object, Result>(
  action: string,
  call: (items: Item[]) => Request,
  answer: (response: Partial<Response>, items: Item[]) => Result[],
): Row<InParts<Item>, { results: Result[] }> => ({
  action,
  calls: (wish) => partsOf(wish, call).map(call),
  answer: (responses, wish) => {
    const parts = partsOf(wish, call);
    return { results: responses.flatMap((response, index) => answer(response, parts[index] ?? [])) };
  },
});

const partsOf = <Item>({ items, limits }: InParts<Item>, call: (items: Item[]) => object): Item[][] =>
  items.length === 0 ? [[]] : inParts(items, limits, (item) => call([item]));

/** The same for all stations that a filter finds: what each of them takes. */
export async function limitsOfAll(db: Queryable, filter: StationFilter): Promise<Limits> {
  const sql = new SqlText();
  const where = conditionsOf(stationNoun.conditions, filter, sql);
  const { rows } = await db.query<{ items: number | null; bytes: number | null }>(
    `select min(v.value::int) filter (where lower(v.variable) <> 'bytespermessage') as items,
       min(v.value::int) filter (where lower(v.variable) = 'bytespermessage') as bytes
     from ${stationNoun.from} join variable v on v.station_id = s.id
     where v.attribute_type = 'Actual' and v.value ~ '^[1-9][0-9]{0,6}$'
       and (lower(v.variable) in ('itemspermessage', 'bytespermessage')
         or (v.component = 'OCPP16' and lower(v.variable) = 'getconfigurationmaxkeys'))
       ${where.map((each) => `and ${each}`).join(' ')}`,
    sql.values,
  );
  return { items: rows[0]?.items ?? noLimits.items, bytes: rows[0]?.bytes ?? noLimits.bytes };
}
