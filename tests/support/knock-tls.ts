import { request } from 'node:https';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import type { Reception } from './knock.js';

export interface SecureReception extends Reception {
  /** TLSv1.2 or TLSv1.3, and the suite. */
  protocol: string | null;
  cipher: string;
  /** SHA-256 of the server's certificate. */
  server: string;
}

/** A WebSocket handshake by TLS; rejects where TLS itself does not come about. */
export function knockTls(
  { port, path, headers = {} }: { port: number; path: string; headers?: Record<string, string> },
  tls: ConnectionOptions,
): Promise<SecureReception> {
  return new Promise((resolve, reject) => {
    const asked = request({
      ...{ host: '127.0.0.1', port, path, agent: false, ...tls },
      headers: {
        ...{ Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' },
        ...{
          'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
          'Sec-WebSocket-Protocol': 'ocpp1.6',
          ...headers,
        },
      },
    });
    const seen = { protocol: null as string | null, cipher: '', server: '' };
    asked.on('socket', (socket) =>
      socket.once('secureConnect', () => {
        const secure = socket as TLSSocket;
        seen.protocol = secure.getProtocol();
        seen.cipher = secure.getCipher().standardName;
        seen.server = secure.getPeerX509Certificate()?.fingerprint256 ?? '';
      }),
    );
    asked.on('error', reject);
    asked.on('upgrade', (response, socket) => {
      socket.on('error', () => undefined);
      socket.destroy();
      resolve({ status: 101, headers: response.headers, body: '', ...seen });
    });
    asked.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, ...seen }),
      );
    });
    asked.end();
  });
}
