import { constants } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ServerOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Settings } from '../platform/settings.js';

/** What OCPP demands (2.x A00.FR.319, 1.6 security §5), the stronger first, and those of TLS 1.3. */
const suites = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_AES_128_GCM_SHA256',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
];
/** OCPP knows these too, but whoever gets the server's key later reads all that was said. */
const withoutForwardSecrecy = ['AES256-GCM-SHA384', 'AES128-GCM-SHA256'];

/**
 * A client may show a certificate and need not: which station must is not known yet, and whether it is good is for the
 * handlers to say. Sessions are not resumed, for a resumed one does not show the chain again; nothing is renegotiated.
 */
export const secureOptions = ({ TLS_RSA_SUITES }: Pick<Settings, 'TLS_RSA_SUITES'>): ServerOptions => ({
  minVersion: 'TLSv1.2',
  ciphers: [...suites, ...(TLS_RSA_SUITES ? withoutForwardSecrecy : [])].join(':'),
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_TICKET,
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
