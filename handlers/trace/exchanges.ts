import type { MalformedFrame, Outcome } from '../../platform/broker/messages.js';
import { withoutSecrets } from '../../platform/uploads/ticket.js';
import type { Work } from '../calls.js';
import type { Exchange } from './trace.js';

/** What the trace keeps of a call and our answer. */
export function ofCall({ call, frame, answer, errorCode, fenced }: Work, answeredAt: number): Exchange {
  const answered = answer !== undefined && !fenced;
  return {
    receivedAt: call.at,
    station: call.station,
    epoch: call.epoch,
    version: call.version,
    direction: 'IN',
    action: frame.action || null,
    messageId: frame.messageId || null,
    request: call.frame,
    answer: answered ? answer : null,
    answeredAt: answered ? answeredAt : null,
    outcome: errorCode ? 'ERROR' : answered ? 'RESULT' : 'NONE',
    errorCode: fenced ? 'Fenced' : (errorCode ?? null),
    findings: frame.findings,
    command: null,
  };
}

/** What the trace keeps of a frame that was no message. */
export const ofMalformed = (item: MalformedFrame): Exchange => ({
  receivedAt: item.at,
  station: item.station,
  epoch: item.epoch,
  version: item.version,
  direction: 'IN',
  action: null,
  messageId: null,
  request: item.frame,
  answer: item.answer ?? null,
  answeredAt: item.answer === undefined ? null : item.at,
  outcome: 'MALFORMED',
  errorCode: item.errorCode,
  findings: null,
  command: null,
});

const outcomes = { ANSWERED: 'RESULT', CALL_ERROR: 'ERROR', TIMED_OUT: 'TIMEOUT', OFFLINE: 'NONE' } as const;

/** What the trace keeps of our CALL and the station's answer; a late answer is a row of its own. */
export const ofCommand = (outcome: Outcome, errorCode: string | null, findings: object[]): Exchange => ({
  receivedAt: outcome.late ? outcome.at : outcome.sentAt,
  station: outcome.station,
  epoch: outcome.epoch,
  version: outcome.version,
  direction: 'OUT',
  action: outcome.action,
  messageId: outcome.command,
  request: outcome.late ? null : withoutSecrets(outcome.request),
  answer: outcome.answer ?? null,
  answeredAt: outcome.answer === undefined ? null : outcome.at,
  outcome: outcomes[outcome.state],
  errorCode,
  findings,
  command: outcome.command,
});
