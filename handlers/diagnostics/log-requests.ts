import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';
import { type ChangedRequest, longRequests, type StepState } from '../long-requests.js';
import type { LogStep } from './log-statuses.js';

const requests = longRequests('log_request');

/** 2.x UploadLogStatusEnumType, also of the security extension; 1.6 §7.24. */
const states: Record<string, StepState> = {
  Idle: null,
  Uploaded: 'DONE',
  UploadFailure: 'FAILED',
  UploadFailed: 'FAILED',
  BadMessage: 'FAILED',
  NotSupportedOperation: 'FAILED',
  PermissionDenied: 'FAILED',
  // N01.FR.20: it was told to upload another instead.
  AcceptedCanceled: 'SUPERSEDED',
};

/** @returns the request that each step belongs to, null where it is none of ours */
export async function followRequests(
  told: Told<LogStep>[],
  { tx, emit }: Keeping,
): Promise<(string | null)[]> {
  const steps = told.map(({ station, receivedAt, fact: { kind, requestId, status, info } }) => ({
    ...{ station, kind, requestId, status, info, at: receivedAt },
    state: status in states ? (states[status] as StepState) : ('UNDER_WAY' as const),
  }));
  const { ids, news } = await requests.step(tx, steps);
  tellOf(news, emit);
  return ids;
}

export interface LogAnswer {
  accepted: boolean;
  status: string | null;
  /** Of the file it is about to upload. */
  fileName: string | null;
}

/** Keeps what stations answer to requests for a log. */
export async function answerRequests(told: Told<LogAnswer>[], { tx, emit }: Keeping): Promise<void> {
  const answers = told.map(({ messageId, receivedAt, fact }) => ({
    ...fact,
    command: messageId,
    at: receivedAt,
  }));
  const news = await requests.answer(tx, answers);
  await tx.query({
    name: 'name files of log requests',
    text: `update log_request r set file_name = t.name from unnest($1::uuid[], $2::text[]) as t (command_id, name)
           where r.command_id = t.command_id and t.name is not null`,
    values: columns(answers, ['command', 'fileName']),
  });
  // The station has the URL: from now on nobody else needs the secret in it.
  await tx.query({
    name: 'forget upload secrets',
    text: `update command set payload = without_upload_secret(payload::text)::jsonb
           where id = any($1) and payload::text like '%/uploads/%'`,
    values: [answers.map(({ command }) => command)],
  });
  tellOf(news, emit);
}

const tellOf = (news: ChangedRequest[], emit: Keeping['emit']): void => {
  for (const { id, station, ...data } of news)
    emit({ station, type: 'LogRequestChanged', at: new Date(), data: { logRequestId: id, ...data } });
};
