import type { WebSocket } from 'ws';
import { Allowance } from './allowance.js';

/** Bytes a slow station may leave unread before we stop reading from it. */
const mostUnread = 1_000_000;
const slowestMs = 60_000;

/**
 * When a station's socket is read and when not: it talks too fast, it does not read our answers, it has asked far
 * ahead of them, or the gateway ends. The kernel's buffers then fill, and the station has to wait.
 */
export class Reading {
  #allowance: Allowance;
  #stalledAt = 0;
  #full = false;
  #ended = false;
  /** Too fast for now: what it has said already waits too. */
  held = false;

  constructor(
    readonly socket: WebSocket,
    /** Messages a second, 0 for no limit. */
    rate: number,
    /** Called when it is held no longer. */
    readonly released: () => void,
  ) {
    this.#allowance = new Allowance(rate);
  }

  /** Counts a message. */
  spend(): void {
    const ms = this.#allowance.spend(Date.now());
    if (ms > 0 && !this.held && !this.#ended) this.#hold(ms);
  }

  #hold(ms: number): void {
    this.held = true;
    this.socket.pause();
    setTimeout(() => {
      const more = this.#allowance.wait(Date.now());
      if (more > 0 && !this.#ended) return this.#hold(more);
      this.held = false;
      this.#resume();
      this.released();
    }, ms);
  }

  /** Whether it has asked so far ahead that no more is taken. */
  full(is: boolean): void {
    this.#full = is;
    if (is) this.socket.pause();
    else this.#resume();
  }

  /** Called after each write. */
  watchUnread(): void {
    if (this.#stalledAt > 0 || this.socket.bufferedAmount <= mostUnread) return;
    this.#stalledAt = Date.now();
    this.socket.pause();
  }

  /** Called every second or so. False when the station has read nothing for too long. */
  check(now: number): boolean {
    if (this.#stalledAt === 0) return true;
    if (this.socket.bufferedAmount >= mostUnread / 2) return now - this.#stalledAt <= slowestMs;
    this.#stalledAt = 0;
    this.#resume();
    return true;
  }

  /** Reads on, unless one of the other reasons not to still holds. */
  #resume(): void {
    if (!this.held && !this.#full && !this.#ended && this.#stalledAt === 0) this.socket.resume();
  }

  /** Takes nothing new; what it has said already is taken at once. */
  end(): void {
    this.#ended = true;
    this.held = false;
    this.socket.pause();
    this.released();
  }
}
