import { type AbilityRow, abilityVariables } from '../../ocpp/charging-abilities.js';
import {
  type KeptLimit,
  type KeptProfile,
  keptLimit,
  keptProfile,
  type Profile,
} from '../../ocpp/charging-profile.js';
import type { Queryable } from '../../platform/database/pool.js';

/** What bears on the charging at a station: the profiles that hold, external limits among them, and what it can do. */
export interface Situation {
  profiles: Profile[];
  variables: AbilityRow[];
}

export async function situationOf(db: Queryable, stationId: string): Promise<Situation> {
  const [profiles, limits, variables] = await Promise.all([
    db.query<KeptProfile>(
      `select profile, evse_id as "evseId", source, transaction_id as "transactionId", dynamic_update as "dynamicUpdate"
       from charging_profile where station_id = $1 and ended_at is null`,
      [stationId],
    ),
    db.query<KeptLimit>(
      `select schedules, evse_id as "evseId", source, local_generation as "localGeneration", notified_at as "notifiedAt"
       from external_charging_limit where station_id = $1 and cleared_at is null`,
      [stationId],
    ),
    db.query<AbilityRow>(
      `select component, variable, evse_id as "evseId", value, max_limit as "maxLimit", unit
       from variable where station_id = $1 and lower(variable) = any($2) and attribute_type = 'Actual'`,
      [stationId, abilityVariables],
    ),
  ]);
  return {
    profiles: [...profiles.rows.map(keptProfile), ...limits.rows.flatMap(keptLimit)],
    variables: variables.rows,
  };
}

export interface RunningTransaction {
  id: string;
  transactionId: string;
  evseId: number | null;
  startedAt: Date;
  priority: boolean;
}

/** What goes on at a station. */
export async function runningAt(db: Queryable, stationId: string): Promise<RunningTransaction[]> {
  const { rows } = await db.query<RunningTransaction>(
    `select id, transaction_id as "transactionId", evse_id as "evseId", started_at as "startedAt",
       coalesce(priority_charging, false) as priority
     from transaction where station_id = $1 and status = 'ACTIVE' order by started_at desc, id desc`,
    [stationId],
  );
  return rows;
}

/** A transaction as profiles are put together for it. */
export const charging = ({ transactionId, startedAt, priority }: RunningTransaction) => ({
  transactionId,
  startedAt: startedAt.getTime(),
  priority,
});

/** V a phase, where nothing else is known. */
export const mainsV = 230;
