import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { RpcError } from '../ocpp/errors.js';
import { MessageType, unreadableId, writeError, writeResult } from '../ocpp/frames.js';
import type { OcppVersion } from '../ocpp/versions.js';
import type { Agenda } from './agenda.js';
import { Calls, type Outcome } from './calls.js';
import { between, type Chance } from './chance.js';
import { basicAuth, type Credentials, troubleOf } from './credentials.js';
import type { Tally } from './tally.js';

/** What a station does about a call of the CSMS: its answer, and what it does once that is on its way. */
export interface Reaction {
  answer: object;
  after?: () => void;
}

export interface Line {
  id: string;
  version: OcppVersion;
  agenda: Agenda;
  chance: Chance;
  tally: Tally;
  callTimeoutMs: number;
  /** Wait before the first new attempt and the longest wait between two (ms). */
  reconnect: { minMs: number; maxMs: number };
  /** Where the CSMS is, the station's id included, and what is shown there. */
  way(): Credentials & { url: string };
  opened(): void;
  /** An attempt to connect came to nothing. */
  failed(): void;
  closed(): void;
  /** Throws an RpcError where the answer is a CALLERROR. */
  react(action: string, payload: unknown): Reaction;
}

/** How long the other side may take over its goodbye (ms). */
const goodbyeMs = 1000;

/** One station's socket: keeps itself open, hands calls out and answers in. */
export class Connection {
  #socket: WebSocket | undefined;
  #wanted = false;
  #wasOpen = false;
  #failures = 0;
  #callOffRetry = (): void => undefined;
  readonly #calls: Calls;

  constructor(readonly line: Line) {
    this.#calls = new Calls({
      ...line,
      send: (text) => this.#send(text),
      silent: () => this.#socket?.terminate(),
    });
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Whether every call got its answer. */
  get isQuiet(): boolean {
    return this.#calls.areDone;
  }

  /** Connects, and goes on connecting until `close`. */
  open(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#connect();
  }

  /** `abruptly` is a cable pulled: no close frame leaves. */
  close({ abruptly = false } = {}): void {
    this.#wanted = false;
    this.#callOffRetry();
    const socket = this.#socket;
    if (!socket) return;
    if (abruptly || socket.readyState !== WebSocket.OPEN) socket.terminate();
    else socket.close(1000);
    this.#lost(socket);
  }

  /** Closes for good and waits for the goodbye of the other side, briefly. */
  async shutDown(): Promise<void> {
    const socket = this.#socket;
    this.close();
    if (!socket || socket.readyState === WebSocket.CLOSED) return;
    await new Promise<void>((done) => {
      const impatient = setTimeout(() => socket.terminate(), goodbyeMs);
      socket.once('close', () => {
        clearTimeout(impatient);
        done();
      });
    });
  }

  /** Waits its turn behind the calls already asked for. */
  async call(action: string, payload: () => object): Promise<Outcome> {
    return this.isOpen ? this.#calls.ask(action, payload) : { kind: 'unsent' };
  }

  #connect(): void {
    const { id, version, tally } = this.line;
    const { url, password, ...tls } = this.line.way();
    const socket = new WebSocket(url, [version], {
      perMessageDeflate: false,
      handshakeTimeout: 20_000,
      headers: password === undefined ? {} : { authorization: basicAuth(id, password) },
      ...tls,
    });
    this.#socket = socket;
    let refusal: string | undefined;
    socket.on('unexpected-response', (_, response) => {
      void wordsOf(response).then((words) => {
        refusal = words;
        socket.terminate();
      });
    });
    socket.on('open', () => {
      this.#wasOpen = true;
      this.#failures = 0;
      tally.connected++;
      this.line.opened();
    });
    socket.on('message', (data) => {
      if (this.#socket === socket) this.#hear(String(data));
    });
    socket.on('error', (error) => {
      tally.connectFailures++;
      tally.lastTrouble = `${id}: ${refusal ?? troubleOf(error)}`;
      if (this.#socket === socket && !this.#wasOpen) this.line.failed();
    });
    socket.on('close', () => this.#lost(socket));
  }

  /** A socket that was let go already says nothing more: only the current one counts. */
  #lost(socket: WebSocket): void {
    if (this.#socket !== socket) return;
    const wasOpen = this.#wasOpen;
    this.#socket = undefined;
    this.#wasOpen = false;
    this.#calls.drop();
    if (wasOpen) {
      this.line.tally.connected--;
      this.line.closed();
    }
    if (this.#wanted) this.#retryLater();
  }

  /** Doubles from attempt to attempt, half of it by chance, so that a fleet does not come back as one. */
  #retryLater(): void {
    const { agenda, chance, reconnect } = this.line;
    const wait = Math.min(reconnect.maxMs, reconnect.minMs * 2 ** Math.min(this.#failures, 20));
    this.#failures++;
    this.#callOffRetry = agenda.after(between(chance, wait / 2, wait), () => this.#connect());
  }

  #hear(text: string): void {
    const [type, id, ...rest] = parse(text);
    if (type === MessageType.CALL) this.#answer(JSON.stringify(id), String(rest[0]), rest[1]);
    else if (type === MessageType.CALLRESULT || type === MessageType.CALLERROR)
      this.#calls.take(type, id, rest);
    else if (type === MessageType.CALLRESULTERROR) this.#complaint(rest);
    // 1.6 has no words for a frame that can't be read (2.x Part 4 §4.2.3 has); a SEND wants no answer
    else if (type !== MessageType.SEND && this.line.version !== 'ocpp1.6')
      this.#send(writeError(unreadableId, unreadable, this.line.version));
  }

  /** The CSMS could make nothing of an answer of ours (2.1 Part 4 §4.2.4). */
  #complaint([code, description]: unknown[]): void {
    this.line.tally.refused++;
    this.line.tally.lastTrouble = `${this.line.id}: answer refused, ${code} ${description}`;
  }

  #answer(id: string, action: string, payload: unknown): void {
    this.line.tally.commands++;
    try {
      const { answer, after } = this.line.react(action, payload);
      this.#send(writeResult(id, answer));
      after?.();
    } catch (error) {
      const told = error instanceof RpcError ? error : new RpcError('InternalError', String(error));
      this.#send(writeError(id, told, this.line.version));
    }
  }

  #send(text: string): boolean {
    if (!this.isOpen) return false;
    this.#socket?.send(text);
    return true;
  }
}

/** Much longer reasons are cut (characters). */
const mostWords = 300;

/** Why a CSMS turned the handshake away, as far as it says. */
async function wordsOf(response: IncomingMessage): Promise<string> {
  let body = '';
  try {
    for await (const part of response.setEncoding('utf8')) {
      body += part;
      if (body.length >= mostWords) break;
    }
  } catch {
    // the status says enough
  }
  return `refused with ${response.statusCode}: ${body.replace(/\s+/g, ' ').trim().slice(0, mostWords) || response.statusMessage}`;
}

function parse(text: string): unknown[] {
  try {
    const frame: unknown = JSON.parse(text);
    return Array.isArray(frame) ? frame : [];
  } catch {
    return [];
  }
}

const unreadable = new RpcError('RpcFrameworkError', 'not a frame');
