import { inTransaction, type Queryable, type Transaction } from '../../platform/database/pool.js';
import { asRow } from '../connections/noun.js';
import { conditionsOf, SqlText } from '../connections/sql-text.js';
import { uploadUrlOf } from '../diagnostics/get-log.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { type StationFilter, stationNoun } from '../stations/charging-station.js';
import { limitsOfAll } from '../variables/limits.js';
import { Campaign, campaignNoun } from './campaign.js';
import type { CampaignInput } from './campaign-input.js';
import { type CallsByVersion, compile } from './compile.js';
import { sealed } from './sealed.js';

/** Makes a campaign and fixes who takes part; the handlers drive it from then on. */
export async function createCampaign(context: Context, input: CampaignInput): Promise<Campaign> {
  const filter = chosenBy(input);
  const before = await madeBefore(context.pool, input);
  if (before) return before;
  const compiled = compile(input.call, {
    limits: await limitsOfAll(context.pool, filter),
    uploadUrl: () => uploadUrlOf(context),
  });
  const calls = sealed(compiled, context.settings.SECRET);
  const uploadUrl = input.call.getLog && !input.call.getLog.location ? uploadUrlOf(context) : null;
  return inTransaction(context.pool, async (tx) => {
    const campaign = await enter(tx, { input, calls, uploadUrl, requestedBy: context.identity.name });
    if (!campaign) throw failure('CONFLICT', 'this idempotencyKey was used just now; try again');
    const count = await choose(tx, { campaign, calls, filter });
    if (count === 0) throw failure('BAD_USER_INPUT', 'there is no such station');
    await checkNamed(tx, campaign, input.stationIds ?? []);
    return campaign;
  });
}

function chosenBy({ stationIds, locationId, filter }: CampaignInput): StationFilter {
  const given = [stationIds, locationId, filter].filter((each) => each !== undefined && each !== null);
  if (given.length !== 1)
    throw failure('BAD_USER_INPUT', 'give exactly one of stationIds, locationId and filter');
  if (filter) return filter;
  return stationIds ? { ids: stationIds } : { locationId: locationId as string };
}

async function madeBefore(
  db: Queryable,
  { idempotencyKey, name }: CampaignInput,
): Promise<Campaign | undefined> {
  if (!idempotencyKey) return undefined;
  const { rows } = await db.query(
    `select ${campaignNoun.columns} from ${campaignNoun.from} where k.idempotency_key = $1`,
    [idempotencyKey],
  );
  if (!rows[0]) return undefined;
  if (rows[0].name !== name) throw failure('CONFLICT', 'this idempotencyKey was used for another campaign');
  return asRow(campaignNoun, rows[0]);
}

interface New {
  input: CampaignInput;
  calls: CallsByVersion;
  uploadUrl: string | null;
  requestedBy: string;
}

async function enter(
  tx: Transaction,
  { input, calls, uploadUrl, requestedBy }: New,
): Promise<Campaign | undefined> {
  const { rows } = await tx.query(
    `insert into campaign as k (name, calls, wanted_version, upload_url, concurrency, when_offline, retries, backoff_seconds,
       stop_percent, outcome_seconds, requested_by, idempotency_key, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now() + make_interval(secs => $13))
     on conflict (idempotency_key) do nothing returning ${campaignNoun.columns}`,
    [
      ...[input.name, JSON.stringify(calls), input.call.updateFirmware?.version ?? null, uploadUrl],
      ...[input.concurrency, input.whenOffline, input.retries, input.backoffSeconds],
      ...[input.stopPercent ?? null, input.outcomeSeconds, requestedBy],
      ...[input.idempotencyKey ?? null, input.expiresInSeconds],
    ],
  );
  return rows[0] && asRow(campaignNoun, rows[0]);
}

/** Those who can't be asked are skipped at once, with the reason. */
async function choose(
  tx: Transaction,
  { campaign, calls, filter }: { campaign: Campaign; calls: CallsByVersion; filter: StationFilter },
): Promise<number> {
  const sql = new SqlText();
  const id = sql.$(campaign.id, 'bigint');
  const refusal = `${sql.$(JSON.stringify(calls), 'jsonb')} -> s.ocpp_version ->> 'refusal'`;
  const where = conditionsOf(stationNoun.conditions, filter, sql);
  // A connection keeps the plan by which it checks that each station is there; made while there were few, it would read
  // the whole table for each of them (30,000 stations: 25 s instead of 0.5).
  await tx.query('set local enable_seqscan = off');
  const { rowCount } = await tx.query(
    `insert into campaign_station (campaign_id, station_id, state, reason, ended_at)
     select ${id}, s.id, case when refusal is null then 'PENDING' else 'SKIPPED' end, refusal, case when refusal is not null then now() end
     from ${stationNoun.from} cross join lateral (select ${refusal} as refusal) r
     ${where.length > 0 ? `where ${where.join(' and ')}` : ''}`,
    sql.values,
  );
  return rowCount ?? 0;
}

async function checkNamed(tx: Transaction, { id }: Campaign, named: string[]): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `select distinct n.id from unnest($2::text[]) as n (id)
     where not exists (select from campaign_station m where m.campaign_id = $1 and m.station_id = n.id) limit 10`,
    [id, named],
  );
  if (rows.length > 0)
    throw failure('NOT_FOUND', `there is no station ${rows.map((row) => row.id).join(', ')}`);
}
