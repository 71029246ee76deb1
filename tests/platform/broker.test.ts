import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Broker } from '../../platform/broker/broker.js';
import { LocalBroker } from '../../platform/broker/local.js';
import { openTestRabbit, withoutRabbit } from '../support/broker.js';

const kinds: { name: string; skip: string | false; open: () => Promise<Broker> }[] = [
  { name: 'local', skip: false, open: async () => new LocalBroker() },
  { name: 'RabbitMQ', skip: withoutRabbit, open: () => openTestRabbit() },
];

/** Waits until `seen` has as many as wanted, or a second has passed. */
async function arrived(seen: unknown[], wanted: number): Promise<void> {
  for (let waited = 0; seen.length < wanted && waited < 2000; waited += 10) await sleep(10);
}

for (const { name, skip, open } of kinds) {
  describe(`${name} broker`, { skip }, () => {
    const opened: Broker[] = [];
    const fresh = async () => {
      const broker = await open();
      opened.push(broker);
      return broker;
    };
    after(async () => {
      for (const broker of opened) await broker.close();
    });

    it('hands each piece of work to one consumer, in order', async () => {
      const broker = await fresh();
      const first: string[] = [];
      const one = await broker.work('station.messages', 100, async (body) => void first.push(body));
      for (let i = 0; i < 100; i++) assert.equal(broker.send('station.messages', String(i)), true);
      await arrived(first, 100);
      assert.deepEqual(
        first,
        Array.from({ length: 100 }, (_, i) => String(i)),
      );
      await one.close();
    });

    it('shares work among consumers', async () => {
      const broker = await fresh();
      const seen: string[][] = [[], []];
      const consumers = await Promise.all(
        seen.map((mine) =>
          broker.work('station.messages', 1, async (body) => {
            await sleep(5);
            mine.push(body);
          }),
        ),
      );
      for (let i = 0; i < 40; i++) broker.send('station.messages', String(i));
      for (let waited = 0; seen.flat().length < 40 && waited < 3000; waited += 10) await sleep(10);
      assert.equal(new Set(seen.flat()).size, 40);
      assert.ok(seen.every((mine) => mine.length > 5));
      for (const consumer of consumers) await consumer.close();
    });

    it('puts failed work back', async () => {
      const broker = await fresh();
      const tries: string[] = [];
      const consumer = await broker.work('command.outcomes', 1, async (body) => {
        tries.push(body);
        if (tries.length === 1) throw new Error('not now');
      });
      await broker.sendSafely('command.outcomes', 'once');
      await arrived(tries, 2);
      assert.deepEqual(tries, ['once', 'once']);
      await consumer.close();
    });

    it('never has more than prefetch pieces under way', async () => {
      const broker = await fresh();
      let now = 0;
      let most = 0;
      const done: string[] = [];
      const consumer = await broker.work('station.messages', 3, async (body) => {
        most = Math.max(most, ++now);
        await sleep(5);
        now--;
        done.push(body);
      });
      for (let i = 0; i < 30; i++) broker.send('station.messages', String(i));
      await arrived(done, 30);
      assert.equal(done.length, 30);
      assert.equal(most, 3);
      await consumer.close();
    });

    it('keeps work until somebody takes it', async () => {
      const broker = await fresh();
      await broker.sendSafely('command.outcomes', 'waiting');
      const seen: string[] = [];
      const consumer = await broker.work('command.outcomes', 1, async (body) => void seen.push(body));
      await arrived(seen, 1);
      assert.deepEqual(seen, ['waiting']);
      await consumer.close();
    });

    it('delivers to an inbox, and says when there is none', async () => {
      const broker = await fresh();
      const seen: string[] = [];
      const inbox = await broker.openInbox('gateway.a', (body) => void seen.push(body));
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, i) =>
          broker.deliver(i % 2 ? 'gateway.a' : 'gateway.gone', String(i)),
        ),
      );
      await arrived(seen, 100);
      assert.equal(seen.length, 100);
      assert.deepEqual(
        answers,
        answers.map((_, i) => i % 2 === 1),
      );
      assert.equal(broker.post('gateway.a', 'more'), true);
      await arrived(seen, 101);
      await inbox.close();
      assert.equal(await broker.deliver('gateway.a', 'late'), false);
    });

    it('announces to all who listen for the topic', async () => {
      const broker = await fresh();
      const all: string[] = [];
      const some: string[] = [];
      const none: string[] = [];
      const listeners = [
        await broker.listen('station.#', (body) => void all.push(body)),
        await broker.listen('station.*', (body) => void some.push(body)),
        await broker.listen('other.#', (body) => void none.push(body)),
      ];
      broker.announce('station.events', 'one');
      broker.announce('station.events.more', 'two');
      await arrived(all, 2);
      assert.deepEqual([all, some, none], [['one', 'two'], ['one'], []]);
      for (const listener of listeners) await listener.close();
    });
  });
}

it('the local broker tells when all work is done, failed and repeated work too', async () => {
  const broker = new LocalBroker();
  const done: string[] = [];
  let failed = false;
  const consumer = await broker.work('station.messages', 1, async (body) => {
    await sleep(5);
    if (!failed) {
      failed = true;
      throw new Error('not now');
    }
    done.push(body);
  });
  for (const body of ['1', '2', '3']) broker.send('station.messages', body);
  await broker.drained();
  assert.deepEqual(done, ['1', '2', '3']);
  await consumer.close();
});
