import type { Broker, Consumer, WorkQueue } from './broker.js';
import { fits } from './topic.js';

type Take = (body: string) => unknown;

/** How much may wait on one queue before senders are turned away. */
const bound = 100_000;

/** The broker inside one process: same promises as RabbitMQ, kept in memory, for `npm start` and tests. */
export class LocalBroker implements Broker {
  connected = true;
  #queues = new Map<string, Queue>();
  #inboxes = new Map<string, Take>();
  #listeners = new Set<{ pattern: string; take: Take }>();

  send(queue: WorkQueue, body: string): boolean {
    return this.connected && this.#queue(queue).put(body);
  }

  async sendSafely(queue: WorkQueue, body: string): Promise<void> {
    if (!this.send(queue, body)) throw new Error(`${queue} takes nothing now`);
  }

  async deliver(inbox: string, body: string): Promise<boolean> {
    return this.post(inbox, body) && this.#inboxes.has(inbox);
  }

  post(inbox: string, body: string): boolean {
    const take = this.#inboxes.get(inbox);
    if (take) setImmediate(take, body);
    return this.connected;
  }

  announce(topic: string, body: string): boolean {
    for (const { pattern, take } of this.#listeners) if (fits(pattern, topic)) setImmediate(take, body);
    return this.connected;
  }

  async work(queue: WorkQueue, prefetch: number, take: (body: string) => Promise<void>): Promise<Consumer> {
    return this.#queue(queue).serve(prefetch, take);
  }

  async openInbox(inbox: string, take: Take): Promise<Consumer> {
    if (this.#inboxes.has(inbox)) throw new Error(`inbox ${inbox} is open already`);
    this.#inboxes.set(inbox, take);
    return { close: async () => void this.#inboxes.delete(inbox) };
  }

  async listen(pattern: string, take: Take): Promise<Consumer> {
    const listener = { pattern, take };
    this.#listeners.add(listener);
    return { close: async () => void this.#listeners.delete(listener) };
  }

  onReturn(): void {
    // It is never away.
  }

  async close(): Promise<void> {
    this.connected = false;
  }

  /** Resolves once all work that was put in is done: what waits here is nowhere else. */
  async drained(): Promise<void> {
    while ([...this.#queues.values()].some((queue) => queue.busy))
      await new Promise((resolve) => setTimeout(resolve, 5));
  }

  #queue(name: string): Queue {
    const queue = this.#queues.get(name) ?? new Queue();
    this.#queues.set(name, queue);
    return queue;
  }
}

/** One shared queue: first in, first out; several consumers take turns. */
class Queue {
  #waiting: string[] = [];
  #servers = new Set<{ free: number; take: (body: string) => Promise<void> }>();
  #scheduled = false;
  #underWay = 0;

  put(body: string): boolean {
    if (this.#waiting.length >= bound) return false;
    this.#waiting.push(body);
    this.#schedule();
    return true;
  }

  /** Whether there is work that is not done, and somebody to do it. */
  get busy(): boolean {
    return this.#servers.size > 0 && (this.#waiting.length > 0 || this.#underWay > 0);
  }

  serve(prefetch: number, take: (body: string) => Promise<void>): Consumer {
    const server = { free: prefetch, take };
    this.#servers.add(server);
    this.#schedule();
    const close = async () => {
      this.#servers.delete(server);
      while (server.free < prefetch) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    return { close };
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#drain();
    });
  }

  #drain(): void {
    for (const server of [...this.#servers]) {
      while (server.free > 0 && this.#waiting.length > 0) {
        const body = this.#waiting.shift() as string;
        server.free--;
        this.#underWay++;
        const done = () => {
          server.free++;
          this.#underWay--;
          if (this.#waiting.length > 0) this.#schedule();
        };
        server.take(body).then(done, () => {
          this.#waiting.unshift(body);
          setTimeout(done, 100);
        });
      }
      // The next consumer's turn comes first next time.
      this.#servers.delete(server);
      this.#servers.add(server);
      if (this.#waiting.length === 0) break;
    }
  }
}
