import type { IncomingMessage } from 'node:http';

/** From where a request comes; IPv4 in its own form also where the socket speaks IPv6. */
export const addressOf = ({ socket }: IncomingMessage): string =>
  (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
