import type { Keeping, Told } from '../action.js';
import { type Progress, stepsInto } from '../progress.js';

export interface LogStep {
  /** DIAGNOSTICS: 1.6 without the security extension. */
  kind: 'LOG' | 'DIAGNOSTICS';
  /** Of the request to upload; null where the version has none, or nobody asked. */
  requestId: string | null;
  status: string;
  reasonCode: string | null;
  info: string | null;
}

const addSteps = stepsInto<LogStep & Progress>({
  table: 'log_status',
  columns: { kind: 'text', requestId: 'bigint', status: 'text', reasonCode: 'text', info: 'text' },
});

/** Keeps the way of a log file, step by step. */
export async function keepLogSteps(told: Told<LogStep>[], { tx, emit }: Keeping): Promise<null[]> {
  const news = await addSteps(
    tx,
    told.map(({ station, receivedAt, fact }) => ({ ...fact, station, at: receivedAt })),
  );
  for (const { station, at, kind, ...data } of news)
    emit({ station, type: 'LogStatusChanged', at, data: { logKind: kind, ...data } });
  return told.map(() => null);
}
