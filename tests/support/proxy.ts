import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * A wire a test can cut: stands in front of RabbitMQ or PostgreSQL, so that a story may lose its broker or its
 * database while the shared server runs on for everybody else.
 */
export interface Proxy {
  port: number;
  /** `target` with this proxy's address in it. */
  url: string;
  /** Breaks every connection (RST) and refuses new ones, as when the server has died. */
  cut(): Promise<void>;
  /** Keeps connections open but passes nothing, as when a cable is pulled. */
  stall(): void;
  /** Lets all through again: what was held back by a stall arrives, after a cut clients may connect anew. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

/** @param target URL of the server behind */
export async function openProxy(target: string): Promise<Proxy> {
  const behind = new URL(target);
  const behindPort = Number(behind.port || (behind.protocol === 'amqp:' ? 5672 : 5432));
  const pairs = new Set<[Socket, Socket]>();
  let stalled = false;

  const server = createServer((client) => {
    const upstream = connect(behindPort, behind.hostname);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    pass(client, upstream, () => stalled);
    pass(upstream, client, () => stalled);
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
    if (stalled) for (const socket of pair) socket.pause();
  });

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });

  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);

  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
    await closed;
  };

  return {
    port,
    url: url.href,
    cut,
    stall: () => {
      stalled = true;
      for (const pair of pairs) for (const socket of pair) socket.pause();
    },
    heal: async () => {
      stalled = false;
      for (const pair of pairs) for (const socket of pair) socket.resume();
      if (!server.listening) await listen(port);
    },
    close: async () => {
      if (server.listening) await cut();
    },
  };
}

/** Bytes of one side to the other, no faster than it takes them. */
function pass(from: Socket, to: Socket, held: () => boolean): void {
  from.on('data', (bytes) => {
    if (!to.write(bytes)) from.pause();
  });
  to.on('drain', () => {
    if (!held()) from.resume();
  });
  from.on('end', () => to.end());
}
