import type { OcppVersion } from '../../ocpp/versions.js';

/** Gateway to handlers, on `station.messages`: all that came in one turn of the event loop. */
export interface Upstream {
  gateway: string;
  items: UpstreamItem[];
}

export type UpstreamItem = InboundCall | Opening | Closing | Refusal | MalformedFrame | GatewayBeat;

interface FromStation {
  station: string;
  /** Of the connection it came by. */
  epoch: string;
  /** Milliseconds since 1970, when the gateway had it. */
  at: number;
}

/** A CALL (or a 2.1 SEND, which nothing answers) as it stood on the wire. */
export interface InboundCall extends FromStation {
  kind: 'call' | 'send';
  version: OcppVersion;
  /** Names this call among those of its gateway; the answer carries it back. */
  ticket: number;
  frame: string;
}

/** A station asks to come in. Answered by an Admission. */
export interface Opening {
  kind: 'open';
  ticket: number;
  station: string;
  at: number;
  version: OcppVersion;
  remoteAddress: string;
  path: string;
  protocols?: string;
  /** From the Basic header; absent when there was none. */
  user?: string;
  /** Its bytes in base64: a key may be sent as it is. */
  password?: string;
  /** Whether it comes by TLS, up to us or to a proxy of ours. */
  secure: boolean;
  /** The client certificate whose key it has proven to hold and what it sent to its chain; DER in base64, leaf first. */
  certificates?: string[];
}

export interface Closing extends FromStation {
  kind: 'close';
  reason: string;
}

/** A handshake the gateway turned away by itself (no version, no id, overload). */
export interface Refusal {
  kind: 'refuse';
  at: number;
  station?: string;
  path: string;
  protocols?: string;
  remoteAddress: string;
  reason: string;
}

/** A frame that is no CALL and answers nothing we asked: kept in the trace. */
export interface MalformedFrame extends FromStation {
  kind: 'malformed';
  version: OcppVersion;
  frame: string;
  answer?: string;
  errorCode: string;
}

/** A gateway's sign of life, every few seconds. */
export interface GatewayBeat {
  kind: 'beat';
  at: number;
  host: string;
  /** Set in the first beat, every minute and whenever asked: every connection it holds. */
  connections?: { station: string; epoch: string }[];
}

/** Handlers (and graph, for commands) to one gateway's inbox. */
export interface Downstream {
  answers?: Answer[];
  admissions?: Admission[];
  commands?: Dispatch[];
  evictions?: Eviction[];
  /** Asks for a beat with all connections: this gateway was not known. */
  recount?: true;
}

/** `frame` is the whole answer, ready for the wire; absent for a call that must not be answered. */
export interface Answer {
  ticket: number;
  frame?: string;
}

export type Admission =
  | { ticket: number; admitted: true; epoch: string }
  | { ticket: number; admitted: false; status: RefusalStatus; reason: string; retryAfterSeconds?: number };

export type RefusalStatus = 401 | 403 | 404 | 429 | 503;

/** A CALL to a station. `command` is its row's id and the message id on the wire. */
export interface Dispatch {
  command: string;
  station: string;
  version: OcppVersion;
  action: string;
  payload: Record<string, unknown>;
  timeoutMs: number;
}

/** Close every connection of this station older than `before`. */
export interface Eviction {
  station: string;
  before: string;
  reason: string;
}

/** Gateway to handlers, on `command.outcomes`, kept on disk: how a command ended, with its request beside it. */
export interface Outcome {
  command: string;
  station: string;
  epoch: string;
  version: OcppVersion;
  action: string;
  request: string;
  /** 0 when it never went out. */
  sentAt: number;
  at: number;
  state: 'ANSWERED' | 'CALL_ERROR' | 'TIMED_OUT' | 'OFFLINE';
  /** The frame that answered. */
  answer?: string;
  /** It came after TIMED_OUT had been reported. */
  late: boolean;
  /** Why it was not sent. */
  note?: string;
}
