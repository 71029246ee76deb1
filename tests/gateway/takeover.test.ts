import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Gateway, startGateway } from '../../gateway/start.js';
import type { Broker } from '../../platform/broker/broker.js';
import { LocalBroker } from '../../platform/broker/local.js';
import { freshPrefix, openTestRabbit, withoutRabbit } from '../support/broker.js';
import { boot16, type Charger, dial } from '../support/charger.js';
import { ended, order } from '../support/commands.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

const replaced = { code: 1000, reason: 'replaced by a newer connection' };

for (const { name, skip, open } of [
  {
    name: 'in one process',
    skip: false as const,
    open: async () => {
      const broker = new LocalBroker();
      return [broker, broker] as const;
    },
  },
  {
    name: 'on RabbitMQ',
    skip: withoutRabbit,
    open: async () => {
      const prefix = freshPrefix();
      return [await openTestRabbit(prefix), await openTestRabbit(prefix)] as const;
    },
  },
])
  describe(`two gateways ${name}`, { skip }, () => {
    let system: System;
    let second: Gateway;
    let brokers: readonly [Broker, Broker];
    before(async () => {
      brokers = await open();
      system = await startSystem({}, brokers[0]);
      second = await startGateway({ settings: system.settings, broker: brokers[1] });
    });
    after(async () => {
      await second.stop();
      await system.stop();
      if (brokers[1] !== brokers[0]) await brokers[1].close();
    });

    const stationRow = async (id: string) =>
      (await system.pool.query('select * from charging_station where id = $1', [id])).rows[0];

    /** The old connection and the new, the old one deaf to what it is told. */
    async function takeOver(id: string, to: Gateway): Promise<{ old: Charger; fresh: Charger }> {
      const old = await dial(`${system.url}/${id}`);
      assert.equal((await old.call('BootNotification', boot16))[0], 3);
      old.socket.pause();
      const fresh = await dial(`ws://127.0.0.1:${to.port}/${id}`);
      assert.equal((await fresh.call('Heartbeat', {}))[0], 3);
      return { old, fresh };
    }

    for (const [where, gatewayOf] of [
      ['the same gateway', () => system.gateway],
      ['the other gateway', () => second],
    ] as const)
      test(`the newest connection wins on ${where}; late frames and the late close of the old one change nothing`, async () => {
        const id = `T-${where.replaceAll(' ', '-')}`;
        const { old, fresh } = await takeOver(id, gatewayOf());
        const { connection_epoch: epoch } = await stationRow(id);

        old.send([2, 'late', 'BootNotification', { ...boot16, chargePointModel: 'GHOST' }]);
        const { request } = await until('the late frame in the trace', async () => {
          const { rows } = await system.pool.query(
            `select request from station_message where station_id = $1 and error_code = 'Fenced'`,
            [id],
          );
          return rows[0] as { request: string } | undefined;
        });
        assert.match(request, /GHOST/);
        old.socket.resume();
        assert.deepEqual(await old.closed, replaced);
        assert.equal(old.frames.length, 1, 'the late frame is not answered');

        // Whatever the old socket's end still brings up is through once this is answered.
        assert.equal((await fresh.call('Heartbeat', {}))[0], 3);
        const row = await stationRow(id);
        assert.deepEqual(
          [row.online, row.connection_epoch, row.gateway_id, row.model],
          [true, epoch, gatewayOf().id, 'Model'],
        );
        const { rows: connections } = await system.pool.query(
          'select close_reason from connection where station_id = $1 order by epoch',
          [id],
        );
        assert.deepEqual(
          connections.map(({ close_reason }) => close_reason),
          [replaced.reason, null],
        );
        const { rows: events } = await system.pool.query(
          `select type from station_event where station_id = $1 and type like 'Station%onnected' order by id`,
          [id],
        );
        assert.deepEqual(
          events.map(({ type }) => type),
          ['StationConnected', 'StationConnected'],
        );

        const [command] = await order(system, gatewayOf().id, [{ station: id, action: 'ClearCache' }]);
        const [, messageId] = await fresh.asked();
        fresh.send([3, messageId, { status: 'Accepted' }]);
        await ended(system.pool, command as string, 'ANSWERED');
        await fresh.hangUp();
        await until('offline', async () => (await stationRow(id)).online === false);
        assert.equal((await stationRow(id)).disconnect_reason, 'closed by the station');
      });

    test('a station that connects ten times at once ends with one connection, the newest', async () => {
      const chargers = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          dial(`ws://127.0.0.1:${(i % 2 ? second : system.gateway).port}/STORM`),
        ),
      );
      await until('one left', () => chargers.filter(({ isOpen }) => isOpen).length === 1);
      const [left] = chargers.filter(({ isOpen }) => isOpen) as [Charger];
      assert.equal((await left.call('Heartbeat', {}))[0], 3);
      const row = await stationRow('STORM');
      assert.equal(row.online, true);
      const { rows } = await system.pool.query(
        `select max(epoch) as newest, count(*) filter (where closed_at is null)::int as open, count(*)::int as all
         from connection where station_id = 'STORM'`,
      );
      assert.deepEqual(rows[0], { newest: row.connection_epoch, open: 1, all: 10 });
      await left.hangUp();
    });
  });
