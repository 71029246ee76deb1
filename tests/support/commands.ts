import { type Broker, gatewayInbox } from '../../platform/broker/broker.js';
import type { Dispatch, Downstream } from '../../platform/broker/messages.js';
import type { Pool } from '../../platform/database/pool.js';
import { until } from './until.js';

export interface CommandRow {
  id: string;
  state: string;
  answer: unknown;
  error_code: string | null;
  error_description: string | null;
  late: boolean;
  sent_at: Date | null;
}

export interface Order {
  station: string;
  action: string;
  payload?: Record<string, unknown>;
  version?: Dispatch['version'];
  timeoutMs?: number;
}

/** Writes a command's row as the API does, in the state SENT or QUEUED. Its id. */
export async function write(
  pool: Pool,
  { station, action, payload = {}, version = 'ocpp1.6', timeoutMs = 5000 }: Order,
  { state = 'SENT', expiresAt = null }: { state?: 'SENT' | 'QUEUED'; expiresAt?: Date | null } = {},
): Promise<string> {
  const { rows } = await pool.query(
    `insert into command (station_id, action, ocpp_version, payload, state, timeout_ms, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [station, action, version, payload, state, timeoutMs, expiresAt],
  );
  return rows[0].id as string;
}

/** Writes commands and hands them to the gateway that holds the station. Their ids, in order. */
export async function order(
  { pool, broker }: { pool: Pool; broker: Broker },
  gateway: string,
  orders: Order[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const each of orders) ids.push(await write(pool, each));
  const commands = orders.map(
    ({ station, action, payload = {}, version = 'ocpp1.6', timeoutMs = 5000 }, index): Dispatch => ({
      ...{ command: ids[index] as string, station, version, action, payload, timeoutMs },
    }),
  );
  await broker.deliver(gatewayInbox(gateway), JSON.stringify({ commands } satisfies Downstream));
  return ids;
}

/** The row of a command once it is in this state. */
export const ended = (pool: Pool, id: string, state: string, ms?: number): Promise<CommandRow> =>
  until(
    `command ${state}`,
    async () => {
      const { rows } = await pool.query<CommandRow>('select * from command where id = $1', [id]);
      return rows[0]?.state === state && rows[0];
    },
    ms === undefined ? {} : { ms },
  );
