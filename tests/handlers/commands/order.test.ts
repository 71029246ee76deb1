import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Order, order } from '../../../handlers/commands/order.js';
import { LocalBroker } from '../../../platform/broker/local.js';
import { inTransactionWithEvents } from '../../../platform/events/outbox.js';
import { readSettings } from '../../../platform/settings.js';
import { type Commanding, openCommanding } from '../../graph/commanding.js';
import { until } from '../../support/until.js';

let all: Commanding;
before(async () => {
  all = await openCommanding(new LocalBroker());
});
after(() => all.stop());

const give = (...orders: Order[]) =>
  inTransactionWithEvents(all.system.pool, (tx, emit) =>
    order({ tx, emit, settings: readSettings({}) }, orders),
  );

const reset = (station: string, more: Partial<Order> = {}): Order => ({
  ...{ station, version: 'ocpp2.0.1', action: 'Reset', payload: { type: 'OnIdle' } },
  requestedBy: 'chargeql: test',
  ...more,
});

test('an order goes out in its turn and its answer completes it', async () => {
  const asked: string[] = [];
  all.replies.set('Reset', ({ type }) => {
    asked.push(String(type));
    return { status: 'Accepted' };
  });
  await all.plugIn('obeys', 'ocpp2.0.1');
  const { result, events } = await give(
    reset('obeys', { payload: { type: 'Immediate' } }),
    reset('obeys', { payload: { type: 'OnIdle' } }),
  );
  assert.equal(result.length, 2);
  assert.deepEqual(
    events.map((event) => event.type === 'CommandUpdated' && event.data.state),
    ['QUEUED', 'QUEUED'],
  );
  await until('both answered', async () => {
    const { rows } = await all.system.pool.query(
      `select from command where id = any($1) and state = 'ANSWERED' and requested_by = 'chargeql: test'`,
      [result],
    );
    return rows.length === 2;
  });
  assert.deepEqual(asked, ['Immediate', 'OnIdle']);
});

test('a key gives one command, a station of another version none, an unknown one neither', async () => {
  await all.plugIn('once', 'ocpp2.0.1');
  const first = await give(reset('once', { idempotencyKey: 'k' }));
  const again = await give(
    reset('once', { idempotencyKey: 'k' }),
    reset('once', { version: 'ocpp2.1' }),
    reset('nobody'),
  );
  assert.ok(first.result[0]);
  assert.deepEqual(again.result, [null, null, null]);
});

test('a payload that breaks the schema is our own mistake', async () => {
  await assert.rejects(() => give(reset('once', { payload: { type: 'Hard' } })), /Reset.*type/);
});
