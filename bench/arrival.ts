import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { LoadOrder } from './load.js';

/** A station that never gets in fails the measurement. */
const patienceMs = 300_000;
const longestPauseMs = 30_000;

/**
 * Opens a station's socket. A persistent one that is told to come again does, when it is told to, else after pauses that
 * double; each has its own jitter.
 */
export async function arrive(
  order: LoadOrder,
  station: string,
  refusals: Record<string, number>,
): Promise<WebSocket> {
  const end = performance.now() + patienceMs;
  for (let pauseMs = 1000; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    const opened = await knock(order, station);
    if (opened instanceof WebSocket) return opened;
    const { status, retryAfter } = opened;
    refusals[status] = (refusals[status] ?? 0) + 1;
    if (!order.persistent || ![429, 503].includes(status) || performance.now() > end)
      throw new Error(`${station} is refused with ${status}`);
    await sleep((retryAfter > 0 ? retryAfter * 1000 : pauseMs) * (1 + Math.random() / 4));
  }
}

function knock(
  { url, version, password }: LoadOrder,
  station: string,
): Promise<WebSocket | { status: number; retryAfter: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof knock>>>();
  const basic = `Basic ${Buffer.from(`${station}:${password}`).toString('base64')}`;
  const socket = new WebSocket(`${url}/${station}`, [version], {
    perMessageDeflate: false,
    ...(password === undefined ? {} : { headers: { authorization: basic } }),
  });
  socket.once('open', () => {
    socket.off('error', reject);
    resolve(socket);
  });
  socket.once('error', reject);
  socket.once('unexpected-response', (request, response) => {
    request.destroy();
    resolve({ status: response.statusCode ?? 0, retryAfter: Number(response.headers['retry-after']) });
  });
  return promise;
}
