import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import type { Broker } from '../../platform/broker/broker.js';
import { openRabbit } from '../../platform/broker/rabbitmq.js';
import { removeRabbitNames } from './rabbit-names.js';

/** Set by tests/run.ts where RabbitMQ answers; tests that need it are skipped where none does. */
export const amqpUrl = process.env.TEST_AMQP_URL ?? '';
export const withoutRabbit = amqpUrl === '' ? 'no RabbitMQ answers' : false;

const prefixes = new Set<string>();

/** Names of one's own on the shared server; what is durable under them goes when the file is done. */
export function freshPrefix(): string {
  const prefix = `test.${randomUUID().slice(0, 8)}`;
  prefixes.add(prefix);
  return prefix;
}

export const openTestRabbit = (prefix = freshPrefix()): Promise<Broker> =>
  openRabbit({ url: amqpUrl, prefix });

after(async () => {
  if (amqpUrl !== '' && prefixes.size > 0) await removeRabbitNames(amqpUrl, prefixes);
});
