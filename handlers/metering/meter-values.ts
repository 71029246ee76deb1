import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import { countedIntervals, hasIntervals } from './readings.js';
import type { Sample } from './sample.js';

/** Samples of one message and where they belong. */
export interface Metered {
  station: string;
  receivedAt: Date;
  evseId: number | null;
  connectorId: number | null;
  /** transaction.id */
  transactionRef: string | null;
  samples: readonly Sample[];
}

/** Wh by transaction.id, from interval samples that were not there before. */
export type NewIntervals = Map<string, number>;

const insert = `
  insert into meter_value (station_id, measured_at, sample_key, received_at, evse_id, connector_id, transaction_ref,
                           measurand, phase, location, context, unit, value, raw_value)
  select station, to_timestamp(at / 1000), key, to_timestamp(received_at / 1000), evse, connector, transaction_ref,
         ($8::text[])[kind], ($9::text[])[kind], ($10::text[])[kind], ($11::text[])[kind], ($12::text[])[kind],
         value, raw
  from unnest($1::text[], $2::float8[], $3::bigint[], $4::float8[], $5::int[], $6::int[], $7::bigint[], $13::int[],
              $14::numeric[], $15::text[])
    as sample (station, at, key, received_at, evse, connector, transaction_ref, kind, value, raw)
  order by 1, 2, 3
  on conflict do nothing`;

/** Writes every sample once, in one statement; of intervals it tells which energy is new. */
export async function keepSamples(tx: Transaction, metered: readonly Metered[]): Promise<NewIntervals> {
  const values = toColumns(metered);
  if (values === undefined) return new Map();
  const withIntervals = metered.filter(
    ({ transactionRef, samples }) => transactionRef && hasIntervals(samples),
  );
  if (withIntervals.length === 0) {
    await tx.query({ name: 'keep samples', text: insert, values });
    return new Map();
  }
  const { rows } = await tx.query<{ station: string; at: number; key: string }>({
    name: 'keep samples, tell new ones',
    text: `${insert}
           returning station_id as station, (extract(epoch from measured_at) * 1000)::float8 as at, sample_key as key`,
    values,
  });
  return newIntervals(withIntervals, new Set(rows.map((row) => `${row.station} ${row.at} ${row.key}`)));
}

function newIntervals(metered: readonly Metered[], fresh: Set<string>): NewIntervals {
  const energy: NewIntervals = new Map();
  for (const { station, transactionRef, samples } of metered)
    for (const { at, key, value } of countedIntervals(samples))
      if (transactionRef && fresh.delete(`${station} ${at} ${key}`))
        energy.set(transactionRef, (energy.get(transactionRef) ?? 0) + (value ?? 0));
  return energy;
}

/** A time at an EVSE that belongs to a transaction; without `to` it goes on. */
export interface Span {
  transactionRef: string;
  station: string;
  evseId: number | null;
  from: Date;
  to: Date | null;
}

/** Gives samples that belong to no transaction to the one that ran then. @returns them, by transaction.id and in order of time */
export async function attachSamples(tx: Transaction, spans: Span[]): Promise<Map<string, Sample[]>> {
  const { rows } = await tx.query<Sample & { transactionRef: string }>({
    name: 'attach samples',
    text: `with attached as (
             update meter_value as sample set transaction_ref = span.transaction_ref
             from unnest($1::bigint[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[])
               as span (transaction_ref, station_id, evse_id, since, until)
             where sample.station_id = span.station_id and sample.evse_id = span.evse_id
               and sample.measured_at >= span.since and sample.measured_at <= coalesce(span.until, 'infinity')
               and sample.transaction_ref is null
             returning sample.*
           )
           select transaction_ref as "transactionRef", (extract(epoch from measured_at) * 1000)::float8 as at, measurand,
                  phase, location, context, unit, value, raw_value as raw, sample_key::float8 as key
           from attached order by transaction_ref, measured_at`,
    values: columns(spans, ['transactionRef', 'station', 'evseId', 'from', 'to']),
  });
  return Map.groupBy(rows, (row) => row.transactionRef);
}

/**
 * One array a column, written as PostgreSQL writes arrays: handing the driver arrays costs more than all the rest, and
 * this is what a busy system does most. The words that tell kinds of samples apart go over once; each sample has the
 * number of its kind.
 */
function toColumns(metered: readonly Metered[]): unknown[] | undefined {
  const stations: string[] = [];
  const ats: number[] = [];
  const keys: number[] = [];
  const received: number[] = [];
  const evses: (number | 'NULL')[] = [];
  const connectors: (number | 'NULL')[] = [];
  const transactions: string[] = [];
  const kinds = new Kinds();
  const numbers: number[] = [];
  const values: (number | 'NULL')[] = [];
  const raws: (string | null)[] = [];
  for (const { station, receivedAt, evseId, connectorId, transactionRef, samples } of metered) {
    const quoted = quote(station);
    const receivedMs = receivedAt.getTime();
    for (const sample of samples) {
      stations.push(quoted);
      ats.push(sample.at);
      keys.push(sample.key);
      received.push(receivedMs);
      evses.push(evseId ?? 'NULL');
      connectors.push(connectorId ?? 'NULL');
      transactions.push(transactionRef ?? 'NULL');
      numbers.push(kinds.numberOf(sample));
      values.push(sample.value ?? 'NULL');
      if (sample.raw !== null) {
        while (raws.length < ats.length - 1) raws.push(null);
        raws.push(sample.raw);
      }
    }
  }
  if (ats.length === 0) return undefined;
  const plain = [stations, ats, keys, received, evses, connectors, transactions].map(literal);
  return [...plain, ...kinds.columns, literal(numbers), literal(values), raws];
}

const literal = (elements: (string | number)[]): string => `{${elements.join(',')}}`;
const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** The kinds of samples in a batch, numbered from 1. */
class Kinds {
  readonly columns: (string | null)[][] = [[], [], [], [], []];
  readonly #numbers = new Map<string, number>();

  numberOf({ measurand, phase, location, context, unit }: Sample): number {
    const name = `${measurand}|${phase}|${location}|${context}|${unit}`;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const words = [measurand, phase, location, context, unit];
    for (let i = 0; i < words.length; i++) this.columns[i]?.push(words[i] ?? null);
    this.#numbers.set(name, this.#numbers.size + 1);
    return this.#numbers.size;
  }
}
