import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Campaign } from './campaign.js';
import { type Asked, judge, type Standing } from './judge.js';

/** Looks at what has come of those who were asked. @returns how many stand otherwise than before */
export async function settle(tx: Transaction, campaign: Campaign): Promise<number> {
  const { rows } = await tx.query<Asked>({
    name: 'who of a campaign was asked',
    text: `select s.station_id as station, s.state, s.attempts, s.attempted_at < now() - make_interval(secs => $2) as overdue, given.commands
           from campaign_station s
           cross join lateral (
             select jsonb_agg(jsonb_build_object('action', d.action, 'state', d.state, 'answer', d.answer, 'errorCode', d.error_code,
               'error', d.error_description, 'result', coalesce(f.state, l.state),
               'status', coalesce(f.status, f.answer_status, l.status, l.answer_status)) order by c.place) as commands
             from campaign_command c join command d on d.id = c.command_id
             left join firmware_update f on f.command_id = d.id left join log_request l on l.command_id = d.id
             where c.campaign_id = s.campaign_id and c.station_id = s.station_id and c.turn = s.turn
           ) given
           where s.campaign_id = $1 and s.state in ('UNDER_WAY', 'PENDING') and s.turn > 0 and given.commands is not null`,
    values: [campaign.id, campaign.outcomeSeconds],
  });
  const changes = rows.flatMap((asked) => {
    const standing = judge(asked, campaign);
    return standing ? [{ station: asked.station, ...standing }] : [];
  });
  if (changes.length > 0) await write(tx, campaign.id, changes);
  return changes.length;
}

const write = (tx: Transaction, id: string, changes: (Standing & { station: string })[]) =>
  tx.query({
    name: 'settle campaign stations',
    text: `update campaign_station s
           set state = t.state, reason = t.reason, attempts = t.attempts, due_at = now() + make_interval(secs => t.wait),
               ended_at = case when t.state not in ('UNDER_WAY', 'PENDING') then now() end
           from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::float8[]) as t (station_id, state, reason, attempts, wait)
           where s.campaign_id = $1 and s.station_id = t.station_id`,
    values: [id, ...columns(changes, ['station', 'state', 'reason', 'attempts', 'wait'])],
  });

/** Those for whom the time has passed. */
export async function expire(tx: Transaction, id: string): Promise<number> {
  const { rowCount } = await tx.query(
    `update campaign_station set state = 'EXPIRED', ended_at = now(), reason = coalesce(reason || '; ', '') || 'the time of the campaign had passed'
     where campaign_id = $1 and state = 'PENDING'`,
    [id],
  );
  return rowCount ?? 0;
}

/** Those who are not there when it is their turn. */
export async function skipOffline(tx: Transaction, id: string): Promise<number> {
  const { rowCount } = await tx.query(
    `update campaign_station s set state = 'SKIPPED', reason = 'it was offline', ended_at = now()
     from charging_station st
     where s.campaign_id = $1 and s.state = 'PENDING' and s.due_at <= now() and st.id = s.station_id and not st.online`,
    [id],
  );
  return rowCount ?? 0;
}

export const skip = (tx: Transaction, id: string, skipped: { station: string; reason: string }[]) =>
  tx.query(
    `update campaign_station s set state = 'SKIPPED', reason = t.reason, ended_at = now()
     from unnest($2::text[], $3::text[]) as t (station_id, reason) where s.campaign_id = $1 and s.station_id = t.station_id`,
    [id, ...columns(skipped, ['station', 'reason'])],
  );
