import type { WebSocket } from 'ws';
import type { Dispatch, Eviction } from '../platform/broker/messages.js';
import { type Admitted, Session, type Ways } from './session.js';

/** Who is connected to this gateway. */
export class Sessions {
  #byStation = new Map<string, Session>();

  constructor(
    readonly ways: Ways,
    /** Messages a second a station. */
    readonly rate: number,
  ) {}

  get size(): number {
    return this.#byStation.size;
  }

  [Symbol.iterator](): IterableIterator<Session> {
    return this.#byStation.values();
  }

  /** The newest connection wins: one that is there already is closed, its late frames are fenced by their epoch. */
  admit(socket: WebSocket, admitted: Omit<Admitted, 'rate'>): void {
    const before = this.#byStation.get(admitted.station);
    if (before && BigInt(before.epoch) > BigInt(admitted.epoch)) {
      socket.on('error', () => socket.terminate());
      socket.close(1000, 'a newer connection of this station is open');
      return;
    }
    const session = new Session(socket, { ...admitted, rate: this.rate }, this.ways);
    this.#byStation.set(session.station, session);
    before?.close(1000, 'replaced by a newer connection');
    socket.once('close', () => this.#forget(session));
  }

  /** An old socket that closes late must not take the new one's place with it. */
  #forget(session: Session): void {
    if (this.#byStation.get(session.station) === session) this.#byStation.delete(session.station);
  }

  evict({ station, before, reason }: Eviction): void {
    const session = this.#byStation.get(station);
    if (session && BigInt(session.epoch) < BigInt(before)) session.close(1000, reason);
  }

  command(dispatch: Dispatch): void {
    const session = this.#byStation.get(dispatch.station);
    if (session) return session.commands.take(dispatch);
    const { command, station, version, action } = dispatch;
    this.ways.outcomes.report({
      command,
      station,
      version,
      action,
      epoch: '0',
      request: JSON.stringify(dispatch.payload),
      sentAt: 0,
      at: Date.now(),
      state: 'OFFLINE',
      late: false,
      note: 'the station is not connected',
    });
  }
}
