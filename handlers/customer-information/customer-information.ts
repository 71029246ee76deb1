import type { Queryable } from '../../platform/database/pool.js';
import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, type Target } from '../insertion.js';

/** A part of what a station holds about a customer. */
export interface CustomerPart {
  requestId: string;
  seqNo: number;
  data: string;
  generatedAt: Date;
  /** Whether it is the last part. */
  last: boolean;
}

interface Row {
  stationId: string;
  requestId: string;
  /** The data by seqNo. */
  parts: Record<number, string>;
  lastSeqNo: number | null;
  generatedAt: Date;
}

const write = insertion<Row>(
  {
    table: 'customer_information',
    columns: {
      stationId: 'text',
      requestId: 'bigint',
      parts: 'jsonb',
      lastSeqNo: 'integer',
      generatedAt: 'timestamptz',
    },
  },
  `on conflict (station_id, request_id) do update
   set parts = kept.parts || excluded.parts, last_seq_no = coalesce(excluded.last_seq_no, kept.last_seq_no),
       generated_at = excluded.generated_at
   where not kept.parts @> excluded.parts`,
);

const keyOf = (stationId: string, requestId: string): string => JSON.stringify([stationId, requestId]);

/** Joins the parts of each report, in whichever order they come. */
export async function keepCustomerParts(told: Told<CustomerPart>[], { tx, emit }: Keeping): Promise<null[]> {
  const rows = new Map<string, Row>();
  for (const { station, fact } of told) {
    const { requestId, seqNo, data, generatedAt, last } = fact;
    const key = keyOf(station, requestId);
    const before = rows.get(key);
    rows.set(key, {
      stationId: station,
      requestId,
      parts: { ...before?.parts, [seqNo]: data },
      lastSeqNo: last ? seqNo : (before?.lastSeqNo ?? null),
      generatedAt,
    });
  }
  const news = await write(tx, [...rows.values()]);
  const changed = new Set(news.map(({ stationId, requestId }) => keyOf(stationId, requestId)));
  for (const { station, receivedAt, fact } of told) {
    const { requestId, seqNo, last } = fact;
    if (changed.has(keyOf(station, requestId)))
      emit({
        station,
        type: 'CustomerInformationReported',
        at: receivedAt,
        data: { requestId, seqNo, complete: last },
      });
  }
  return told.map(() => null);
}

/** What a station was asked about a customer, and its word to that. */
export interface CustomerRequest {
  requestId: string;
  report: boolean;
  clear: boolean;
  idToken: string | null;
  customerIdentifier: string | null;
  certificate: object | null;
  answer: string;
}

interface Requested extends CustomerRequest {
  stationId: string;
  askedAt: Date;
  parts: object;
  generatedAt: Date;
}

const asked: Target<Requested> = {
  table: 'customer_information',
  columns: {
    stationId: 'text',
    requestId: 'bigint',
    report: 'boolean',
    clear: 'boolean',
    idToken: 'text',
    customerIdentifier: 'text',
    certificate: 'jsonb',
    answer: 'text',
    askedAt: 'timestamptz',
    parts: 'jsonb',
    generatedAt: 'timestamptz',
  },
};

/** Parts may come before the answer. */
const ask = insertion(
  asked,
  `on conflict (station_id, request_id) do update
   set (report, clear, id_token, customer_identifier, certificate, answer, asked_at) = row(excluded.report, excluded.clear,
     excluded.id_token, excluded.customer_identifier, excluded.certificate, excluded.answer, excluded.asked_at)`,
);

/** Keeps what stations answer to questions about customers. */
export async function keepRequests(told: Told<CustomerRequest>[], { tx, emit }: Keeping): Promise<void> {
  const rows = told.map(({ station, receivedAt, fact }) => ({
    ...fact,
    ...{ stationId: station, askedAt: receivedAt, parts: {}, generatedAt: receivedAt },
  }));
  const kept = await ask(
    tx,
    lastOfEach(rows, ({ stationId, requestId }) => [stationId, requestId]),
  );
  for (const { stationId, requestId, report, clear, answer, askedAt } of kept)
    emit({
      station: stationId,
      type: 'CustomerInformationAnswered',
      at: askedAt,
      data: { requestId, report, clear, answer },
    });
}

/** Personal data is kept as long as it is needed. */
export async function dropOldInformation(db: Queryable, days: number): Promise<void> {
  await db.query('delete from customer_information where kept_since < now() - make_interval(days => $1)', [
    days,
  ]);
}
