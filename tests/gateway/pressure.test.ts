import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { dial } from '../support/charger.js';
import { startSystem } from '../support/system.js';
import { until } from '../support/until.js';

test('a station that talks too fast is slowed down, and loses nothing', async () => {
  const system = await startSystem({ STATION_RATE: '50' });
  try {
    const hasty = await dial(`${system.url}/HASTY`);
    const calm = await dial(`${system.url}/CALM`);
    const begun = Date.now();
    for (let i = 0; i < 250; i++) hasty.send([2, `h${i}`, 'Heartbeat', {}]);
    assert.equal((await calm.call('Heartbeat', {}))[0], 3);
    assert.ok(Date.now() - begun < 2000);
    for (let i = 0; i < 250; i++) assert.deepEqual((await hasty.next()).slice(0, 2), [3, `h${i}`]);
    const seconds = (Date.now() - begun) / 1000;
    assert.ok(seconds >= 2.5, `100 at once, then 50 a second: ${seconds} s`);
    for (const charger of [hasty, calm]) await charger.hangUp();
  } finally {
    await system.stop();
  }
});

/** A client's text frame: masked, at most 125 bytes. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const mask = randomBytes(4);
  const masked = Buffer.from(body.map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
  return Buffer.concat([Buffer.from([0x81, 0x80 | body.length]), mask, masked]);
}

test('a station that asks and reads no answer is read no more, and memory stays bounded', async () => {
  const system = await startSystem({ STATION_RATE: '0', MESSAGE_TRACE: 'false' });
  try {
    const other = await dial(`${system.url}/OTHER`);
    const socket = connect({ port: system.gateway.port, host: '127.0.0.1' });
    socket.on('error', () => undefined);
    socket.write(
      'GET /DEAF HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n',
    );
    await new Promise((resolve) => socket.once('data', resolve));
    socket.pause();
    const before = process.memoryUsage().rss;
    const chunk = Buffer.concat(Array.from({ length: 500 }, () => frame(`[3,"${'x'.repeat(100)}",{}]`)));
    const calls = Buffer.concat(Array.from({ length: 500 }, (_, i) => frame(`[2,"${i}","Heartbeat",{}]`)));
    let sent = 0;
    let stuckSince = 0;
    await until(
      'the gateway stops reading',
      async () => {
        if (socket.writableLength < 1_000_000) {
          socket.write(sent % 2 ? chunk : calls);
          sent++;
          stuckSince = 0;
        } else stuckSince ||= Date.now();
        await sleep(0);
        return stuckSince > 0 && Date.now() - stuckSince > 1500;
      },
      { ms: 30_000, every: 0 },
    );
    assert.ok(!socket.destroyed);
    assert.equal((await other.call('Heartbeat', {}))[0], 3);
    const grown = process.memoryUsage().rss - before;
    assert.ok(grown < 150_000_000, `${Math.round(grown / 1e6)} MB`);
    socket.destroy();
    await other.hangUp();
  } finally {
    await system.stop();
  }
});
