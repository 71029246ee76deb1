import type { OcppVersion } from '../../ocpp/versions.js';
import type { Transaction } from '../../platform/database/pool.js';

/** What stations of a version are asked. */
export interface VersionCalls {
  action: string;
  payloads: Record<string, unknown>[];
  /** The payloads, where the campaign's record must not show them. */
  sealed?: string;
}

export interface Campaign {
  id: string;
  name: string;
  state: 'RUNNING' | 'PAUSED' | 'CANCELED';
  calls: Partial<Record<OcppVersion, VersionCalls | { refusal: string }>>;
  wantedVersion: string | null;
  uploadUrl: string | null;
  concurrency: number;
  whenOffline: 'WAIT' | 'SKIP';
  retries: number;
  backoffSeconds: number;
  stopPercent: number | null;
  outcomeSeconds: number;
  forgiven: number;
  expired: boolean;
}

export const openCampaigns = `select id from campaign where ended_at is null order by id`;

/** Holds a campaign for its turn; undefined when another process has it, or it is over. */
export async function hold(tx: Transaction, id: string): Promise<Campaign | undefined> {
  const { rows } = await tx.query<Campaign>({
    name: 'hold campaign',
    text: `select id, name, state, calls, wanted_version as "wantedVersion", upload_url as "uploadUrl", concurrency,
             when_offline as "whenOffline", retries, backoff_seconds as "backoffSeconds", stop_percent as "stopPercent",
             outcome_seconds as "outcomeSeconds", forgiven, expires_at <= now() as expired
           from campaign where id = $1 and ended_at is null for update skip locked`,
    values: [id],
  });
  return rows[0];
}

export type Counts = Partial<Record<string, number>>;

export async function countStations(tx: Transaction, id: string): Promise<Counts> {
  const { rows } = await tx.query<{ state: string; count: number }>({
    name: 'count campaign stations',
    text: 'select state, count(*)::int as count from campaign_station where campaign_id = $1 group by state',
    values: [id],
  });
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Pauses by itself. */
export const pause = (tx: Transaction, id: string, reason: string): Promise<unknown> =>
  tx.query(`update campaign set state = 'PAUSED', pause_reason = $2 where id = $1`, [id, reason]);

/** Nobody is left to ask or to wait for. */
export const end = (tx: Transaction, id: string): Promise<unknown> =>
  tx.query(
    `update campaign set ended_at = now(), pause_reason = null, state = case state when 'CANCELED' then state else 'DONE' end where id = $1`,
    [id],
  );

export const noteChange = (tx: Transaction, id: string): Promise<unknown> =>
  tx.query('update campaign set revision = revision + 1 where id = $1', [id]);
