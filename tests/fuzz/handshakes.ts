import { connect } from 'node:net';
import fc from 'fast-check';

const line = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', 'GET', 'POST', 'OPTIONS', 'get', 'CONNECT', ''),
  path: fc.oneof(
    fc.constantFrom(
      '/ocpp/FUZZ-H',
      '/FUZZ-H',
      '/',
      '//',
      '/%',
      '/%00',
      '/%ff',
      '/FUZZ%2FH',
      '/../..',
      `/${'x'.repeat(3000)}`,
    ),
    fc.webPath(),
    fc.string({ maxLength: 40 }),
  ),
  version: fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP', ''),
});

const header = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('Host: h', 'Upgrade: websocket', 'Connection: Upgrade', 'X: y') },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'Sec-WebSocket-Protocol',
          'Authorization',
          'Sec-WebSocket-Key',
          'Sec-WebSocket-Version',
          'Origin',
        ),
        fc.oneof(
          fc.constantFrom(
            'ocpp1.6',
            'ocpp2.0.1,ocpp2.1',
            ',,',
            'OCPP1.6',
            'soap',
            'Basic ',
            'Basic Og==',
            'Basic %%%',
            '13',
            '8',
          ),
          fc.string({ maxLength: 60 }),
          fc.base64String({ maxLength: 60 }).map((text) => `Basic ${text}`),
        ),
      )
      .map(([name, value]) => `${name}: ${value}`),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      `X: ${'y'.repeat(20_000)}`,
      'Content-Length: -1',
      'Transfer-Encoding: chunked',
    ),
  },
);

const good = [
  ...['Host: h', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'],
  ...['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Protocol: ocpp1.6'],
];

/** The text of a handshake: a good one of which lines are changed, left out, added or cut short. */
export const mutatedHandshake: fc.Arbitrary<string> = fc
  .record({
    line,
    kept: fc.subarray(good, { minLength: good.length - 2 }),
    more: fc.array(header, { maxLength: 3 }),
    end: fc.constantFrom('\r\n\r\n', '\r\n\r\n', '\r\n\r\n', '\n\n', '\r\n', ''),
  })
  .map(
    ({ line: { method, path, version }, kept, more, end }) =>
      [`${method} ${path} ${version}`, ...kept, ...more].join('\r\n') + end,
  );

export interface Reception {
  /** Undefined: no answer, which only an unfinished request may get for as long as we wait. */
  status?: number;
  text: string;
}

/** Says it to the server as it is. */
export function shake(port: number, handshake: string): Promise<Reception> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(handshake));
    const done = () => {
      clearTimeout(timer);
      socket.destroy();
      const status = /^HTTP\/1\.\d (\d{3})/.exec(text)?.[1];
      resolve({ ...(status && { status: Number(status) }), text });
    };
    const timer = setTimeout(done, /\r\n\r\n/.test(handshake) ? 3000 : 50);
    socket.on('error', () => undefined);
    socket.on('close', done);
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (text.includes('\r\n\r\n')) done();
    });
  });
}
