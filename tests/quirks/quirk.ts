import type { OcppVersion } from '../../ocpp/versions.js';

/** What a real charger was seen to send, and what has to come of it. Each table of this folder is a list of these. */
export interface Quirk {
  name: string;
  /** Threads that report it, as repository#number; or an independent client that does it. */
  seen: string;
  version: OcppVersion;
  /** Columns of the station beside its mode. */
  station?: Record<string, unknown>;
  /** In this order, each once the one before it is answered. */
  send: Step[];
  /** Sends everything first and reads the answers then. */
  together?: boolean;
  /** What the trace notes against the frames, as `path rule`; the same whatever the mode. None unless said. */
  findings?: string[];
  /** For a lenient and a strict station. Where it is the same for both, `both`. */
  lenient?: Outcome;
  strict?: Outcome;
  both?: Outcome;
}

export type Step = FrameText | ((heard: Heard) => FrameText) | typeof reconnect | Command;
export type FrameText = string | unknown[];

/** Hangs up and comes back. */
export const reconnect = 'reconnect';

/** We ask the station this; the frames are what it says then. */
export interface Command {
  action: string;
  payload?: Record<string, unknown>;
  /** Only once we have given it up. */
  late?: true;
  /** Knows the ids of what we asked before as well. */
  replies(id: string, earlier: string[]): FrameText[];
}

/** What earlier answers told, for the frames that follow. */
export interface Heard {
  /** Given last in an answer. */
  transactionId: number;
  /** Of another station's transaction. */
  neighboursTransactionId: number;
}

export interface Outcome {
  /** One each frame, of what follows a command of ours one each CALL: a CALLRESULT with at least these fields, the code of a CALLERROR, or one of the words below. */
  answers: Answer[];
  /** Columns of rows, list by list complete: what is not named here must not be there. */
  kept?: Kept;
}

/** `nothing`: no answer comes. `again`: the payload of the answer before. */
export type Answer = Record<string, unknown> | `code ${string}` | 'nothing' | 'again';

export interface Kept {
  transactions?: Row[];
  /** transaction_event */
  messages?: Row[];
  orphans?: Row[];
  connectors?: Row[];
  samples?: Row[];
  commands?: Row[];
  /** charging_station */
  station?: Row;
}

/** Values as JSON has them; a Date fits any spelling of its time, a function says itself whether a value fits. */
export type Row = Record<string, unknown>;

let last = 0;
export const call = (action: string, payload: unknown, id: unknown = `q-${++last}`): unknown[] => [
  2,
  id,
  action,
  payload,
];

const begin = Math.floor(Date.now() / 1000) * 1000;
/** Whole seconds, so that both spellings of a time are the same time. */
export const ago = (minutes: number): Date => new Date(begin - minutes * 60_000);

/** The time of receipt, which stands in for one that cannot be used. */
export const aboutNow = (value: unknown): boolean =>
  Math.abs(Date.parse(String(value)) - Date.now()) < 60_000;

/** A strict station hears which rule it broke, and nothing is kept but the frame. */
export const refused = (code: string): Outcome => ({ answers: [`code ${code}`] });

// The common frames: what a quirk does not need to say.

export const tag = 'QUIRK-TAG';
export const blockedTag = 'QUIRK-BLOCKED';

/** 1.6, half an hour ago unless said. */
export const start = (more: object = {}, id?: string): unknown[] =>
  call('StartTransaction', { connectorId: 1, idTag: tag, meterStart: 1000, timestamp: ago(30), ...more }, id);

/** 1.6, ten minutes ago unless said. */
export const stop = (transactionId: number, more: object = {}): unknown[] =>
  call('StopTransaction', { transactionId, meterStop: 3500, timestamp: ago(10), ...more });

/** 1.6, one value. */
export const meter = (value: unknown, { at = ago(20) as unknown, transactionId, ...more }: Meter = {}) =>
  call('MeterValues', {
    connectorId: 1,
    ...(transactionId !== undefined && { transactionId }),
    meterValue: [{ timestamp: at, sampledValue: [{ value, ...more }] }],
  });

interface Meter {
  at?: unknown;
  transactionId?: number;
  unit?: string;
  measurand?: string;
  context?: string;
  phase?: string;
  location?: string;
}

/** 2.x */
export const event = (eventType: string, seqNo: number, minutes: number, more: object = {}): unknown[] =>
  call('TransactionEvent', {
    eventType,
    seqNo,
    timestamp: ago(minutes),
    triggerReason: { Started: 'CablePluggedIn', Ended: 'EVDeparted' }[eventType] ?? 'MeterValuePeriodic',
    transactionInfo: { transactionId: 'T-1' },
    ...more,
  });

export const evse = { id: 1, connectorId: 1 };
export const idToken = { idToken: tag, type: 'ISO14443' };

/** 2.x, the import register in Wh. */
export const register = (value: number, minutes: number) => [
  { timestamp: ago(minutes), sampledValue: [{ value, measurand: 'Energy.Active.Import.Register' }] },
];

/** An answer to StartTransaction that accepts. */
export const started = { idTagInfo: { status: 'Accepted' } };
