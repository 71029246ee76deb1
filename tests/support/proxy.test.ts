import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openProxy } from './proxy.js';

const echo = createServer((socket) => {
  socket.on('error', () => socket.destroy());
  socket.pipe(socket);
}).listen(0, '127.0.0.1');
await once(echo, 'listening');
after(() => echo.close());
const target = `amqp://guest:guest@127.0.0.1:${(echo.address() as AddressInfo).port}/host`;

async function dial(port: number) {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  await once(socket, 'connect');
  return socket;
}

test('the proxy keeps the rest of the URL and passes bytes both ways', async () => {
  const proxy = await openProxy(target);
  assert.equal(proxy.url, `amqp://guest:guest@127.0.0.1:${proxy.port}/host`);
  const socket = await dial(proxy.port);
  socket.write('ping');
  assert.deepEqual(await once(socket, 'data'), ['ping']);
  socket.destroy();
  await proxy.close();
});

test('a stall holds bytes back until it is healed', async () => {
  const proxy = await openProxy(target);
  const socket = await dial(proxy.port);
  proxy.stall();
  socket.write('late');
  const data = once(socket, 'data');
  assert.equal(await Promise.race([data.then(() => 'came'), wait(100, 'held')]), 'held');
  await proxy.heal();
  assert.deepEqual(await data, ['late']);
  socket.destroy();
  await proxy.close();
});

test('a cut breaks connections and refuses new ones until it is healed', async () => {
  const proxy = await openProxy(target);
  const socket = await dial(proxy.port);
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await proxy.cut();
  await closed;
  await assert.rejects(dial(proxy.port), { code: 'ECONNREFUSED' });
  await proxy.heal();
  const again = await dial(proxy.port);
  again.write('back');
  assert.deepEqual(await once(again, 'data'), ['back']);
  again.destroy();
  await proxy.close();
});
