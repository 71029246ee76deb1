import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** The ceiling: a `ws` server that reads each call, answers it at once by its id, and does nothing else. */
const server = new WebSocketServer({
  port: 0,
  host: '127.0.0.1',
  perMessageDeflate: false,
  clientTracking: false,
});
server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const [, id] = JSON.parse(data.toString());
    socket.send(JSON.stringify([3, id, { currentTime: '2026-01-01T00:00:00.000Z', transactionId: 1 }]));
  });
  socket.on('error', () => socket.terminate());
});
server.on('listening', () => process.send?.({ port: (server.address() as AddressInfo).port }));
