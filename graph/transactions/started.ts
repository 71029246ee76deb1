import type { Pool } from '../../platform/database/pool.js';
import type { Command } from '../commands/command.js';
import { asRow } from '../connections/noun.js';
import { type Transaction, transactionNoun } from './transaction.js';

/**
 * The transaction that a remote start began. 2.x tells its number or names the transaction; of 1.6 it is the first
 * one with this token there that we hear of after the command went out.
 */
export async function findStarted(
  pool: Pool,
  { stationId, ocppVersion, payload, remoteStartId, sentAt, createdAt }: Command,
  transactionId: string | null,
): Promise<Transaction | undefined> {
  const by =
    ocppVersion === 'ocpp1.6'
      ? {
          where: `t.created_at >= $2 and lower(t.id_token) = lower($3) and ($4::int is null or t.evse_id = $4)`,
          values: [sentAt ?? createdAt, payload.idTag, payload.connectorId ?? null],
        }
      : {
          where: `(t.remote_start_id = $2 or t.transaction_id = $3)`,
          values: [remoteStartId, transactionId],
        };
  const { rows } = await pool.query(
    `select ${transactionNoun.columns} from ${transactionNoun.from}
     where t.station_id = $1 and ${by.where} order by t.created_at limit 1`,
    [stationId, ...by.values],
  );
  return rows[0] && asRow(transactionNoun, rows[0]);
}
