import type { Verdict } from '../../ocpp/token-info.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { columns } from '../../platform/database/columns.js';
import type { Pool, Transaction } from '../../platform/database/pool.js';
import { inTransactionWithEvents } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Settings } from '../../platform/settings.js';
import type { Told } from '../action.js';
import { order } from '../commands/order.js';
import type { Showing } from './showing.js';

/**
 * Remembers who was let in where, for the station may go on doing so by its cache (1.6 §3.5.1, 2.x C10). The token is
 * held meanwhile: who changes it finds this row, or this finds it changed.
 */
export async function noteAccepted(
  tx: Transaction,
  { shown, verdicts }: { shown: Showing[]; verdicts: Verdict[] },
): Promise<void> {
  const accepted = shown.filter(({ token }, i) => verdicts[i]?.status === 'Accepted' && !token.unasked);
  if (accepted.length === 0) return;
  await tx.query({
    name: 'note cached authorizations',
    text: `with told as materialized (
             select distinct on (t.station_id, lower(t.id_token)) t.station_id, lower(t.id_token) as id_token
             from unnest($1::text[], $2::text[]) as t (station_id, id_token)
           ), held as materialized (
             select lower(k.id_token) as id_token, k.status from id_token k
             where lower(k.id_token) in (select id_token from told) order by k.id for share
           )
           insert into cached_authorization as c (station_id, id_token, told_at, stale_since)
           select t.station_id, t.id_token, now(), case when h.status <> 'ACCEPTED' then now() end
           from told t join held h using (id_token) join charging_station s on s.id = t.station_id
           order by 1, 2
           on conflict (station_id, id_token) do update set told_at = excluded.told_at, stale_since = excluded.stale_since`,
    values: columns(
      accepted.map(({ station, token }) => ({ station, idToken: token.idToken })),
      ['station', 'idToken'],
    ),
  });
}

/** Orders ClearCache of stations that may keep what is no longer so; one that does not answer is asked again. */
export async function clearStaleCaches({
  pool,
  settings,
}: {
  pool: Pool;
  settings: Settings;
}): Promise<NewEvent[]> {
  if (!settings.CLEAR_CACHES) return [];
  const { events } = await inTransactionWithEvents(pool, async (tx, emit) => {
    const stale = await takeStale(tx);
    const ids = await order(
      { tx, emit, settings },
      stale.map(({ station, version }) => ({
        ...{ station, version, action: 'ClearCache', payload: {} },
        requestedBy: 'chargeql: a token changed',
      })),
    );
    const ordered = stale.map(({ station }, i) => ({ station, id: ids[i] })).filter(({ id }) => id !== null);
    if (ordered.length === 0) return;
    await tx.query(
      `insert into cache_clearing (station_id, command_id) select * from unnest($1::text[], $2::uuid[])
       on conflict (station_id) do update set command_id = excluded.command_id`,
      columns(ordered, ['station', 'id']),
    );
  });
  return events;
}

/** Stations with no ClearCache under way, none in the last minute, and none that they called an error. */
async function takeStale(tx: Transaction): Promise<{ station: string; version: OcppVersion }[]> {
  const { rows } = await tx.query<{ station: string; version: OcppVersion }>({
    name: 'take stale caches',
    text: `select s.id as station, s.ocpp_version as version from charging_station s
           where s.ocpp_version is not null
             and s.id in (select station_id from cached_authorization where stale_since is not null)
             and not exists (
               select from cache_clearing g join command c on c.id = g.command_id
               where g.station_id = s.id and (c.state in ('QUEUED', 'SENT', 'CALL_ERROR')
                 or (c.state <> 'ANSWERED' and c.created_at > now() - interval '1 minute')))
           order by s.id limit 100 for no key update of s skip locked`,
  });
  return rows;
}

/** Forgets what stations were told before they cleared their cache; one that refuses has none. */
export async function forgetCleared(tx: Transaction, told: Told<null>[]): Promise<void> {
  await tx.query({
    name: 'forget cleared caches',
    text: `delete from cached_authorization a using command c
           where c.id = any($1::uuid[]) and a.station_id = c.station_id and a.told_at <= c.created_at`,
    values: [told.map(({ messageId: command }) => command)],
  });
}
