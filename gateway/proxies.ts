import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { SettingError } from '../platform/settings.js';
import { certificatesOf } from './tls.js';

/** Where a charger comes from, as far as we can know. */
export interface Origin {
  address: string;
  secure: boolean;
  certificates?: string[];
}

/** Addresses of proxies that end TLS for us; what they say about who comes is believed, of anybody else it is not. */
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

/** Who is behind the socket: its other end, or whom a proxy of ours speaks for. */
export function originOf(request: IncomingMessage, secure: boolean, proxies: BlockList): Origin {
  const peer = plain(request.socket.remoteAddress ?? '');
  if (!isOf(proxies, peer))
    return { address: peer, secure, ...shown(secure ? certificatesOf(request) : undefined) };
  // From the right: what a client writes into the header itself stands left of what our proxies add.
  const hops =
    headerOf(request, 'x-forwarded-for')
      ?.split(',')
      .map((hop) => plain(hop.trim())) ?? [];
  const address = hops.reverse().find((hop) => isIP(hop) !== 0 && !isOf(proxies, hop)) ?? peer;
  const offloaded = /^(https|wss)$/i.test(headerOf(request, 'x-forwarded-proto') ?? '');
  return { address, secure: secure || offloaded, ...shown(forwardedCertificates(request)) };
}

const shown = (certificates: string[] | undefined) => (certificates ? { certificates } : {});

/** Client-Cert and Client-Cert-Chain of RFC 9440, or X-SSL-Client-Cert with percent-encoded PEM (nginx, Traefik). */
function forwardedCertificates(request: IncomingMessage): string[] | undefined {
  try {
    const leaf = headerOf(request, 'client-cert');
    if (leaf !== undefined) {
      const chain = headerOf(request, 'client-cert-chain')?.split(',') ?? [];
      return [leaf, ...chain.slice(0, 3)].map((item) =>
        derOf(Buffer.from(item.trim().slice(1, -1), 'base64')),
      );
    }
    const pem = headerOf(request, 'x-ssl-client-cert');
    return pem === undefined || pem === '' ? undefined : [derOf(decodeURIComponent(pem))];
  } catch {
    // Unreadable is none: the station's profile decides whether one is needed.
    return undefined;
  }
}

const derOf = (certificate: Buffer | string): string =>
  new X509Certificate(certificate).raw.toString('base64');

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

/** IPv4 as IPv4, also where a socket of both families writes it as IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

const isOf = (proxies: BlockList, address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && proxies.check(address, family === 6 ? 'ipv6' : 'ipv4');
};
