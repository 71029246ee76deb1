import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Readings } from '../metering/readings.js';
import type { LedgerRow } from './ledger.js';

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

/** What of a row counting changes, as far as events tell it. */
export type Counted = Pick<LedgerRow, 'id' | 'energyWh' | 'powerW'>;

/**
 * Lets readings count for their transactions, which must be held, in one statement. Lowest and highest do not care for
 * order or repeats.
 */
export async function countEnergy(tx: Transaction, counts: Counts): Promise<Counted[]> {
  const { readings, intervals, seqNos = none, marked = false } = counts;
  const ids = new Set([...readings.keys(), ...seqNos.keys()]);
  if (ids.size === 0) return [];
  const rows = [...ids].map((id) => {
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
  });
  const { rows: counted } = await tx.query<Counted>({
    name: 'count energy',
    text: `update transaction as t
           set register_min_wh = least(t.register_min_wh, told.register_min),
               register_max_wh = greatest(t.register_max_wh, told.register_max),
               meter_start_wh = least(t.meter_start_wh, told.meter_begin),
               meter_stop_wh = greatest(t.meter_stop_wh, told.meter_end),
               interval_wh = t.interval_wh + told.interval,
               power_w = case when told.at < t.metered_at then coalesce(t.power_w, told.power)
                              else coalesce(told.power, t.power_w) end,
               soc_percent = case when told.at < t.metered_at then coalesce(t.soc_percent, told.soc)
                                  else coalesce(told.soc, t.soc_percent) end,
               metered_at = greatest(t.metered_at, told.at),
               last_seq_no = greatest(t.last_seq_no, told.seq_no),
               updated_at = now()
           from unnest($1::bigint[], $2::numeric[], $3::numeric[], $4::numeric[], $5::numeric[], $6::numeric[],
                       $7::numeric[], $8::numeric[], $9::timestamptz[], $10::bigint[])
             as told (id, register_min, register_max, meter_begin, meter_end, interval, power, soc, at, seq_no)
           where t.id = told.id
           returning t.id, t.energy_wh as "energyWh", t.power_w as "powerW"`,
    values: columns(rows, [
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
    ]),
  });
  return counted;
}
