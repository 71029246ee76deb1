import { MessageType, writeCall, writeResultError } from '../ocpp/frames.js';
import { describe, violationError, violations } from '../ocpp/validation.js';
import type { Dispatch, Outcome } from '../platform/broker/messages.js';
import { callSeconds } from '../platform/ops/metrics.js';
import type { Outcomes } from './outcomes.js';

/** More than this waiting for one station, and the next is turned away. */
const mostWaiting = 100;
/** How many unanswered commands are remembered for their late answers, and how long. */
const mostLate = 10_000;
const lateMs = 3_600_000;

interface Sent {
  dispatch: Dispatch;
  epoch: string;
  request: string;
  sentAt: number;
}

/** What the commands of one station need of its socket. */
export interface Line {
  readonly station: string;
  readonly epoch: string;
  write(frame: string): void;
}

/** Commands that found no answer in time: a late one still completes its record, on whatever connection it comes. */
export class LateAnswers {
  #sent = new Map<string, Sent>();

  remember(sent: Sent): void {
    if (this.#sent.size >= mostLate) this.#sent.delete(this.#sent.keys().next().value as string);
    this.#sent.set(sent.dispatch.command, sent);
  }

  claim(id: string, station: string): Sent | undefined {
    const sent = this.#sent.get(id);
    if (sent?.dispatch.station !== station || Date.now() - sent.sentAt > lateMs) return undefined;
    this.#sent.delete(id);
    return sent;
  }
}

/**
 * The CALLs of one station: one under way, the others wait their turn (OCPP-J §4.1.1). Independent of what the
 * station calls itself.
 */
export class Commands {
  #waiting: Dispatch[] = [];
  #sent: (Sent & { deadline: number }) | undefined;

  constructor(
    readonly line: Line,
    readonly outcomes: Outcomes,
    readonly late: LateAnswers,
  ) {}

  take(dispatch: Dispatch): void {
    if (this.#waiting.length >= mostWaiting)
      return this.#unsent(dispatch, 'too many commands wait for this station');
    this.#waiting.push(dispatch);
    this.#next();
  }

  #next(): void {
    if (this.#sent) return;
    const dispatch = this.#waiting.shift();
    if (!dispatch) return;
    const now = Date.now();
    const request = writeCall(dispatch.command, dispatch.action, dispatch.payload);
    this.#sent = {
      dispatch,
      epoch: this.line.epoch,
      request,
      sentAt: now,
      deadline: now + dispatch.timeoutMs,
    };
    this.line.write(request);
  }

  /** A CALLRESULT or CALLERROR. False when nobody asked. */
  answer(frame: unknown[], text: string): boolean {
    // Not String(): an object may bring a toString of its own that is no function.
    const id = typeof frame[1] === 'string' ? frame[1] : JSON.stringify(frame[1]);
    // A station that could not read our id says "-1" (2.x Part 4 §4.2.3); one call is under way, so it means that one.
    const unread = frame[0] === MessageType.CALLERROR && id === '-1';
    const timely = unread || this.#sent?.dispatch.command === id ? this.#sent : undefined;
    const sent = timely ?? this.late.claim(id, this.line.station);
    if (!sent) return false;
    if (timely) this.#sent = undefined;
    callSeconds.out.observe((Date.now() - sent.sentAt) / 1000);
    this.#check(sent.dispatch, frame);
    const state = frame[0] === MessageType.CALLRESULT ? 'ANSWERED' : 'CALL_ERROR';
    this.outcomes.report({ ...this.#outcome(sent, state), answer: text, late: timely === undefined });
    this.#next();
    return true;
  }

  /** 2.1 lets us tell the station that its answer does not fit (Part 4 §4.2.4). */
  #check({ version, action }: Dispatch, [type, id, payload]: unknown[]): void {
    if (version !== 'ocpp2.1' || type !== MessageType.CALLRESULT) return;
    const findings = violations(version, action, 'Response', payload).map(describe);
    if (findings.length > 0)
      this.line.write(writeResultError(JSON.stringify(id), violationError(action, findings)));
  }

  expire(now: number): void {
    if (!this.#sent || this.#sent.deadline > now) return;
    this.#unanswered(this.#sent);
    this.#next();
  }

  /** The socket is gone. */
  end(): void {
    if (this.#sent) this.#unanswered(this.#sent);
    for (const dispatch of this.#waiting.splice(0))
      this.#unsent(dispatch, 'the connection closed before it was sent');
  }

  #unanswered(sent: Sent): void {
    this.#sent = undefined;
    this.late.remember(sent);
    this.outcomes.report(this.#outcome(sent, 'TIMED_OUT'));
  }

  #unsent(dispatch: Dispatch, note: string): void {
    const request = JSON.stringify(dispatch.payload);
    const sent = { dispatch, epoch: this.line.epoch, request, sentAt: 0 };
    this.outcomes.report({ ...this.#outcome(sent, 'OFFLINE'), note });
  }

  #outcome({ dispatch, epoch, request, sentAt }: Sent, state: Outcome['state']): Outcome {
    const { command, station, version, action } = dispatch;
    return { command, station, epoch, version, action, request, sentAt, at: Date.now(), state, late: false };
  }
}
