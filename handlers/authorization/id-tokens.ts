import { type Verdict, verdict } from '../../ocpp/token-info.js';
import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Keeping } from '../action.js';
import { noteAccepted } from './cached-authorizations.js';
import { refuseConcurrent } from './concurrent-use.js';
import type { Showing } from './showing.js';
import { decide, type IdToken } from './verdict.js';

type Judging = Pick<Keeping, 'tx' | 'settings'>;

/**
 * One verdict a token, in the same order; one statement however many, and two more where some that may be in one
 * transaction only are to begin one.
 */
export async function judge({ tx, settings }: Judging, shown: Showing[]): Promise<Verdict[]> {
  const known = await find(tx, shown);
  const verdicts = shown.map(({ said, ...showing }, i) => {
    if (showing.token.unasked) return verdict({ status: 'Accepted' });
    return said ?? decide(known[i], showing);
  });
  const judged = await refuseConcurrent(tx, { shown, known, verdicts });
  if (settings.CLEAR_CACHES) await noteAccepted(tx, { shown, verdicts: judged });
  return judged;
}

/** The verdict of each that shows a token, null for the others. */
export async function judgeShown(judging: Judging, shown: (Showing | null)[]): Promise<(Verdict | null)[]> {
  const verdicts = (
    await judge(
      judging,
      shown.filter((showing) => showing !== null),
    )
  ).values();
  return shown.map((showing) => (showing ? (verdicts.next().value ?? null) : null));
}

/** RFID readers disagree on capitals: tokens are the same in any case (1.6 §3.1 CiString, 2.x identifierString). */
async function find(tx: Transaction, shown: Showing[]): Promise<(IdToken | undefined)[]> {
  if (shown.length === 0) return [];
  const { rows } = await tx.query<IdToken & { place: number }>({
    name: 'find id tokens',
    text: `select shown.place::int, k.id, k.status, k.expires_at as "expiresAt", k.group_id_token as "groupIdToken",
             coalesce(g.master_pass, false) as "masterPass", k.concurrent_use as "concurrentUse", k.everywhere,
             places.list as places, times.timed, times.ends as "timeEndsAt", k.cache_seconds as "cacheSeconds",
             k.language, k.personal_message as "personalMessage",
             k.personal_message_format as "personalMessageFormat", k.charging_priority as "chargingPriority"
           from unnest($1::text[], $2::text[], $3::timestamptz[]) with ordinality as shown (id_token, station_id, at, place)
           join id_token k on lower(k.id_token) = lower(shown.id_token)
           left join charging_station s on s.id = shown.station_id
           left join location l on l.id = s.location_id
           left join id_token_group g on lower(g.group_id_token) = lower(k.group_id_token)
           left join lateral (
             select json_agg(json_build_object('evseId', p.evse_id, 'connectorId', p.connector_id)) as list
             from id_token_place p
             where not k.everywhere and p.id_token_id = k.id and (p.station_id = s.id or p.location_id = s.location_id)
           ) places on true
           left join lateral (
             select count(*) > 0 as timed,
               max(w.ends) filter (where w.counts and w.begins <= shown.at and shown.at < w.ends) as ends
             from (
               select extract(isodow from d.day) = any (w.weekdays) as counts,
                 (d.day + w.from_time) at time zone coalesce(l.time_zone, 'UTC') as begins,
                 (d.day + w.to_time + case when w.to_time > w.from_time then interval '0' else interval '1 day' end)
                   at time zone coalesce(l.time_zone, 'UTC') as ends
               from id_token_time w
               cross join lateral (
                 select (shown.at at time zone coalesce(l.time_zone, 'UTC'))::date - back as day
                 from generate_series(0, 1) back
               ) d
               where w.id_token_id = k.id
             ) w
           ) times on true`,
    values: columns(
      shown.map(({ station, token, at }) => ({ station, at, idToken: token.idToken })),
      ['idToken', 'station', 'at'],
    ),
  });
  const found: (IdToken | undefined)[] = shown.map(() => undefined);
  for (const { place, ...token } of rows) found[place - 1] = token;
  return found;
}
