import { announce } from '../../platform/events/outbox.js';
import { cancelAll } from '../commands/ledger.js';
import { asRow } from '../connections/noun.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { type Campaign, campaignNoun } from './campaign.js';

const columns = campaignNoun.columns;

/** Changes a campaign where it stands as it must; else says how it stands. */
async function change({ pool }: Context, id: string, { sql, must, values = [] }: Change): Promise<Campaign> {
  const { rows } = await pool.query(
    `with k as (update campaign k set revision = revision + 1, ${sql} where id = $1::bigint and ${must} returning *)
     select ${columns} from k`,
    [id, ...values],
  );
  if (rows[0]) return asRow(campaignNoun, rows[0]);
  const { rows: found } = await pool.query('select state from campaign where id = $1::bigint', [id]);
  if (!found[0]) throw failure('NOT_FOUND', `there is no campaign ${id}`);
  throw failure('CONFLICT', `the campaign is ${found[0].state}`);
}

interface Change {
  sql: string;
  must: string;
  values?: unknown[];
}

export const pauseCampaign = (context: Context, id: string): Promise<Campaign> =>
  change(context, id, { sql: `state = 'PAUSED', pause_reason = null`, must: `state = 'RUNNING'` });

/** Failures so far have been seen: only new ones count towards its threshold. */
export const resumeCampaign = (context: Context, id: string): Promise<Campaign> =>
  change(context, id, {
    sql: `state = 'RUNNING', pause_reason = null,
      forgiven = (select count(*) from campaign_station m where m.campaign_id = k.id and m.state = 'FAILED')`,
    must: `state = 'PAUSED'`,
  });

/** Nobody more is asked; commands that wait for their station end, those under way go to their end. */
export async function cancelCampaign(context: Context, id: string): Promise<Campaign> {
  const { pool, broker } = context;
  const campaign = await change(context, id, {
    sql: `state = 'CANCELED', pause_reason = null`,
    must: `state in ('RUNNING', 'PAUSED')`,
  });
  await pool.query(
    `update campaign_station set state = 'CANCELED', ended_at = now() where campaign_id = $1 and state = 'PENDING'`,
    [id],
  );
  const { rows } = await pool.query<{ id: string }>(
    `select d.id from campaign_command c join command d on d.id = c.command_id where c.campaign_id = $1 and d.state = 'QUEUED'`,
    [id],
  );
  const { events } = await cancelAll(
    pool,
    rows.map((row) => row.id),
  );
  announce(broker, events);
  return campaign;
}

/** Those who failed, or could not be asked in time, are asked anew. */
export async function retryFailed(context: Context, id: string, expiresInSeconds: number): Promise<Campaign> {
  const { rows } = await context.pool.query(
    `with held as (
       select id from campaign where id = $1::bigint and state <> 'CANCELED' for update
     ), again as (
       update campaign_station m set state = 'PENDING', attempts = 0, due_at = now(), ended_at = null
       from held where m.campaign_id = held.id and m.state in ('FAILED', 'EXPIRED') returning m.station_id
     ), k as (
       update campaign k set state = 'RUNNING', pause_reason = null, ended_at = null, forgiven = 0, revision = revision + 1,
         expires_at = greatest(expires_at, now() + make_interval(secs => $2))
       from held where k.id = held.id and exists (select from again) returning k.*
     ) select ${columns} from k`,
    [id, expiresInSeconds],
  );
  if (rows[0]) return asRow(campaignNoun, rows[0]);
  const { rows: found } = await context.pool.query('select state from campaign where id = $1::bigint', [id]);
  if (!found[0]) throw failure('NOT_FOUND', `there is no campaign ${id}`);
  throw failure(
    'CONFLICT',
    found[0].state === 'CANCELED' ? 'the campaign is CANCELED' : 'no station of the campaign has failed',
  );
}
