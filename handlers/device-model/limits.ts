import { type Limits, noLimits } from '../../ocpp/parts.js';
import type { Transaction } from '../../platform/database/pool.js';

/**
 * What stations take in one request, by station and action, as far as they have told: ItemsPerMessage and
 * BytesPerMessage of 2.x (B05.FR.11, B06.FR.05), GetConfigurationMaxKeys of 1.6 (§9.1.7).
 */
export async function limitsOfStations(
  tx: Transaction,
  stations: string[],
): Promise<(station: string, action: string) => Limits> {
  const { rows } = await tx.query<{ station: string; action: string; what: 'items' | 'bytes'; most: number }>(
    {
      name: 'message limits',
      text: `select station_id as station,
             case when component = 'OCPP16' then 'getconfiguration' else lower(variable_instance) end as action,
             case when lower(variable) = 'bytespermessage' then 'bytes' else 'items' end as what, value::int as most
           from variable
           where station_id = any($1) and attribute_type = 'Actual' and value ~ '^[1-9][0-9]{0,6}$'
             and (lower(variable) in ('itemspermessage', 'bytespermessage')
               or (component = 'OCPP16' and lower(variable) = 'getconfigurationmaxkeys'))`,
      values: [stations],
    },
  );
  const known = new Map<string, Limits>();
  for (const { station, action, what, most } of rows) {
    const key = `${action} ${station}`;
    const before = known.get(key) ?? noLimits;
    known.set(key, { ...before, [what]: Math.min(before[what], most) });
  }
  return (station, action) => known.get(`${action.toLowerCase()} ${station}`) ?? noLimits;
}
