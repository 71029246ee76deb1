import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';

export interface UpdateQuestion {
  profileId: string;
}

/** No profile is calculated here, so that there are no next values of one. */
export type UpdateVerdict = 'Rejected';

/** Notes who asked for the next values of which dynamic profile. */
export async function answerUpdates(
  told: Told<UpdateQuestion>[],
  { tx, emit }: Keeping,
): Promise<UpdateVerdict[]> {
  const status = 'Rejected';
  const asked = told.map(({ station, receivedAt, fact: { profileId } }) => ({
    station,
    profileId,
    at: receivedAt,
    status,
  }));
  await tx.query({
    name: 'note dynamic updates',
    text: `update charging_profile profile set update_asked_at = told.at, update_status = told.status
           from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[])
             as told (station_id, profile_id, at, status)
           where (profile.station_id, profile.profile_id) = (told.station_id, told.profile_id)`,
    values: columns(asked, ['station', 'profileId', 'at', 'status']),
  });
  for (const { station, profileId, at } of asked)
    emit({ station, type: 'DynamicScheduleUpdateAsked', at, data: { profileId, status } });
  return told.map(() => status);
}
