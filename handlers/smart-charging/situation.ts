import { type AbilityRow, abilityVariables } from '../../ocpp/charging-abilities.js';
import {
  type KeptLimit,
  type KeptProfile,
  keptLimit,
  keptProfile,
  type Profile,
} from '../../ocpp/charging-profile.js';
import type { Transaction } from '../../platform/database/pool.js';

/** What bears on the charging at a station. */
export interface Situation {
  /** Those that hold, external limits among them. */
  profiles: Profile[];
  variables: AbilityRow[];
}

type Of<Row> = Row & { station: string };

/** By station. */
export async function situationsOf(tx: Transaction, stations: string[]): Promise<Map<string, Situation>> {
  const [profiles, limits, variables] = await Promise.all([
    tx.query<Of<KeptProfile>>({
      name: 'holding profiles',
      text: `select station_id as station, profile, evse_id as "evseId", source, transaction_id as "transactionId",
               dynamic_update as "dynamicUpdate"
             from charging_profile where station_id = any($1) and ended_at is null`,
      values: [stations],
    }),
    tx.query<Of<KeptLimit>>({
      name: 'holding external limits',
      text: `select station_id as station, schedules, evse_id as "evseId", source, local_generation as "localGeneration",
               notified_at as "notifiedAt"
             from external_charging_limit where station_id = any($1) and cleared_at is null`,
      values: [stations],
    }),
    tx.query<Of<AbilityRow>>({
      name: 'charging abilities',
      text: `select station_id as station, component, variable, evse_id as "evseId", value, max_limit as "maxLimit", unit
             from variable where station_id = any($1) and lower(variable) = any($2) and attribute_type = 'Actual'`,
      values: [stations, abilityVariables],
    }),
  ]);
  const at = <Row>(rows: Of<Row>[], station: string) => rows.filter((row) => row.station === station);
  return new Map(
    stations.map((station) => [
      station,
      {
        profiles: [
          ...at(profiles.rows, station).map(keptProfile),
          ...at(limits.rows, station).flatMap(keptLimit),
        ],
        variables: at(variables.rows, station),
      },
    ]),
  );
}
