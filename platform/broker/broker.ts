/**
 * What passes between processes. Two implementations keep this contract: RabbitMQ (rabbitmq.ts) and, for
 * `npm start`, the one process itself (local.ts). Bodies are JSON text.
 */
export interface Broker {
  /** True while messages can be passed on. */
  readonly connected: boolean;

  /**
   * Puts work on a shared queue, of which any one consumer takes it. Transient and unconfirmed: it is lost when
   * the broker dies. False, at once, when it can't be passed on now.
   */
  send(queue: WorkQueue, body: string): boolean;

  /** The same, kept on disk: resolves once the broker has it for good, rejects when it can't be had. */
  sendSafely(queue: WorkQueue, body: string): Promise<void>;

  /** Gives a message to one process by its inbox. False when no such inbox exists (that process is gone). */
  deliver(inbox: string, body: string): Promise<boolean>;

  /** The same without asking whether it arrived. */
  post(inbox: string, body: string): boolean;

  /** Tells everyone who listens. `topic` is dotted, as in AMQP. */
  announce(topic: string, body: string): boolean;

  /** Takes work, at most `prefetch` pieces at once. Done when `take` resolves; put back when it rejects. */
  work(queue: WorkQueue, prefetch: number, take: (body: string) => Promise<void>): Promise<Consumer>;

  /** Opens this process's own inbox. */
  openInbox(inbox: string, take: (body: string) => void): Promise<Consumer>;

  /** Hears announcements whose topic fits the pattern (`*` one word, `#` any number). */
  listen(pattern: string, take: (body: string) => void): Promise<Consumer>;

  /** Called each time the broker is there again after it was away; messages in between were lost. */
  onReturn(callback: () => void): void;

  close(): Promise<void>;
}

export interface Consumer {
  close(): Promise<void>;
}

/** The shared queues: what stations say, and how commands ended. */
export const workQueues = ['station.messages', 'command.outcomes'] as const;
export type WorkQueue = (typeof workQueues)[number];

export const gatewayInbox = (gatewayId: string): string => `gateway.${gatewayId}`;

export const eventTopic = 'station.events';
