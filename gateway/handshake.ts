import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { BlockList, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ServerOptions, WebSocketServer } from 'ws';
import { type Negotiated, negotiate } from '../ocpp/versions.js';
import type { Opening } from '../platform/broker/messages.js';
import { refusedHandshakes } from '../platform/ops/metrics.js';
import { type Caller, readCaller } from './identity.js';
import { type Origin, originOf } from './proxies.js';
import type { Sessions } from './sessions.js';
import type { Reply, Uplink } from './uplink.js';

export interface Door {
  uplink: Uplink;
  sessions: Sessions;
  /** Bytes. */
  maxFrame: number;
  maxStations: number;
  /** Who may speak for others. */
  proxies: BlockList;
}

/** Reads who calls, asks the handlers whether they may come in, and opens the WebSocket. */
export class Handshake {
  #wss: WebSocketServer;
  #asking = 0;
  open = true;

  constructor(readonly door: Door) {
    const options: ServerOptions & { closeTimeout: number } = {
      noServer: true,
      clientTracking: false,
      // Costs 300 KB a connection, and OCPP messages are small.
      perMessageDeflate: false,
      maxPayload: door.maxFrame,
      closeTimeout: 2000,
      handleProtocols: (offered) => offered.values().next().value ?? false,
    };
    this.#wss = new WebSocketServer(options);
  }

  take(request: IncomingMessage, socket: Duplex, head: Buffer, secure: boolean): void {
    socket.on('error', socket.destroy);
    const protocols = request.headers['sec-websocket-protocol'];
    try {
      const caller = readCaller(request.url ?? '/', request.headers.authorization);
      const negotiated = negotiate(protocols);
      if (!negotiated) return this.#noVersion(request, socket, head, caller.station);
      if (!this.open || this.door.sessions.size + this.#asking >= this.door.maxStations)
        return this.#refuse(request, socket, {
          status: 503,
          reason: 'this gateway takes no more stations now',
          station: caller.station,
        });
      const origin = originOf(request, secure, this.door.proxies);
      this.#ask({ request, socket, head, caller, negotiated, origin });
    } catch (error) {
      this.#refuse(request, socket, { status: 400, reason: (error as Error).message });
    }
  }

  /**
   * A plain HTTP request: a browser looks in, or a charger leaves out `Connection: Upgrade`, without which node's server
   * keeps the socket. The charger's owner finds out why in a row.
   */
  visited(request: IncomingMessage, response: ServerResponse): void {
    const isCharger = request.headers['sec-websocket-key'] !== undefined;
    const lacking =
      'the handshake is no WebSocket upgrade: it needs "Connection: Upgrade" and "Upgrade: websocket"';
    if (isCharger) {
      this.#note(request, lacking, stationIn(request));
      refusedHandshakes.add('426', 'no upgrade');
    }
    response.writeHead(426, { 'Content-Type': 'text/plain', Upgrade: 'websocket', Connection: 'Upgrade' });
    response.end(`${isCharger ? lacking : invitation}\n`);
  }

  /** TLS itself did not come about: too old a version, no suite in common, nonsense. */
  broken(error: Error, socket: Socket): void {
    refusedHandshakes.add('tls', 'TLS');
    this.door.uplink.tell({
      kind: 'refuse',
      at: Date.now(),
      path: '',
      remoteAddress: (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, ''),
      reason: `TLS: ${(error as NodeJS.ErrnoException).code ?? error.message}`,
    });
    socket.destroy();
  }

  #ask(guest: Guest): void {
    const { request, caller, negotiated, origin } = guest;
    this.#asking++;
    const opening: Opening = {
      kind: 'open',
      ticket: 0,
      at: Date.now(),
      ...caller,
      version: negotiated.version,
      remoteAddress: origin.address,
      secure: origin.secure,
      ...(origin.certificates ? { certificates: origin.certificates } : {}),
      path: request.url ?? '/',
      ...protocolsOf(request),
    };
    this.door.uplink.ask(opening, (reply) => {
      this.#asking--;
      this.#decided(guest, reply);
    });
  }

  #decided(guest: Guest, reply: Reply | undefined): void {
    const { request, socket, head, caller, negotiated } = guest;
    if (!reply || !('admitted' in reply))
      return respond(socket, 503, 'the system does not answer now; try again later', soon());
    if (!reply.admitted) {
      refusedHandshakes.add(String(reply.status), causes[reply.status]);
      return respond(socket, reply.status, reply.reason, reply.retryAfterSeconds);
    }
    const { epoch } = reply;
    const gone = () =>
      this.door.uplink.tell({
        kind: 'close',
        station: caller.station,
        epoch,
        at: Date.now(),
        reason: 'hung up during the handshake',
      });
    if (socket.destroyed || !this.open) {
      socket.destroy();
      return gone();
    }
    // Echoed to the letter; odd lists (`,ocpp2.0.1`) would not pass the library's parser.
    if (negotiated.protocol) request.headers['sec-websocket-protocol'] = negotiated.protocol;
    else delete request.headers['sec-websocket-protocol'];
    socket.once('close', gone);
    this.#wss.handleUpgrade(request, socket, head, (ws) => {
      // Kept any longer, it would keep the whole request: 5 KiB a connection.
      socket.off('close', gone);
      this.door.sessions.admit(ws, { station: caller.station, version: negotiated.version, epoch });
    });
  }

  /** The handshake completes without a sub-protocol and the connection ends at once (OCPP-J 1.6 §3.3, Part 4 §3.1.2). */
  #noVersion(request: IncomingMessage, socket: Duplex, head: Buffer, station: string): void {
    const reason = `none of "${request.headers['sec-websocket-protocol']}" is spoken here; offer ocpp1.6, ocpp2.0.1 or ocpp2.1`;
    this.#note(request, reason, station);
    refusedHandshakes.add('101', 'no version in common');
    delete request.headers['sec-websocket-protocol'];
    this.#wss.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', () => ws.terminate());
      ws.close(1002, 'no OCPP version in common');
    });
  }

  #refuse(
    request: IncomingMessage,
    socket: Duplex,
    { status, reason, station }: { status: number; reason: string; station?: string },
  ): void {
    this.#note(request, reason, station);
    refusedHandshakes.add(String(status), status === 503 ? 'full' : 'no station id');
    respond(socket, status, reason, status === 503 ? soon() : undefined);
  }

  #note(request: IncomingMessage, reason: string, station?: string): void {
    this.door.uplink.tell({
      kind: 'refuse',
      at: Date.now(),
      path: request.url ?? '/',
      remoteAddress: originOf(request, false, this.door.proxies).address,
      reason,
      ...protocolsOf(request),
      ...(station === undefined ? {} : { station }),
    });
  }
}

interface Guest {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
  caller: Caller;
  negotiated: Negotiated;
  origin: Origin;
}

/** Seconds; not the same for all, so that those who came together do not come together again. */
const soon = (): number => 5 + Math.floor(Math.random() * 10);

/** Fixed words for the metrics; the sentence a person reads is in refused_handshake. */
const causes = {
  401: 'credentials',
  403: 'security profile',
  404: 'unknown station',
  429: 'locked out',
  503: 'unavailable',
};

const invitation =
  'Chargers connect here over WebSocket: ws://<host>/<station id>, sub-protocol ocpp1.6, ocpp2.0.1 or ocpp2.1';

/** Who it would be, where the path says so. */
function stationIn({ url = '/' }: IncomingMessage): string | undefined {
  try {
    return readCaller(url, undefined).station;
  } catch {
    return undefined;
  }
}

function protocolsOf(request: IncomingMessage): { protocols?: string } {
  const protocols = request.headers['sec-websocket-protocol'];
  return protocols === undefined ? {} : { protocols };
}

function respond(socket: Duplex, status: number, reason: string, retryAfter?: number): void {
  if (socket.destroyed) return;
  const challenge = status === 401 ? 'WWW-Authenticate: Basic realm="ocpp", charset="UTF-8"\r\n' : '';
  const later = retryAfter === undefined ? '' : `Retry-After: ${retryAfter}\r\n`;
  const body = `${reason}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n${challenge}${later}\r\n${body}`,
  );
}
