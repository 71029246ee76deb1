import type { Keeping, Told } from '../action.js';
import { insertion } from '../insertion.js';

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
   set parts = kept.parts || excluded.parts, last_seq_no = coalesce(excluded.last_seq_no, kept.last_seq_no)
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
    const { requestId, seqNo, data, last } = fact;
    if (changed.has(keyOf(station, requestId)))
      emit({
        station,
        type: 'CustomerInformationReported',
        at: receivedAt,
        data: { requestId, seqNo, information: data, complete: last },
      });
  }
  return told.map(() => null);
}
