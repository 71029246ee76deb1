import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { SettingError } from './settings.js';

/** Addresses of proxies before us; what they say about who comes is believed, of anybody else it is not. */
export function readProxies(list: string | undefined): BlockList {
  const proxies = new BlockList();
  for (const each of list?.split(',').map((text) => text.trim()) ?? []) {
    const [address = '', bits] = each.split('/');
    const family = isIP(address);
    const most = family === 6 ? 128 : 32;
    if (family === 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most)))
      throw new SettingError(
        `TRUSTED_PROXIES names "${each}"; it takes addresses or networks like 10.0.0.0/8`,
      );
    proxies.addSubnet(address, bits === undefined ? most : Number(bits), family === 6 ? 'ipv6' : 'ipv4');
  }
  return proxies;
}

export type AddressOf = (request: IncomingMessage) => string;

/** From where requests come, behind these proxies. */
export const addressBehind =
  (proxies: BlockList): AddressOf =>
  (request) => {
    const peer = peerOf(request);
    return isOf(proxies, peer) ? (forwardedFor(request, proxies) ?? peer) : peer;
  };

/** The other end of the socket. */
export const peerOf = ({ socket }: IncomingMessage): string => plain(socket.remoteAddress ?? '');

/**
 * From the right: what a client writes into the header itself stands left of what our proxies add. The first that is none
 * of our proxies is whom the last of them spoke with; where that is no address, nothing left of it is known either.
 */
function forwardedFor(request: IncomingMessage, proxies: BlockList): string | undefined {
  const hops = headerOf(request, 'x-forwarded-for')?.split(',').map(withoutPort).reverse() ?? [];
  const hop = hops.find((each) => !isOf(proxies, each));
  return hop !== undefined && isIP(hop) !== 0 ? hop : undefined;
}

/** Some proxies add the port: 192.0.2.1:4711, [2001:db8::1]:4711. */
const withoutPort = (hop: string): string =>
  plain(hop.trim().replace(/^\[([^\]]*)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2'));

export function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

/** IPv4 as IPv4, also where a socket of both families writes it as IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

export const isOf = (proxies: BlockList, address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && proxies.check(address, family === 6 ? 'ipv6' : 'ipv4');
};
