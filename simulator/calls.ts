import { randomUUID } from 'node:crypto';
import { MessageType, writeCall, writeResultError } from '../ocpp/frames.js';
import { describe, violationError, violations } from '../ocpp/validation.js';
import type { OcppVersion } from '../ocpp/versions.js';
import type { Agenda } from './agenda.js';
import type { Tally } from './tally.js';

/** How a call of ours went. */
export type Outcome =
  | { kind: 'answered'; payload: unknown }
  | { kind: 'refused'; code: string; description: string }
  | { kind: 'unanswered' }
  | { kind: 'unsent' };

export interface CallsOptions {
  /** The station that calls. */
  id: string;
  version: OcppVersion;
  agenda: Agenda;
  tally: Tally;
  callTimeoutMs: number;
  /** False where there is no socket to send on. */
  send(text: string): boolean;
  /** Nothing was answered for so long that the socket must be dead. */
  silent(): void;
}

interface Call {
  action: string;
  /** Built when it is sent: 1.6 learns its transaction id late. */
  payload: () => object;
  settle: (outcome: Outcome) => void;
}

interface Outstanding extends Call {
  id: string;
  sentAt: number;
  callOff: () => void;
}

/** After so many calls in a row without an answer the socket is taken for dead. */
const silencesToDeath = 2;

/** The calls of one station: one under way at a time, the others in line (OCPP-J 1.6 §4.1.1). */
export class Calls {
  #silences = 0;
  readonly #waiting: Call[] = [];
  #outstanding: Outstanding | undefined;

  constructor(readonly options: CallsOptions) {}

  get areDone(): boolean {
    return !this.#outstanding && this.#waiting.length === 0;
  }

  ask(action: string, payload: () => object): Promise<Outcome> {
    return new Promise((settle) => {
      this.#waiting.push({ action, payload, settle });
      this.#sendNext();
    });
  }

  /** The socket is gone: what was sent stays unanswered, what was not is not sent later by itself. */
  drop(): void {
    this.#silences = 0;
    this.#settle({ kind: 'unanswered' });
    for (const call of this.#waiting.splice(0)) call.settle({ kind: 'unsent' });
  }

  /** A CALLRESULT or CALLERROR came in. */
  take(type: number, id: unknown, rest: unknown[]): void {
    const call = this.#outstanding;
    if (!call || call.id !== id) {
      this.options.tally.late++;
      return;
    }
    this.#silences = 0;
    this.#settle(type === MessageType.CALLRESULT ? this.#check(call, rest[0]) : refusal(rest[0], rest[1]));
    this.#sendNext();
  }

  #sendNext(): void {
    if (this.#outstanding) return;
    const call = this.#waiting.shift();
    if (!call) return;
    const id = randomUUID();
    if (!this.options.send(writeCall(id, call.action, call.payload()))) {
      call.settle({ kind: 'unsent' });
      return;
    }
    const callOff = this.options.agenda.after(this.options.callTimeoutMs, () => this.#timeOut());
    this.#outstanding = { ...call, id, sentAt: performance.now(), callOff };
    this.options.tally.sent++;
  }

  #settle(outcome: Outcome): void {
    const call = this.#outstanding;
    if (!call) return;
    this.#outstanding = undefined;
    call.callOff();
    this.options.tally.record(outcome, performance.now() - call.sentAt);
    call.settle(outcome);
  }

  #timeOut(): void {
    this.#silences++;
    this.options.tally.lastTrouble = `${this.options.id}: no answer to ${this.#outstanding?.action}`;
    this.#settle({ kind: 'unanswered' });
    if (this.#silences >= silencesToDeath) this.options.silent();
    else this.#sendNext();
  }

  #check(call: Outstanding, payload: unknown): Outcome {
    const { version, send } = this.options;
    const errors = violations(version, call.action, 'Response', payload);
    if (errors.length === 0) return { kind: 'answered', payload };
    const error = violationError(call.action, errors.map(describe));
    if (version === 'ocpp2.1') send(writeResultError(JSON.stringify(call.id), error));
    return refusal(error.code, error.message);
  }
}

const refusal = (code: unknown, description: unknown): Outcome => ({
  kind: 'refused',
  code: String(code),
  description: String(description ?? ''),
});
