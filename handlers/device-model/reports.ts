import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Told } from '../action.js';

export type ReportKind = 'VARIABLES' | 'MONITORS';

/** One message of a report that comes in several (2.x B07, N02). */
export interface Part {
  kind: ReportKind;
  /** Of the request that asked for it: tells reports of a station apart. */
  requestId: number;
  /** From 0. */
  seqNo: number;
  /** No more is to come. */
  isLast: boolean;
  generatedAt: Date;
  rows: number;
}

/** How far a report has come. */
export interface Report {
  parts: number[];
  lastPart: number | null;
  rows: number;
  generatedAt: Date | null;
  startedAt: Date;
  completedAt: Date | null;
}

interface Row extends Report {
  station: string;
  kind: ReportKind;
  requestId: string;
}

export interface Completed {
  station: string;
  kind: ReportKind;
  requestId: string;
  parts: number;
  rows: number;
  at: Date;
}

/** Joins parts to their reports, whatever their order. @returns the reports that are complete with them. */
export async function joinParts(tx: Transaction, told: Told<{ part: Part }>[]): Promise<Completed[]> {
  const groups = Map.groupBy(told, ({ station, fact: { part } }) => key(station, part));
  const inOrder = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  const before = await hold(
    tx,
    inOrder.flatMap(([, group]) => group.slice(0, 1)),
  );
  const completed: Completed[] = [];
  const after = before.map((row): Row => {
    let report: Report = row;
    for (const { fact, receivedAt } of groups.get(key(row.station, row)) ?? []) {
      const wasComplete = report.completedAt !== null;
      report = addPart(report, fact.part, receivedAt);
      if (report.completedAt && (!wasComplete || report.startedAt > row.startedAt)) {
        const { station, kind, requestId } = row;
        const { parts, rows, completedAt: at } = report;
        completed.push({ station, kind, requestId, parts: parts.length, rows, at });
      }
    }
    return { ...row, ...report };
  });
  await write(tx, after);
  return completed;
}

const key = (
  station: string,
  { kind, requestId }: { kind: ReportKind; requestId: number | string },
): string => JSON.stringify([station, kind, String(requestId)]);

/** A part that was heard counts once; a request id that is used again, later, begins its report anew. */
export function addPart(report: Report, part: Part, receivedAt: Date): Report {
  const { seqNo, isLast, generatedAt, rows } = part;
  const heard = report.parts.includes(seqNo);
  const isLater = report.generatedAt !== null && generatedAt > report.generatedAt;
  if (isLater && (report.completedAt || (heard && seqNo === 0)))
    return addPart(begun(receivedAt), part, receivedAt);
  if (heard && !(isLast && report.lastPart === null)) return report;
  const parts = heard ? report.parts : [...report.parts, seqNo].sort((a, b) => a - b);
  const lastPart = isLast ? seqNo : report.lastPart;
  return {
    parts,
    lastPart,
    rows: report.rows + rows,
    generatedAt: isLater || !report.generatedAt ? generatedAt : report.generatedAt,
    startedAt: report.startedAt,
    completedAt: report.completedAt ?? (isWhole(parts, lastPart) ? receivedAt : null),
  };
}

const isWhole = (parts: number[], lastPart: number | null): boolean =>
  lastPart !== null && parts.filter((part) => part <= lastPart).length === lastPart + 1;

export const begun = (at: Date): Report => ({
  parts: [],
  lastPart: null,
  rows: 0,
  generatedAt: null,
  startedAt: at,
  completedAt: null,
});

async function hold(tx: Transaction, first: Told<{ part: Part }>[]): Promise<Row[]> {
  const { rows } = await tx.query<Row>({
    name: 'hold reports',
    text: `insert into device_report as r (station_id, kind, request_id, started_at)
           select * from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[])
           on conflict (station_id, kind, request_id) do update set rows = r.rows
           returning station_id as station, kind, request_id as "requestId", parts, last_part as "lastPart", rows,
             generated_at as "generatedAt", started_at as "startedAt", completed_at as "completedAt"`,
    values: [
      first.map(({ station }) => station),
      first.map(({ fact }) => fact.part.kind),
      first.map(({ fact }) => fact.part.requestId),
      first.map(({ receivedAt }) => receivedAt),
    ],
  });
  return rows;
}

async function write(tx: Transaction, rows: Row[]): Promise<void> {
  const written = rows.map((row) => ({ ...row, partsText: `{${row.parts}}` }));
  await tx.query({
    name: 'write reports',
    text: `update device_report r
           set parts = n.parts::int[], last_part = n.last_part, rows = n.rows, generated_at = n.generated_at,
               started_at = n.started_at, completed_at = n.completed_at
           from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::int[], $6::int[], $7::timestamptz[],
                       $8::timestamptz[], $9::timestamptz[])
             as n (station_id, kind, request_id, parts, last_part, rows, generated_at, started_at, completed_at)
           where (r.station_id, r.kind, r.request_id) = (n.station_id, n.kind, n.request_id)`,
    values: columns(written, [
      'station',
      'kind',
      'requestId',
      'partsText',
      'lastPart',
      'rows',
      'generatedAt',
      'startedAt',
      'completedAt',
    ]),
  });
}
