import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { openByTurns } from '../../platform/database/turns.js';

test('what is written in one turn goes out in one call, in its order; the next turn has its own', async () => {
  const server = createServer();
  const socket = openByTurns();
  after(() => {
    socket.destroy();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const calls: number[] = [];
  // What node:stream asks of a socket: one chunk, or several at once.
  const { _writev, _write } = socket;
  socket._writev = function (chunks, done) {
    calls.push(chunks.length);
    _writev?.call(this, chunks, done);
  };
  socket._write = function (chunk, encoding, done) {
    calls.push(1);
    _write.call(this, chunk, encoding, done);
  };
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const [peer] = await accepted;

  socket.write('a');
  socket.write(Buffer.from('b'));
  await Promise.resolve();
  socket.write('c', 'utf8');
  await new Promise(setImmediate);
  socket.write('d', () => undefined);
  await new Promise(setImmediate);

  let heard = '';
  for await (const chunk of peer) {
    heard += chunk;
    if (heard.length === 4) break;
  }
  assert.equal(heard, 'abcd');
  assert.deepEqual(calls, [3, 1]);
});
