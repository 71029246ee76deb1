import type { Keeping, Told } from '../action.js';
import { type Progress, stepsInto } from '../progress.js';
import { followRequests } from './log-requests.js';

export interface LogStep {
  /** DIAGNOSTICS: 1.6 without the security extension. */
  kind: 'LOG' | 'DIAGNOSTICS';
  /** Of the request to upload; null where the version has none, or nobody asked. */
  requestId: string | null;
  status: string;
  reasonCode: string | null;
  info: string | null;
}

const addSteps = stepsInto<LogStep & Progress & { logRequestId: string | null }>({
  table: 'log_status',
  columns: {
    kind: 'text',
    requestId: 'bigint',
    status: 'text',
    reasonCode: 'text',
    info: 'text',
    logRequestId: 'bigint',
  },
});

/** Keeps the way of a log file, step by step. */
export async function keepLogSteps(told: Told<LogStep>[], keeping: Keeping): Promise<null[]> {
  const { tx, emit } = keeping;
  const requests = await followRequests(told, keeping);
  const news = await addSteps(
    tx,
    told.map(({ station, receivedAt, fact }, index) => ({
      ...{ ...fact, station, at: receivedAt },
      logRequestId: requests[index] ?? null,
    })),
  );
  for (const { station, at, kind, ...data } of news)
    emit({ station, type: 'LogStatusChanged', at, data: { logKind: kind, ...data } });
  return told.map(() => null);
}
