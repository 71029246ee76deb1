import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amqpUrl, freshPrefix, openTestRabbit, withoutRabbit } from '../support/broker.js';
import { boot16, dial } from '../support/charger.js';
import { openProxy } from '../support/proxy.js';
import { runProcess } from '../support/run-process.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

const offline = ({ pool }: System, id: string, ms: number): Promise<string> =>
  until(
    `${id} offline`,
    async () => {
      const { rows } = await pool.query(
        'select disconnect_reason from charging_station where id = $1 and not online',
        [id],
      );
      return rows[0]?.disconnect_reason as string | undefined;
    },
    { ms },
  );

const patience = { PING_INTERVAL: '1', PONG_TIMEOUT: '1' };

test('a peer that vanishes without a word is offline a second after its time', async () => {
  const system = await startSystem(patience);
  const wire = await openProxy(system.url);
  try {
    const lost = await dial(`${wire.url}LOST`);
    const deaf = await dial(`${system.url}/DEAF`);
    const alive = await dial(`${system.url}/ALIVE`);
    for (const charger of [lost, deaf, alive]) assert.equal((await charger.call('Heartbeat', {}))[0], 3);
    wire.stall();
    deaf.socket.pause();
    const begun = Date.now();
    for (const id of ['LOST', 'DEAF'])
      assert.match(await offline(system, id, 4000), /no sign of life for \d s/);
    assert.ok(Date.now() - begun < 3000 + 500, `${Date.now() - begun} ms`);
    assert.ok(alive.isOpen);
    const { rows } = await system.pool.query(
      `select station_id from station_event where type = 'StationDisconnected' order by station_id`,
    );
    assert.deepEqual(
      rows.map(({ station_id }) => station_id),
      ['DEAF', 'LOST'],
    );
    await alive.hangUp();
  } finally {
    await wire.close();
    await system.stop();
  }
});

test('a station that pings us needs no ping of ours; one that talks needs none either', async () => {
  const system = await startSystem(patience);
  try {
    const pinger = await dial(`${system.url}/PINGER`, { autoPong: false });
    const talker = await dial(`${system.url}/TALKER`, { autoPong: false });
    const asked: string[] = [];
    pinger.socket.on('ping', () => asked.push('pinger'));
    const pings = setInterval(() => pinger.socket.ping(), 300);
    for (const end = Date.now() + 3000; Date.now() < end; )
      await Promise.all([talker.call('Heartbeat', {}), new Promise((resolve) => setTimeout(resolve, 300))]);
    clearInterval(pings);
    assert.deepEqual(asked, []);
    assert.deepEqual([pinger.isOpen, talker.isOpen], [true, true]);
    for (const charger of [pinger, talker]) await charger.hangUp();
  } finally {
    await system.stop();
  }
});

test('a gateway that is killed: its stations are offline after the lease, and may come back elsewhere', {
  skip: withoutRabbit,
}, async () => {
  const prefix = freshPrefix();
  const system = await startSystem({}, await openTestRabbit(prefix));
  const doomed = runProcess('gateway/main.js', {
    AMQP_URL: amqpUrl,
    AMQP_PREFIX: prefix,
    GATEWAY_PORT: '0',
    OPS_PORT: '0',
  });
  try {
    const [, port] = await doomed.says(/"port":(\d+),.*gateway listens/);
    const charger = await dial(`ws://127.0.0.1:${port}/ORPHAN`);
    const other = await dial(`${system.url}/OTHER`);
    assert.equal((await charger.call('BootNotification', boot16))[0], 3);
    doomed.child.kill('SIGKILL');
    await charger.closed;
    assert.equal(await offline(system, 'ORPHAN', 20_000), 'its gateway went away');
    assert.equal((await other.call('Heartbeat', {}))[0], 3);
    const again = await dial(`${system.url}/ORPHAN`);
    assert.equal((await again.call('Heartbeat', {}))[0], 3);
    const { rows } = await system.pool.query(
      `select close_reason from connection where station_id = 'ORPHAN' order by epoch`,
    );
    assert.deepEqual(
      rows.map(({ close_reason }) => close_reason),
      ['its gateway went away', null],
    );
    for (const each of [again, other]) await each.hangUp();
  } finally {
    doomed.child.kill('SIGKILL');
    await doomed.ended;
    await system.stop();
  }
});
