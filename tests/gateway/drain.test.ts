import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startGateway } from '../../gateway/start.js';
import { startHandlers } from '../../handlers/start.js';
import { boot16, dial } from '../support/charger.js';
import { ended, order } from '../support/commands.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

let system: System;
before(async () => {
  system = await startSystem();
});
after(() => system.stop());

test('handlers that restart lose nothing: what came meanwhile is answered by the next', async () => {
  const charger = await dial(`${system.url}/RESTART`);
  await system.handlers.stop();
  for (let i = 0; i < 20; i++) charger.send([2, `r${i}`, 'BootNotification', boot16]);
  await until('the first call has left', () => charger.socket.bufferedAmount === 0);
  assert.equal(charger.frames.length, 0);
  system.handlers = await startHandlers(system);
  for (let i = 0; i < 20; i++) assert.deepEqual((await charger.next()).slice(0, 2), [3, `r${i}`]);
  await charger.hangUp();
});

test('a gateway that stops answers what is under way, then says 1001', async () => {
  const gateway = await startGateway(system);
  const charger = await dial(`ws://127.0.0.1:${gateway.port}/DRAIN`);
  const idle = await dial(`ws://127.0.0.1:${gateway.port}/IDLE`);
  assert.equal((await charger.call('Heartbeat', {}))[0], 3);
  await system.handlers.stop();
  const ids = ['d1', 'd2', 'd3'];
  for (const id of ids) charger.send([2, id, 'BootNotification', boot16]);
  await until('the gateway has them', async () => {
    idle.socket.ping();
    await new Promise((resolve) => idle.socket.once('pong', resolve));
    return true;
  });
  const stopped = gateway.stop();
  await assert.rejects(dial(`ws://127.0.0.1:${gateway.port}/LATE`));
  system.handlers = await startHandlers(system);
  for (const id of ids) assert.deepEqual((await charger.next()).slice(0, 2), [3, id]);
  const goodbye = { code: 1001, reason: 'the gateway restarts' };
  assert.deepEqual([await charger.closed, await idle.closed], [goodbye, goodbye]);
  await stopped;
  const { rows } = await until('offline', async () => {
    const found = await system.pool.query(
      `select disconnect_reason from charging_station where id in ('DRAIN', 'IDLE') and not online`,
    );
    return found.rows.length === 2 && found;
  });
  assert.deepEqual(
    rows.map(({ disconnect_reason }) => disconnect_reason),
    ['the gateway restarts', 'the gateway restarts'],
  );
});

test('a command that is out when the gateway stops still gets the answer the station gives in time', async () => {
  const gateway = await startGateway(system);
  const charger = await dial(`ws://127.0.0.1:${gateway.port}/OUT`);
  const [command] = await order(system, gateway.id, [{ station: 'OUT', action: 'ClearCache' }]);
  const [, messageId] = await charger.asked();
  const stopped = gateway.stop();
  charger.send([3, messageId, { status: 'Accepted' }]);
  await ended(system.pool, command as string, 'ANSWERED');
  await stopped;
});
