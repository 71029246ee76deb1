import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Channel, Connection, type ConsumerProps } from 'rabbitmq-client';
import { log, reason } from '../log.js';
import { type Broker, type Consumer, type WorkQueue, workQueues } from './broker.js';

/** Messages handed to the socket but not yet written; more means RabbitMQ holds us back. */
const unwrittenBound = 2000;
const confirmTimeoutMs = 5000;

/**
 * Queues and exchange carry the prefix, so that several systems can share one virtual host.
 * Resolves once RabbitMQ answers; afterwards it reconnects by itself.
 */
export async function openRabbit({
  url,
  prefix = 'chargeql',
}: {
  url: string;
  prefix?: string;
}): Promise<Broker> {
  const broker = new RabbitBroker(url, prefix);
  await broker.open();
  return broker;
}

/** Why a first connection failed; the library puts the word `undefined` before what the broker says. */
function inWords(error: unknown): string {
  const said = reason(error).replace(/^undefined: /, '');
  if (/^(ACCESS_REFUSED|NOT_ALLOWED)/.test(said)) return `RabbitMQ lets us not in (${said})`;
  return `RabbitMQ does not answer (${said})`;
}

class RabbitBroker implements Broker {
  #connection: Connection;
  #prefix: string;
  #plain: Channel | undefined;
  #confirmed: Channel | undefined;
  #unwritten = 0;
  #returned = new Set<string>();
  #count = 0;
  #closing = false;
  #onReturn: (() => void)[] = [];

  constructor(url: string, prefix: string) {
    this.#prefix = prefix;
    this.#connection = new Connection({
      url,
      connectionName: `chargeql ${process.pid}`,
      frameMax: 131_072,
      heartbeat: 10,
      noDelay: true,
      retryLow: 200,
      retryHigh: 2000,
      connectionTimeout: 5000,
    });
  }

  get connected(): boolean {
    return (
      this.#plain?.active === true && this.#confirmed?.active === true && this.#unwritten < unwrittenBound
    );
  }

  async open(): Promise<void> {
    const first = Promise.withResolvers<void>();
    let seen = false;
    this.#connection.on('error', (error) => {
      if (!seen) first.reject(new Error(`${inWords(error)}; check AMQP_URL`));
      else if (!this.#closing) log.warn({ reason: reason(error) }, 'RabbitMQ connection');
    });
    this.#connection.on('connection', () => {
      this.#prepare().then(() => {
        if (seen) {
          log.info('RabbitMQ is back');
          for (const callback of this.#onReturn) callback();
        }
        seen = true;
        first.resolve();
      }, first.reject);
    });
    await first.promise.catch(async (error) => {
      this.#closing = true;
      void this.#connection.close();
      throw error;
    });
  }

  /** Channels end with their connection, so each connection gets new ones. Queues are there before any consumer. */
  async #prepare(): Promise<void> {
    const plain = await this.#connection.acquire();
    for (const queue of workQueues) await plain.queueDeclare({ queue: this.#name(queue), durable: true });
    await plain.exchangeDeclare({ exchange: this.#name('events'), type: 'topic', durable: true });
    const confirmed = await this.#connection.acquire();
    await confirmed.confirmSelect();
    confirmed.on('basic.return', ({ messageId }) => void this.#returned.add(messageId as string));
    for (const channel of [plain, confirmed])
      channel.on('error', (error) => log.warn({ reason: reason(error) }, 'RabbitMQ channel'));
    this.#plain = plain;
    this.#confirmed = confirmed;
    this.#unwritten = 0;
  }

  send(queue: WorkQueue, body: string): boolean {
    return this.#publish('', this.#name(queue), body);
  }

  post(inbox: string, body: string): boolean {
    return this.#publish('', this.#name(inbox), body);
  }

  announce(topic: string, body: string): boolean {
    return this.#publish(this.#name('events'), topic, body);
  }

  #publish(exchange: string, routingKey: string, body: string): boolean {
    const channel = this.#plain;
    if (!channel || !this.connected) return false;
    this.#unwritten++;
    const written = () => {
      if (channel === this.#plain) this.#unwritten--;
    };
    // What is lost here is asked for again by whoever waits for its answer.
    channel.basicPublish({ exchange, routingKey }, body).then(written, written);
    return true;
  }

  async sendSafely(queue: WorkQueue, body: string): Promise<void> {
    await this.#confirm({ routingKey: this.#name(queue), durable: true }, body);
  }

  async deliver(inbox: string, body: string): Promise<boolean> {
    const messageId = String(++this.#count);
    await this.#confirm({ routingKey: this.#name(inbox), mandatory: true, messageId }, body);
    // The return comes before the confirm, but the library tells of it a turn later.
    await nextTurn();
    await nextTurn();
    return !this.#returned.delete(messageId);
  }

  async #confirm(
    envelope: { routingKey: string; durable?: boolean; mandatory?: boolean; messageId?: string },
    body: string,
  ) {
    if (!this.#confirmed?.active) throw new Error('RabbitMQ is away');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('RabbitMQ did not confirm in time')), confirmTimeoutMs);
    });
    try {
      await Promise.race([this.#confirmed.basicPublish({ exchange: '', ...envelope }, body), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  work(queue: WorkQueue, prefetch: number, take: (body: string) => Promise<void>): Promise<Consumer> {
    return this.#consume(
      { queue: this.#name(queue), queueOptions: { durable: true }, qos: { prefetchCount: prefetch } },
      take,
    );
  }

  openInbox(inbox: string, take: (body: string) => void): Promise<Consumer> {
    const queue = this.#name(inbox);
    return this.#consume(
      { queue, queueOptions: { queue, exclusive: true, autoDelete: true }, exclusive: true, noAck: true },
      take,
    );
  }

  listen(pattern: string, take: (body: string) => void): Promise<Consumer> {
    const exchange = this.#name('events');
    return this.#consume(
      {
        queueOptions: { exclusive: true, autoDelete: true },
        queueBindings: [{ exchange, routingKey: pattern }],
        noAck: true,
      },
      take,
    );
  }

  async #consume(props: ConsumerProps, take: (body: string) => unknown): Promise<Consumer> {
    const consumer = this.#connection.createConsumer(props, async (message) => {
      await take(message.body);
    });
    const ready = Promise.withResolvers<void>();
    consumer.once('ready', ready.resolve);
    consumer.on('error', (error) => {
      if (!this.#closing) log.warn({ queue: props.queue, reason: reason(error) }, 'RabbitMQ consumer');
    });
    await ready.promise;
    return { close: () => consumer.close() };
  }

  onReturn(callback: () => void): void {
    this.#onReturn.push(callback);
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#plain?.close();
    await this.#confirmed?.close();
    await this.#connection.close();
  }

  #name(part: string): string {
    return `${this.#prefix}.${part}`;
  }
}
