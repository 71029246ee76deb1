import type { ClientRequest } from 'node:http';
import { WebSocket } from 'ws';
import { Charger } from '../support/charger.js';
import type { HandshakeQuirk } from './handshakes.js';

export interface Met {
  status: number;
  /** Of a refusal. */
  body: string;
  /** Of an opening; what it echoed. */
  charger?: Charger;
  echo?: string;
}

/** A client's handshake with path and headers to the letter, and what came of it. */
export function knockAs({ path, protocols, headers = {} }: HandshakeQuirk, url: string): Promise<Met> {
  // The client drops a line whose echo it did not offer, and knows no odd list.
  const offered = (protocols ?? '').split(',').filter((each) => each !== '');
  const socket = new WebSocket(url, offered, {
    perMessageDeflate: false,
    finishRequest(request: ClientRequest) {
      request.path = path;
      if (protocols !== undefined) request.setHeader('Sec-WebSocket-Protocol', protocols);
      for (const [name, value] of Object.entries(headers))
        if (value === null) request.removeHeader(name);
        else request.setHeader(name, value);
      request.end();
    },
  });
  const charger = new Charger(socket);
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve({ status: 101, body: '', charger, echo: socket.protocol }));
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
  });
}
