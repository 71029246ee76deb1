import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { violations } from '../../ocpp/validation.js';
import type { OcppVersion } from '../../ocpp/versions.js';

type Payload = Record<string, unknown>;

/** A call a charger made. */
export interface Heard {
  station: string;
  action: string;
  payload: Payload;
  at: number;
}

export type Answer = Payload | Error | 'silence';
type Answers = Record<string, (payload: Payload, station: string) => Answer>;

/** What a friendly CSMS says, by action and version family. */
const friendly = (v16: boolean, nextId: () => number): Answers => ({
  BootNotification: () => ({ status: 'Accepted', currentTime: new Date().toISOString(), interval: 300 }),
  Heartbeat: () => ({ currentTime: new Date().toISOString() }),
  Authorize: () => (v16 ? { idTagInfo: { status: 'Accepted' } } : { idTokenInfo: { status: 'Accepted' } }),
  StartTransaction: () => ({ transactionId: nextId(), idTagInfo: { status: 'Accepted' } }),
});

/** A central system small enough to be believed: answers by schema, and holds every frame against it. */
export class TestCsms {
  readonly heard: Heard[] = [];
  /** Every breach of a schema, or of the rule of one call at a time. */
  readonly breaches: unknown[] = [];
  readonly handshakes: { station: string; authorization: string | undefined; at: number }[] = [];
  /** Overrides of the friendly answers, by action. */
  answers: Answers = {};
  readonly #sockets = new Map<string, WebSocket>();
  readonly #open = new Map<string, { action: string; settle: (answer: Payload) => void }>();
  readonly #watchers = new Set<() => void>();
  #ids = 1000;

  private constructor(
    readonly server: WebSocketServer,
    readonly version: OcppVersion,
  ) {
    server.on('connection', (socket, request) => {
      const station = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
      this.handshakes.push({ station, authorization: request.headers.authorization, at: Date.now() });
      this.#sockets.set(station, socket);
      socket.on('message', (data) => this.#hear(station, socket, JSON.parse(String(data))));
      socket.on('close', () => this.#look());
      this.#look();
    });
  }

  static async open(version: OcppVersion, port = 0): Promise<TestCsms> {
    const server = new WebSocketServer({ port, host: '127.0.0.1', handleProtocols: () => version });
    await once(server, 'listening');
    return new TestCsms(server, version);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** The calls of one action so far. */
  of(action: string): Payload[] {
    return this.heard.filter((each) => each.action === action).map((each) => each.payload);
  }

  /** Cuts a station off without a word. */
  cut(station: string): void {
    this.#sockets.get(station)?.terminate();
  }

  async close(): Promise<void> {
    for (const socket of this.server.clients) socket.terminate();
    await new Promise((done) => this.server.close(done));
  }

  /** Makes a call and gives back its CALLRESULT, or the CALLERROR's code as `{ error }`. */
  call(station: string, action: string, payload: Payload = {}): Promise<Payload> {
    const id = `csms-${this.#ids++}`;
    return new Promise((settle) => {
      this.#open.set(id, { action, settle });
      this.#sockets.get(station)?.send(JSON.stringify([2, id, action, payload]));
    });
  }

  /** Resolves once so many calls of an action that pass the test were heard. */
  async hears(action: string, test: (payload: Payload) => boolean = () => true, count = 1): Promise<Payload> {
    await this.until(() => this.of(action).filter(test).length >= count, `${count} × ${action}`);
    return this.of(action).filter(test)[count - 1] as Payload;
  }

  until(condition: () => boolean, what: string, withinMs = 10_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(look);
        reject(
          new Error(`not within ${withinMs} ms: ${what}; heard ${this.heard.map((each) => each.action)}`),
        );
      }, withinMs);
      const look = (): void => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  #look(): void {
    for (const watcher of this.#watchers) watcher();
  }

  #check(action: string, half: 'Request' | 'Response', payload: unknown): void {
    for (const breach of violations(this.version, action, half, payload))
      this.breaches.push({ action, half, payload, breach });
  }

  #hear(station: string, socket: WebSocket, frame: [number, string, ...unknown[]]): void {
    const [type, id, ...rest] = frame;
    if (type === 2)
      this.#answer(station, socket, id, { action: String(rest[0]), payload: rest[1] as Payload });
    else this.#take(type, id, rest);
    this.#look();
  }

  #answer(station: string, socket: WebSocket, id: string, call: { action: string; payload: Payload }): void {
    const { action, payload } = call;
    this.#check(action, 'Request', payload);
    this.heard.push({ station, action, payload, at: Date.now() });
    const known = { ...friendly(this.version === 'ocpp1.6', () => this.#ids++), ...this.answers };
    const answer = known[action]?.(payload, station) ?? {};
    if (answer === 'silence') return;
    if (answer instanceof Error) socket.send(JSON.stringify([4, id, 'InternalError', answer.message, {}]));
    else socket.send(JSON.stringify([3, id, answer]));
  }

  #take(type: number, id: string, rest: unknown[]): void {
    const call = this.#open.get(id);
    this.#open.delete(id);
    if (type === 3 && call) this.#check(call.action, 'Response', rest[0]);
    else if (type !== 4) this.breaches.push({ type, id, rest });
    call?.settle(type === 3 ? (rest[0] as Payload) : { error: rest[0] });
  }
}
