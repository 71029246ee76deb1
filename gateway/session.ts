import type { WebSocket } from 'ws';
import { RpcError, spell } from '../ocpp/errors.js';
import { MessageType, readHead, unreadableId, writeError } from '../ocpp/frames.js';
import type { OcppVersion } from '../ocpp/versions.js';
import type { InboundCall } from '../platform/broker/messages.js';
import { log } from '../platform/log.js';
import { Commands, type LateAnswers } from './commands.js';
import type { Outcomes } from './outcomes.js';
import { Reading } from './reading.js';
import type { Reply, Uplink } from './uplink.js';

/** A station that sends ahead of our answers is read no further than this. */
const mostAhead = 32;
export interface Admitted {
  station: string;
  version: OcppVersion;
  epoch: string;
  /** Messages a second, 0 for no limit. */
  rate: number;
}

/** A CALL or SEND that waits its turn. */
interface Heard {
  kind: 'call' | 'send';
  id: string;
  frame: string;
  at: number;
}

export interface Ways {
  uplink: Uplink;
  outcomes: Outcomes;
  late: LateAnswers;
}

/**
 * One station's socket, from admission to close. The station's calls go up one at a time, so handlers on any number
 * of machines keep their order; our commands go down one at a time, and neither direction waits for the other.
 */
export class Session {
  readonly station: string;
  readonly version: OcppVersion;
  readonly epoch: string;
  readonly commands: Commands;
  heardAt = Date.now();
  #pingedAt = 0;
  /** The id of the call under way, as it stood in the frame. */
  #asking = '';
  #wantsAnswer = false;
  #ahead: Heard[] | undefined;
  #reading: Reading;
  #closeReason = '';

  constructor(
    readonly socket: WebSocket,
    admitted: Admitted,
    readonly ways: Ways,
  ) {
    this.station = admitted.station;
    this.version = admitted.version;
    this.epoch = admitted.epoch;
    this.#reading = new Reading(socket, admitted.rate, () => this.#next());
    this.commands = new Commands(this, ways.outcomes, ways.late);
    socket.on('message', (data: Buffer, binary: boolean) => this.#safely(() => this.#hear(data, binary)));
    socket.on('pong', () => this.#alive());
    socket.on('ping', () => this.#alive());
    // ws closes the socket itself (1009 too big, 1007 no UTF-8, 1002 no WebSocket); it only has to be said why.
    socket.on('error', (error) => this.#blame(error.message));
    socket.once('close', (code, reason) => this.#closed(code, reason.toString()));
  }

  /** Whatever a frame does to us, it ends this connection at most. */
  #safely(step: () => void): void {
    try {
      step();
    } catch (error) {
      log.error({ station: this.station, err: error }, 'a frame could not be taken');
      this.close(1011, 'this frame could not be taken');
    }
  }

  #alive(): void {
    this.heardAt = Date.now();
    this.#pingedAt = 0;
  }

  #hear(data: Buffer, binary: boolean): void {
    this.#alive();
    if (binary) return this.close(1003, 'OCPP-J is spoken in text frames');
    const text = data.toString();
    const head = readHead(text);
    if (head?.type === MessageType.CALL) this.#call('call', head.id, text);
    else if (head?.type === MessageType.SEND && this.version === 'ocpp2.1') this.#call('send', head.id, text);
    else {
      this.#other(text);
      this.#reading.spend();
    }
  }

  #call(kind: Heard['kind'], id: string, frame: string): void {
    const heard = { kind, id, frame, at: this.heardAt };
    if (this.#asking === '' && !this.#reading.held) return this.#ask(heard);
    this.#ahead ??= [];
    this.#ahead.push(heard);
    if (this.#ahead.length === mostAhead) this.#reading.full(true);
  }

  #ask({ kind, id, frame, at }: Heard): void {
    this.#asking = id;
    this.#wantsAnswer = kind === 'call';
    const { station, epoch, version } = this;
    const item: InboundCall = { kind, station, epoch, version, at, ticket: 0, frame };
    this.ways.uplink.ask(item, this.#answered);
    this.#reading.spend();
  }

  /** One closure a station, not one a call. */
  #answered = (reply: Reply | undefined): void => {
    if (!reply) this.#giveUp();
    else if ('frame' in reply && reply.frame !== undefined) this.write(reply.frame);
    this.#asking = '';
    this.#next();
  };

  #next(): void {
    if (this.#asking !== '' || this.#reading.held) return;
    const next = this.#ahead?.shift();
    if (!next) return;
    if (this.#ahead?.length === mostAhead >> 2) this.#reading.full(false);
    this.#ask(next);
  }

  #giveUp(): void {
    if (!this.#wantsAnswer) return;
    const error = new RpcError('InternalError', 'no answer in time; please send it again');
    this.write(writeError(this.#asking, error, this.version));
  }

  /** Answers to our commands, and what is no message at all. */
  #other(text: string): void {
    let frame: unknown;
    try {
      frame = JSON.parse(text);
    } catch {
      return this.#malformed(text, new RpcError('RpcFrameworkError', 'the frame is not valid JSON'));
    }
    if (!Array.isArray(frame))
      return this.#malformed(text, new RpcError('RpcFrameworkError', 'a frame is an array'));
    const [type, id] = frame;
    if (type === MessageType.CALLRESULT || type === MessageType.CALLERROR) {
      if (!this.commands.answer(frame, text)) this.#note(text, 'UnaskedAnswer');
    } else if (type === MessageType.CALLRESULTERROR && this.version === 'ocpp2.1') {
      this.#note(text, typeof frame[2] === 'string' ? frame[2] : 'GenericError');
    } else if (type === MessageType.SEND && this.version === 'ocpp2.1') {
      // Nothing answers a SEND, not even one that can't be read (2.1 Part 4).
      this.#note(text, 'RpcFrameworkError');
    } else if (type === MessageType.CALL) {
      this.#malformed(
        text,
        new RpcError('RpcFrameworkError', 'the message id is not a string of at most 300 characters'),
      );
    } else if (this.version === 'ocpp1.6') {
      // 1.6 §4.1.3: a message type number we don't know is ignored.
      this.#note(text, 'MessageTypeNotSupported');
    } else {
      const error = new RpcError(
        'MessageTypeNotSupported',
        typeof type === 'number' ? `there is no message type ${type}` : 'the message type is a number',
      );
      this.#malformed(text, error, typeof id === 'string' ? JSON.stringify(id) : unreadableId);
    }
  }

  #malformed(frame: string, error: RpcError, id = unreadableId): void {
    const answer = writeError(id, error, this.version);
    this.write(answer);
    this.#note(frame, spell(error.code, this.version), answer);
  }

  #note(frame: string, errorCode: string, answer?: string): void {
    const { station, epoch, version } = this;
    this.ways.uplink.tell({
      kind: 'malformed',
      station,
      epoch,
      version,
      at: Date.now(),
      frame,
      errorCode,
      ...(answer === undefined ? {} : { answer }),
    });
  }

  write(frame: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.socket.send(frame);
    this.#reading.watchUnread();
  }

  /** Called every second or so. Times in seconds. */
  check(now: number, { pingInterval, pongTimeout }: { pingInterval: number; pongTimeout: number }): void {
    this.commands.expire(now);
    if (!this.#reading.check(now)) return this.#drop('the station does not read what we send');
    // While we read nothing, no sign of life can reach us.
    if (this.socket.isPaused) this.#alive();
    if (this.#pingedAt > 0) {
      if (now - this.#pingedAt >= pongTimeout * 1000)
        this.#drop(`no sign of life for ${Math.round((now - this.heardAt) / 1000)} s`);
    } else if (now - this.heardAt >= pingInterval * 1000) {
      this.#pingedAt = now;
      this.socket.ping();
    }
  }

  /** Takes nothing new: what is under way is still answered. */
  quiet(): void {
    this.#reading.end();
  }

  close(code: number, reason: string): void {
    this.#blame(reason);
    this.socket.resume();
    this.socket.close(code, reason);
  }

  #drop(reason: string): void {
    this.#blame(reason);
    this.socket.terminate();
  }

  #blame(reason: string): void {
    this.#closeReason ||= reason;
  }

  #closed(code: number, reason: string): void {
    this.#ahead = undefined;
    this.commands.end();
    const { station, epoch } = this;
    const why = this.#closeReason || reason || closeWords[code] || `closed with code ${code}`;
    this.ways.uplink.tell({ kind: 'close', station, epoch, at: Date.now(), reason: why });
  }
}

const closeWords: Record<number, string> = {
  1000: 'closed by the station',
  1001: 'the station went away',
  1005: 'closed by the station',
  1006: 'the connection broke',
};
