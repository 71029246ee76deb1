import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';

type Update = V21.ChargingScheduleUpdateType;

export interface UpdateQuestion {
  profileId: string;
}

/** The values of a dynamic profile as they are now; null where none are set. */
export type UpdateVerdict = Update | null;

/** Notes who asked for the next values of which dynamic profile, and gives those that are set. */
export async function answerUpdates(
  told: Told<UpdateQuestion>[],
  { tx, emit }: Keeping,
): Promise<UpdateVerdict[]> {
  const asked = told.map(({ station, receivedAt, fact: { profileId } }) => ({
    station,
    profileId,
    at: receivedAt,
  }));
  const { rows } = await tx.query<{ station: string; profileId: string; update: Update | null }>({
    name: 'note dynamic updates',
    text: `update charging_profile profile
           set update_asked_at = told.at,
               update_status = case when profile.dynamic_update is null then 'Rejected' else 'Accepted' end
           from unnest($1::text[], $2::bigint[], $3::timestamptz[]) as told (station_id, profile_id, at)
           where (profile.station_id, profile.profile_id) = (told.station_id, told.profile_id)
             and profile.ended_at is null
           returning profile.station_id as station, profile.profile_id as "profileId", profile.dynamic_update as update`,
    values: columns(asked, ['station', 'profileId', 'at']),
  });
  return asked.map(({ station, profileId, at }) => {
    const row = rows.find((each) => each.station === station && each.profileId === profileId);
    const update = row?.update ?? null;
    const status = update ? 'Accepted' : 'Rejected';
    emit({ station, type: 'DynamicScheduleUpdateAsked', at, data: { profileId, status } });
    return update;
  });
}

export interface DynamicValue {
  profileId: string;
  update: Update;
}

/** Keeps the values that stations took. */
export async function keepDynamicValues(told: Told<DynamicValue | null>[], { tx }: Keeping): Promise<void> {
  const rows = told.flatMap(({ station, receivedAt: at, fact }) =>
    fact ? [{ station, at, profileId: fact.profileId, update: JSON.stringify(fact.update) }] : [],
  );
  await tx.query({
    name: 'keep dynamic values',
    text: `update charging_profile profile set dynamic_update = told.update, dynamic_update_at = told.at
           from unnest($1::text[], $2::bigint[], $3::jsonb[], $4::timestamptz[])
             as told (station_id, profile_id, update, at)
           where (profile.station_id, profile.profile_id) = (told.station_id, told.profile_id)
             and coalesce(profile.dynamic_update_at, '-infinity') <= told.at`,
    values: columns(rows, ['station', 'profileId', 'update', 'at']),
  });
}
