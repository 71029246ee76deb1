import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What must not be reached by an address that somebody outside gave us: ourselves, our network, cloud metadata. */
const inward = new BlockList();
for (const [network, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
  ] as const),
])
  inward.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inward.addSubnet(network, bits, 'ipv6');

export const isInward = (address: string): boolean => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isInward(mapped);
  const family = isIP(address);
  return family === 0 || inward.check(address, family === 6 ? 'ipv6' : 'ipv4');
};

/** Somebody outside did not answer as they should. */
export class OutboundError extends Error {}

export interface Outbound {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: Buffer | string;
  signal: AbortSignal;
  /** More is not read. */
  maxBytes: number;
  /** Whether it may be at a private address: true for addresses of our own settings only, or where a setting says so. */
  allowPrivate: boolean;
}

/**
 * Asks by HTTP at an address that may come from outside. The name is looked up once, and what is connected to is what was
 * looked at; redirections are not followed. Throws OutboundError for anything but a 200.
 */
export async function askOutside(address: string, asked: Outbound): Promise<Buffer> {
  const url = urlOf(address);
  const found = await addressesOf(url.hostname.replace(/^\[|\]$/g, ''), asked.allowPrivate);
  const pinned: LookupFunction = (_, options, callback) =>
    options.all ? callback(null, found) : callback(null, found[0]?.address ?? '', found[0]?.family);
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body, signal } = asked;
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const request = client.request(url, {
      method,
      signal,
      headers: { ...headers, ...length },
      lookup: pinned,
      agent: false,
    });
    request.on('error', (error) => reject(new OutboundError(error.message)));
    request.on('response', (response) => read(response, asked.maxBytes).then(resolve, reject));
    request.end(body);
  });
}

function urlOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new OutboundError('it is no http or https address');
  if (url.username || url.password) throw new OutboundError('its address holds credentials');
  return url;
}

async function addressesOf(
  host: string,
  allowPrivate: boolean,
): Promise<{ address: string; family: number }[]> {
  const found = await lookup(host, { all: true }).catch(() => {
    throw new OutboundError(`no host named "${host.slice(0, 100)}" is known`);
  });
  const allowed = found.filter(({ address }) => allowPrivate || !isInward(address));
  if (allowed.length === 0) throw new OutboundError('it is at a private address');
  return allowed;
}

async function read(response: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (response.statusCode !== 200) {
    response.destroy();
    throw new OutboundError(`it answers with ${response.statusCode}`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw new OutboundError(`it answers with more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof OutboundError ? error : new OutboundError((error as Error).message);
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks);
}
