import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import { addressBehind, headerOf, isOf, peerOf } from '../platform/proxies.js';
import { certificatesOf } from './tls.js';

/** Where a charger comes from, as far as we can know. */
export interface Origin {
  address: string;
  secure: boolean;
  certificates?: string[];
}

/** Who is behind the socket: its other end, or whom a proxy of ours speaks for. */
export function originOf(request: IncomingMessage, secure: boolean, proxies: BlockList): Origin {
  const address = addressBehind(proxies)(request);
  if (!isOf(proxies, peerOf(request)))
    return { address, secure, ...shown(secure ? certificatesOf(request) : undefined) };
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
