import type { Queryable } from '../../platform/database/pool.js';
import type { Row } from '../commands/dialects.js';
import { conditionsOf, SqlText } from '../connections/sql-text.js';
import type { Context } from '../server/context.js';
import { type StationFilter, stationNoun } from '../stations/charging-station.js';
import type { VariableResult, VariablesAnswer } from './variable.js';

/** A wish of several things, and how many the station takes in one call. */
export interface InParts<Item> {
  items: Item[];
  most: number;
}

/**
 * How many variables a station takes in one call, as far as it has told: ItemsPerMessage of DeviceDataCtrlr (2.x Part 2
 * B05.FR.11, B06.FR.05), for reading in 1.6 GetConfigurationMaxKeys (§9.1.7).
 */
export async function mostInOneCall(
  { pool }: Context,
  stationId: string,
  action: 'GetVariables' | 'SetVariables',
): Promise<number> {
  const { rows } = await pool.query<{ value: string }>(
    `select value from variable
     where station_id = $1 and attribute_type = 'Actual' and value ~ '^[1-9][0-9]{0,6}$'
       and ((lower(component) = 'devicedatactrlr' and lower(variable || coalesce(variable_instance, '')) = lower('ItemsPerMessage' || $2))
         or (component = 'OCPP16' and lower(variable) = 'getconfigurationmaxkeys' and $2 = 'GetVariables'))`,
    [stationId, action],
  );
  return Math.min(...rows.map(({ value }) => Number(value)));
}

/** Asks in as many calls as it takes; without items there is one all the same. */
export const asksInParts = <Item, Request extends object, Response extends object>(
  action: string,
  call: (items: Item[]) => Request,
  answer: (response: Partial<Response>, items: Item[]) => VariableResult[],
): Row<InParts<Item>, VariablesAnswer> => ({
  action,
  calls: (wish) => partsOf(wish).map(call),
  answer: (responses, wish) => {
    const parts = partsOf(wish);
    return { results: responses.flatMap((response, index) => answer(response, parts[index] ?? [])) };
  },
});

function partsOf<Item>({ items, most }: InParts<Item>): Item[][] {
  const count = Math.max(1, Math.ceil(items.length / most));
  return Array.from({ length: count }, (_, n) =>
    count === 1 ? items : items.slice(n * most, (n + 1) * most),
  );
}

/** The same for all stations that a filter finds: what each of them takes. */
export async function mostOfAll(db: Queryable, filter: StationFilter): Promise<number> {
  const sql = new SqlText();
  const where = conditionsOf(stationNoun.conditions, filter, sql);
  const { rows } = await db.query<{ most: string | null }>(
    `select min(v.value::bigint) as most from ${stationNoun.from} join variable v on v.station_id = s.id
     where v.attribute_type = 'Actual' and v.value ~ '^[1-9][0-9]{0,6}$'
       and ((lower(v.component) = 'devicedatactrlr' and lower(v.variable) like 'itemspermessage%')
         or (v.component = 'OCPP16' and lower(v.variable) = 'getconfigurationmaxkeys'))
       ${where.map((each) => `and ${each}`).join(' ')}`,
    sql.values,
  );
  return Number(rows[0]?.most ?? Number.POSITIVE_INFINITY);
}
