import type { WantedToken } from '../../ocpp/local-list.js';
import type { Transaction } from '../../platform/database/pool.js';

/** The tokens that stations' lists shall hold, by station, those entered first first. */
export async function wantedBy(tx: Transaction, stations: string[]): Promise<Map<string, WantedToken[]>> {
  if (stations.length === 0) return new Map();
  const { rows } = await tx.query<WantedToken & { station_id: string }>({
    name: 'read wanted local lists',
    text: 'select * from local_list_wanted where station_id = any($1)',
    values: [stations],
  });
  return Map.groupBy(rows, ({ station_id }) => station_id);
}
