import type { IncomingMessage } from 'node:http';
import type { ServerOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Settings } from '../platform/settings.js';
import { stationTls } from '../platform/tls.js';

/**
 * A client may show a certificate and need not: which station must is not known yet, and whether it is good is for the
 * handlers to say. That sessions are not resumed matters here: a resumed one does not show the chain again.
 */
export const secureOptions = (settings: Pick<Settings, 'TLS_RSA_SUITES'>): ServerOptions => ({
  ...stationTls(settings),
  requestCert: true,
  rejectUnauthorized: false,
});

/** Certificates of a chain that are looked at: a leaf and three above it, of 8 KiB each at most. */
const mostCertificates = 4;
const mostBytes = 8192;

/** The certificate whose key the other end has proven to hold, and what it sent with it; DER in base64, leaf first. */
export function certificatesOf({ socket }: IncomingMessage): string[] | undefined {
  let next = (socket as TLSSocket).getPeerX509Certificate?.();
  const chain: string[] = [];
  while (next && chain.length < mostCertificates) {
    if (next.raw.length > mostBytes) return undefined;
    chain.push(next.raw.toString('base64'));
    next = next.issuerCertificate;
  }
  return chain.length > 0 ? chain : undefined;
}
