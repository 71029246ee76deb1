import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { TransactionFacts } from '../../platform/events/facts.js';

/** A row of the table transaction, as far as handlers read it. */
export interface LedgerRow {
  /** Our own id; in 1.6 the transactionId. */
  id: string;
  station: string;
  /** What the station calls it. */
  transactionId: string;
  startKey: string | null;
  evseId: number | null;
  connectorId: number | null;
  idToken: string | null;
  idTokenAt: Date | null;
  status: 'ACTIVE' | 'ENDED' | 'REFUSED';
  authorizationStatus: string | null;
  chargingState: string | null;
  chargingStateAt: Date | null;
  remoteStartId: string | null;
  reservationId: string | null;
  startedAt: Date;
  startReported: boolean;
  endedAt: Date | null;
  stoppedReason: string | null;
  meterStartWh: number | null;
  meterStopWh: number | null;
  offline: boolean;
  energyWh: number;
  powerW: number | null;
}

/** The select list of a LedgerRow from `transaction as t`. */
export const ledgerRow = `
  t.id, t.station_id as station, t.transaction_id as "transactionId", t.start_key as "startKey", t.evse_id as "evseId",
  t.connector_id as "connectorId", t.id_token as "idToken", t.id_token_at as "idTokenAt", t.status,
  t.authorization_status as "authorizationStatus", t.charging_state as "chargingState",
  t.charging_state_at as "chargingStateAt", t.remote_start_id as "remoteStartId",
  t.reservation_id as "reservationId", t.started_at as "startedAt", t.start_reported as "startReported",
  t.ended_at as "endedAt", t.stopped_reason as "stoppedReason", t.meter_start_wh as "meterStartWh",
  t.meter_stop_wh as "meterStopWh", t.offline, t.energy_wh as "energyWh", t.power_w as "powerW"`;

/** A row that is not in the table yet; a 1.6 one gets its id as transactionId. */
export type NewRow = Omit<LedgerRow, 'id' | 'energyWh' | 'powerW' | 'transactionId'> & {
  transactionId: string | null;
};

export const written = [
  'station',
  'transactionId',
  'startKey',
  'evseId',
  'connectorId',
  'idToken',
  'idTokenAt',
  'status',
  'authorizationStatus',
  'chargingState',
  'chargingStateAt',
  'remoteStartId',
  'reservationId',
  'startedAt',
  'startReported',
  'endedAt',
  'stoppedReason',
  'meterStartWh',
  'meterStopWh',
  'offline',
] as const satisfies readonly (keyof NewRow)[];

export const writtenColumns = `station_id, transaction_id, start_key, evse_id, connector_id, id_token, id_token_at, status,
  authorization_status, charging_state, charging_state_at, remote_start_id, reservation_id, started_at, start_reported,
  ended_at, stopped_reason, meter_start_wh, meter_stop_wh, offline`;

export const writtenArrays = `$1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::timestamptz[],
  $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::bigint[], $13::bigint[], $14::timestamptz[],
  $15::boolean[], $16::timestamptz[], $17::text[], $18::numeric[], $19::numeric[], $20::boolean[]`;

/** All that can change of a row, but for its meter's begin and end. */
export const rewritten = `evse_id = told.evse_id, connector_id = told.connector_id, id_token = told.id_token,
  id_token_at = told.id_token_at, status = told.status, authorization_status = told.authorization_status,
  charging_state = told.charging_state, charging_state_at = told.charging_state_at,
  remote_start_id = told.remote_start_id, reservation_id = told.reservation_id, started_at = told.started_at,
  start_reported = told.start_reported, ended_at = told.ended_at, stopped_reason = told.stopped_reason,
  offline = told.offline`;

/** Adds rows, in one order for all so that no two batches wait for each other in a circle; those whose key is taken are left out. */
export async function open(tx: Transaction, rows: NewRow[]): Promise<LedgerRow[]> {
  const { rows: made } = await tx.query<LedgerRow>({
    name: 'open transactions',
    text: `with told as materialized (
             select nextval(pg_get_serial_sequence('transaction', 'id')) as id, told.*
             from unnest(${writtenArrays}) as told (${writtenColumns})
           )
           insert into transaction as t (id, ${writtenColumns}) overriding system value
           select id, station_id, coalesce(transaction_id, id::text), ${writtenColumns.split(',').slice(2).join(',')}
           from told order by station_id, transaction_id, start_key
           on conflict do nothing
           returning ${ledgerRow}`,
    values: columns(rows, written),
  });
  return made;
}

/** Writes rows anew; `id` finds them, and they must be locked. */
export async function rewrite(tx: Transaction, rows: LedgerRow[]): Promise<LedgerRow[]> {
  if (rows.length === 0) return [];
  const { rows: changed } = await tx.query<LedgerRow>({
    name: 'rewrite transactions',
    text: `update transaction as t
           set ${rewritten}, meter_start_wh = told.meter_start_wh, meter_stop_wh = told.meter_stop_wh,
               updated_at = now()
           from unnest(${writtenArrays}, $21::bigint[]) as told (${writtenColumns}, id)
           where t.id = told.id
           returning ${ledgerRow}`,
    values: columns(rows, [...written, 'id']),
  });
  return changed;
}

/**
 * The rows that stations call so, held until the batch is committed. Whoever writes about transactions holds them
 * first, in the order of their ids, and writes samples and messages after: so batches wait for each other, not in a circle.
 */
export async function hold(
  tx: Transaction,
  named: { station: string; transactionId: string }[],
): Promise<LedgerRow[]> {
  if (named.length === 0) return [];
  const { rows } = await tx.query<LedgerRow>({
    name: 'hold transactions',
    text: `select ${ledgerRow} from transaction t
           where (station_id, transaction_id) in (select * from unnest($1::text[], $2::text[]))
           order by t.id for no key update of t`,
    values: columns(named, ['station', 'transactionId']),
  });
  return rows;
}

/** Holds rows by transaction.id, as `hold` does. */
export async function holdIds(tx: Transaction, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query({
    name: 'hold transactions by id',
    text: 'select from transaction where id = any($1) order by id for no key update',
    values: [ids],
  });
}

/** As events tell it. */
export const facts = (row: LedgerRow): TransactionFacts => ({
  transaction: row.id,
  transactionId: row.transactionId,
  evseId: row.evseId,
  connectorId: row.connectorId,
  idToken: row.idToken,
  status: row.status,
  chargingState: row.chargingState,
  startedAt: row.startedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  energyWh: row.energyWh,
  powerW: row.powerW,
  remoteStartId: row.remoteStartId,
  reservationId: row.reservationId,
});
