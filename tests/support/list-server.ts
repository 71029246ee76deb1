import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves a revocation list, DER, to whoever asks, whatever path they ask for. */
export async function serveList(list: Buffer): Promise<{ server: Server; url: string }> {
  const server = createServer((_, response) => void response.end(list));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/list.crl` };
}
