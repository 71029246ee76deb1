import { constants } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import type { Settings } from './settings.js';

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

/** How stations are spoken to by TLS. Sessions are not resumed, nothing is renegotiated. */
export const stationTls = ({
  TLS_RSA_SUITES,
}: Pick<Settings, 'TLS_RSA_SUITES'>): SecureContextOptions & { honorCipherOrder: boolean } => ({
  minVersion: 'TLSv1.2',
  ciphers: [...suites, ...(TLS_RSA_SUITES ? withoutForwardSecrecy : [])].join(':'),
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_TICKET,
});
