import { Connection } from 'rabbitmq-client';
import { workQueues } from '../../platform/broker/broker.js';

/** Removes what is durable under a prefix: queues and exchange would stay on a shared server for ever. */
export async function removeRabbitNames(url: string, prefixes: Iterable<string>): Promise<void> {
  const connection = new Connection({ url });
  for (const prefix of prefixes) {
    for (const queue of workQueues) await connection.queueDelete({ queue: `${prefix}.${queue}` });
    await connection.exchangeDelete({ exchange: `${prefix}.events` });
  }
  await connection.close();
}
