import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import type { Duplex } from 'node:stream';
import { type Broker, gatewayInbox } from '../platform/broker/broker.js';
import type { Downstream } from '../platform/broker/messages.js';
import { watch } from '../platform/ops/metrics.js';
import { readProxies } from '../platform/proxies.js';
import { securePort } from '../platform/server-certificates.js';
import { processId, type Settings } from '../platform/settings.js';
import { LateAnswers } from './commands.js';
import { Handshake } from './handshake.js';
import { Outcomes } from './outcomes.js';
import { Sessions } from './sessions.js';
import { secureOptions } from './tls.js';
import { Uplink } from './uplink.js';

const roundMs = 1000;
const beatMs = 2000;
/** Every so many beats tell of every connection, so that what was lost on the way is set right. */
const beatsToWhole = 30;
const drainMs = 10_000;

export interface Gateway {
  id: string;
  port: number;
  tlsPort: number | undefined;
  /** Stations connected now. */
  readonly connections: number;
  stop(): Promise<void>;
}

/** Opens the ports that chargers connect to. Resolves once they listen. */
export async function startGateway({
  settings,
  broker,
}: {
  settings: Settings;
  broker: Broker;
}): Promise<Gateway> {
  const id = processId();
  const uplink = new Uplink(id, broker, {
    callMs: settings.ANSWER_TIMEOUT * 1000,
    openMs: settings.HANDSHAKE_TIMEOUT * 1000,
  });
  const outcomes = new Outcomes(broker);
  const sessions = new Sessions({ uplink, outcomes, late: new LateAnswers() }, settings.STATION_RATE);
  const handshake = new Handshake({
    uplink,
    sessions,
    maxFrame: settings.MAX_FRAME_BYTES,
    maxStations: settings.MAX_STATIONS,
    proxies: readProxies(settings.TRUSTED_PROXIES),
  });

  const beat = (whole: boolean) => {
    const connections = whole ? [...sessions].map(({ station, epoch }) => ({ station, epoch })) : undefined;
    uplink.tell({ kind: 'beat', at: Date.now(), host: hostname(), ...(connections ? { connections } : {}) });
  };
  const inbox = await broker.openInbox(gatewayInbox(id), (body) => {
    const { answers, admissions, commands, evictions, recount } = JSON.parse(body) as Downstream;
    for (const answer of answers ?? []) uplink.settle(answer);
    for (const admission of admissions ?? []) uplink.settle(admission);
    for (const dispatch of commands ?? []) sessions.command(dispatch);
    for (const eviction of evictions ?? []) sessions.evict(eviction);
    if (recount) beat(true);
  });
  beat(true);
  broker.onReturn(() => beat(true));
  const unwatch = [
    watch('connections', [], () => sessions.size),
    watch('waiting', ['calls for the handlers'], () => uplink.waiting),
  ];
  let told = 0;
  const beats = setInterval(() => beat(++told % beatsToWhole === 0), beatMs);
  const rounds = setInterval(() => {
    const now = Date.now();
    uplink.expire(now);
    const patience = { pingInterval: settings.PING_INTERVAL, pongTimeout: settings.PONG_TIMEOUT };
    for (const session of sessions) session.check(now, patience);
  }, roundMs);

  const { servers, unfollow } = await openPorts(settings, handshake);
  return {
    id,
    port: portOf(servers[0] as http.Server) as number,
    tlsPort: portOf(servers[1]),
    get connections() {
      return sessions.size;
    },
    async stop() {
      handshake.open = false;
      unfollow();
      for (const server of servers) server.close();
      await drain(sessions, uplink);
      clearInterval(rounds);
      for (const session of sessions) session.close(1001, 'the gateway restarts');
      await until(() => sessions.size === 0, 3000);
      for (const session of sessions) session.socket.terminate();
      clearInterval(beats);
      await until(() => sessions.size === 0, 1000);
      uplink.flush();
      await outcomes.settled();
      for (const server of servers) server.closeAllConnections();
      await inbox.close();
      for (const end of unwatch) end();
    },
  };
}

/** What stations have asked is answered before they are sent away; they read nothing new meanwhile. */
async function drain(sessions: Sessions, uplink: Uplink): Promise<void> {
  for (const session of sessions) session.quiet();
  await until(() => uplink.waiting === 0, drainMs);
}

async function until(done: () => boolean, ms: number): Promise<void> {
  for (const end = Date.now() + ms; !done() && Date.now() < end; )
    await new Promise((resolve) => setTimeout(resolve, 20));
}

async function openPorts(
  settings: Settings,
  handshake: Handshake,
): Promise<{ servers: http.Server[]; unfollow: () => void }> {
  // A charger that dawdles over its handshake (slow loris) is cut off; after the upgrade these no longer apply.
  const limits = { headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 2000 };
  const visit: http.RequestListener = (request, response) => handshake.visited(request, response);
  const plain = http.createServer(limits, visit);
  const servers = [{ server: plain, port: settings.GATEWAY_PORT, secure: false }];
  const tls = await securePort(
    {
      cert: ['TLS_CERT_FILE', settings.TLS_CERT_FILE],
      key: ['TLS_KEY_FILE', settings.TLS_KEY_FILE],
    },
    secureOptions(settings),
  );
  let unfollow = () => {};
  if (tls) {
    const secure = https.createServer({ ...limits, ...tls.options }, visit);
    secure.on('tlsClientError', (error, socket) => handshake.broken(error, socket));
    unfollow = tls.follow(secure);
    servers.push({ server: secure, port: settings.GATEWAY_TLS_PORT, secure: true });
  }
  for (const { server, port, secure } of servers) {
    server.on('upgrade', (request: http.IncomingMessage, socket: Duplex, head: Buffer) =>
      handshake.take(request, socket, head, secure),
    );
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: settings.HOST, backlog: 4096 }, resolve);
    });
  }
  return { servers: servers.map(({ server }) => server), unfollow };
}

const portOf = (server: http.Server | undefined): number | undefined =>
  server && (server.address() as AddressInfo).port;
