import { request } from 'node:http';

export interface Reception {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  /** What a refusal says; empty when the WebSocket opened. */
  body: string;
}

/** A WebSocket handshake with headers exactly as given, and what the server makes of it. */
export function knock(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reception> {
  // The URL class would mend paths that chargers send as they are.
  const [, host, path = '/'] = /^ws:\/\/([^/]+)(\/.*)?$/.exec(url) ?? [];
  const [hostname, port] = (host ?? '').split(':');
  return new Promise((resolve, reject) => {
    const asked = request({
      ...{ hostname, port, path, method },
      agent: false,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    });
    asked.on('error', reject);
    asked.on('upgrade', (response, socket) => {
      socket.on('error', () => undefined);
      socket.destroy();
      resolve({ status: 101, headers: response.headers, body: '' });
    });
    asked.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.end();
  });
}
