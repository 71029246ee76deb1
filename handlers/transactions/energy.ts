import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Readings } from '../metering/readings.js';
import { type LedgerRow, ledgerRow, rewritten, written, writtenArrays, writtenColumns } from './ledger.js';

/** What a batch says of transactions, by transaction.id. */
export interface Counts {
  /** Those of one transaction combined. */
  readings: ReadonlyMap<string, Readings>;
  /** Of interval samples not counted before, Wh. */
  intervals: ReadonlyMap<string, number>;
  /** The highest seqNo of each. */
  seqNos?: ReadonlyMap<string, number>;
  /**
   * Whether registers marked as begin and end of the transaction stand for meter start and stop. 1.6 stations name
   * those in StartTransaction and StopTransaction, and may mark session counters.
   */
  marked?: boolean;
}

const none: ReadonlyMap<string, number> = new Map();

const counting = `
  register_min_wh = least(t.register_min_wh, told.register_min),
  register_max_wh = greatest(t.register_max_wh, told.register_max),
  interval_wh = t.interval_wh + told.interval,
  power_w = case when told.at < t.metered_at then coalesce(t.power_w, told.power)
                 else coalesce(told.power, t.power_w) end,
  soc_percent = case when told.at < t.metered_at then coalesce(t.soc_percent, told.soc)
                     else coalesce(told.soc, t.soc_percent) end,
  metered_at = greatest(t.metered_at, told.at),
  last_seq_no = greatest(t.last_seq_no, told.seq_no),
  updated_at = now()`;

const countedColumns =
  'id, register_min, register_max, meter_begin, meter_end, interval, power, soc, at, seq_no';
const countedTypes =
  'bigint numeric numeric numeric numeric numeric numeric numeric timestamptz bigint'.split(' ');
const countedArrays = (first: number): string =>
  countedTypes.map((type, index) => `$${first + index}::${type}[]`).join(', ');
const counted = [
  'id',
  'registerMin',
  'registerMax',
  'begin',
  'end',
  'interval',
  'power',
  'soc',
  'at',
  'seqNo',
] as const;

function countOf(id: string, { readings, intervals, seqNos = none, marked = false }: Counts) {
  const reading = readings.get(id);
  return {
    id,
    registerMin: reading?.registerMin,
    registerMax: reading?.registerMax,
    begin: marked ? reading?.begin : null,
    end: marked ? reading?.end : null,
    interval: intervals.get(id) ?? 0,
    power: reading?.power,
    soc: reading?.soc,
    at: reading && new Date(reading.at),
    seqNo: seqNos.get(id),
  };
}

/** What of a row counting changes, as far as events tell it. */
export type Counted = Pick<LedgerRow, 'id' | 'energyWh' | 'powerW'>;

/**
 * Lets readings count for their transactions, which must be held, in one statement. Lowest and highest do not care for
 * order or repeats.
 */
export async function countEnergy(tx: Transaction, counts: Counts): Promise<Counted[]> {
  const ids = [...counts.readings.keys()];
  if (ids.length === 0) return [];
  const { rows } = await tx.query<Counted>({
    name: 'count energy',
    text: `update transaction as t
           set ${counting}, meter_start_wh = least(t.meter_start_wh, told.meter_begin),
               meter_stop_wh = greatest(t.meter_stop_wh, told.meter_end)
           from unnest(${countedArrays(1)}) as told (${countedColumns})
           where t.id = told.id
           returning t.id, t.energy_wh as "energyWh", t.power_w as "powerW"`,
    values: columns(
      ids.map((id) => countOf(id, counts)),
      counted,
    ),
  });
  return rows;
}

/**
 * Writes rows anew and lets their readings count: one new version of each row where two would cost twice. They must be
 * held.
 */
export async function settle(tx: Transaction, rows: LedgerRow[], counts: Counts): Promise<LedgerRow[]> {
  if (rows.length === 0) return [];
  const { rows: settled } = await tx.query<LedgerRow>({
    name: 'settle transactions',
    text: `update transaction as t
           set ${rewritten}, ${counting}, meter_start_wh = least(told.meter_start_wh, told.meter_begin),
               meter_stop_wh = greatest(told.meter_stop_wh, told.meter_end)
           from unnest(${writtenArrays}, ${countedArrays(written.length + 1)})
             as told (${writtenColumns}, ${countedColumns})
           where t.id = told.id
           returning ${ledgerRow}`,
    values: columns(
      rows.map((row) => ({ ...row, ...countOf(row.id, counts) })),
      [...written, ...counted],
    ),
  });
  return settled;
}
