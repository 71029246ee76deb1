import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';

type Reason = 'CLEARED' | 'REPLACED' | 'TRANSACTION_ENDED' | 'NOT_REPORTED';

interface Ended {
  station: string;
  profileId: string;
  at: Date;
}

/** One event a station. */
function tell(ended: Ended[], reason: Reason, { emit }: Keeping): void {
  for (const [station, rows] of Map.groupBy(ended, ({ station }) => station)) {
    const profileIds = rows.map(({ profileId }) => profileId).sort((a, b) => Number(a) - Number(b));
    const { at } = rows[0] as Ended;
    emit({ station, type: 'ChargingProfilesChanged', at, data: { set: [], ended: profileIds, reason } });
  }
}

const returned = `returning p.station_id as station, p.profile_id as "profileId", p.ended_at as at`;

/** What is cleared: one profile, or all that meet what is given (1.6 §5.4, 2.x K10). */
export interface Cleared {
  profileId: string | null;
  evseId: number | null;
  purpose: string | null;
  stackLevel: number | null;
}

/** Limits that others set are not ours to clear (K10.FR.06). A profile set after the answer stays. */
export async function endCleared(told: Told<Cleared>[], keeping: Keeping): Promise<void> {
  const rows = told.map(({ station, receivedAt, fact }) => ({ ...fact, station, at: receivedAt }));
  const { rows: ended } = await keeping.tx.query<Ended>({
    name: 'end cleared profiles',
    text: `update charging_profile p set ended_at = told.at, end_reason = 'CLEARED'
           from unnest($1::text[], $2::bigint[], $3::int[], $4::text[], $5::int[], $6::timestamptz[])
             as told (station_id, profile_id, evse_id, purpose, stack_level, at)
           where p.station_id = told.station_id and p.ended_at is null and p.reported_at <= told.at
             and p.purpose <> 'ChargingStationExternalConstraints'
             and case when told.profile_id is not null then p.profile_id = told.profile_id
                 else p.evse_id = coalesce(told.evse_id, p.evse_id) and p.purpose = coalesce(told.purpose, p.purpose)
                   and p.stack_level = coalesce(told.stack_level, p.stack_level) end
           ${returned}`,
    values: columns(rows, ['station', 'profileId', 'evseId', 'purpose', 'stackLevel', 'at']),
  });
  tell(ended, 'CLEARED', keeping);
}

interface Place {
  stationId: string;
  profileId: string;
  evseId: number;
  purpose: string;
  stackLevel: number;
  transactionId: string | null;
  reportedAt: Date;
}

/** Of one purpose, level and place a station holds one profile at a time (1.6 §5.16, 2.x K01.FR.39). */
export async function endReplaced(by: Place[], keeping: Keeping): Promise<void> {
  const { rows: ended } = await keeping.tx.query<Ended>({
    name: 'end replaced profiles',
    text: `update charging_profile p set ended_at = n.at, end_reason = 'REPLACED'
           from unnest($1::text[], $2::bigint[], $3::int[], $4::text[], $5::int[], $6::text[], $7::timestamptz[])
             as n (station_id, profile_id, evse_id, purpose, stack_level, transaction_id, at)
           join charging_profile new on (new.station_id, new.profile_id) = (n.station_id, n.profile_id)
           where p.station_id = n.station_id and p.profile_id <> n.profile_id and p.ended_at is null
             and (p.evse_id, p.purpose, p.stack_level) = (n.evse_id, n.purpose, n.stack_level)
             and p.transaction_id is not distinct from n.transaction_id and p.reported_at <= n.at
             and p.source = 'CSO' and (p.profile ? 'chargingProfileId' or
               (coalesce(p.valid_from, '-infinity') < coalesce(new.valid_to, 'infinity')
                and coalesce(new.valid_from, '-infinity') < coalesce(p.valid_to, 'infinity')))
           ${returned}`,
    values: columns(by, [
      'stationId',
      'profileId',
      'evseId',
      'purpose',
      'stackLevel',
      'transactionId',
      'reportedAt',
    ]),
  });
  tell(ended, 'REPLACED', keeping);
}

/** A report that is complete, or one that says that there is nothing. */
export interface WholeReport {
  station: string;
  requestId: string;
  at: Date;
}

/** What a station was asked for and did not report, it no longer holds; what was set after the question counts as held. */
export async function endUnreported(reports: WholeReport[], keeping: Keeping): Promise<void> {
  if (reports.length === 0) return;
  const { rows: ended } = await keeping.tx.query<Ended>({
    name: 'end unreported profiles',
    text: `with asked as (
             select told.station_id, told.request_id, told.at, c.created_at, (c.payload ->> 'evseId')::int as evse_id,
               coalesce(c.payload -> 'chargingProfile', '{}') as criteria
             from unnest($1::text[], $2::bigint[], $3::timestamptz[]) as told (station_id, request_id, at)
             cross join lateral (
               select payload, coalesce(sent_at, created_at) as created_at from command
               where station_id = told.station_id and action = 'GetChargingProfiles'
                 and payload ->> 'requestId' = told.request_id::text
               order by created_at desc limit 1
             ) c
           )
           update charging_profile p set ended_at = asked.at, end_reason = 'NOT_REPORTED' from asked
           where p.station_id = asked.station_id and p.ended_at is null and p.request_id is distinct from asked.request_id
             and p.reported_at < asked.created_at and p.evse_id = coalesce(asked.evse_id, p.evse_id)
             and p.purpose = coalesce(asked.criteria ->> 'chargingProfilePurpose', p.purpose)
             and p.stack_level = coalesce((asked.criteria ->> 'stackLevel')::int, p.stack_level)
             and (not asked.criteria ? 'chargingProfileId' or asked.criteria -> 'chargingProfileId' @> to_jsonb(p.profile_id))
             and (not asked.criteria ? 'chargingLimitSource' or asked.criteria -> 'chargingLimitSource' ? p.source)
           ${returned}`,
    values: columns(reports, ['station', 'requestId', 'at']),
  });
  tell(ended, 'NOT_REPORTED', keeping);
}

/** A TxProfile ends with its transaction (1.6 §3.13.1, 2.x K01.FR.08). */
export async function endWithTransactions(
  over: { station: string; transactionId: string | null; at: Date }[],
  keeping: Keeping,
): Promise<void> {
  const { rows: ended } = await keeping.tx.query<Ended>({
    name: 'end profiles with their transactions',
    text: `update charging_profile p set ended_at = told.at, end_reason = 'TRANSACTION_ENDED'
           from unnest($1::text[], $2::text[], $3::timestamptz[]) as told (station_id, transaction_id, at)
           where p.station_id = told.station_id and p.transaction_id = told.transaction_id and p.ended_at is null
             and p.purpose = 'TxProfile'
           ${returned}`,
    values: columns(over, ['station', 'transactionId', 'at']),
  });
  tell(ended, 'TRANSACTION_ENDED', keeping);
}
