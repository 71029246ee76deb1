import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Broker } from '../../platform/broker/broker.js';
import type { Pool } from '../../platform/database/pool.js';
import { log, reason } from '../../platform/log.js';
import { addressBehind, readProxies } from '../../platform/proxies.js';
import { securePort } from '../../platform/server-certificates.js';
import type { Settings } from '../../platform/settings.js';
import { stationTls } from '../../platform/tls.js';
import { type Reply, receive } from './receive.js';

/** Uploads at once; each holds a part in memory. More are asked to come again. */
const mostAtOnce = 64;
const longestMs = 2 * 3_600_000;
const silenceMs = 60_000;
/** For a sender to read why it was turned away, before its connection is cut. */
const lingerMs = 1000;

export interface Uploads {
  port: number;
  /** Where stations reach it; undefined where nobody has said so. */
  url: string | undefined;
  stop(): Promise<void>;
}

/** A port that takes files from stations and nothing else, so that the API need not face them. */
export async function startUploads(given: {
  settings: Settings;
  pool: Pool;
  broker: Broker;
}): Promise<Uploads> {
  const { settings, ...around } = given;
  const addressOf = addressBehind(readProxies(settings.TRUSTED_PROXIES));
  const receiving = { ...around, addressOf, mostBytes: settings.UPLOAD_MAX_BYTES };
  let underWay = 0;
  const serve = async (request: IncomingMessage, response: ServerResponse, welcome: () => void) => {
    if (request.method !== 'PUT' && request.method !== 'POST')
      return answer(request, response, { status: 405, text: 'files are sent here by PUT or POST' });
    if (underWay >= mostAtOnce)
      return answer(request, response, { status: 503, text: 'too many uploads at once; try again' });
    underWay++;
    try {
      answer(request, response, await receive(request, receiving, welcome));
    } catch (error) {
      log.error({ reason: reason(error) }, 'an upload failed');
      answer(request, response, { status: 500, text: 'internal error' });
    } finally {
      underWay--;
    }
  };
  const { server, unfollow } = await openServer(settings);
  server.setTimeout(silenceMs, (socket) => socket.destroy());
  server.on('request', (request, response) => void serve(request, response, () => undefined));
  server.on(
    'checkContinue',
    (request, response) => void serve(request, response, () => response.writeContinue()),
  );
  server.listen(settings.UPLOAD_PORT, settings.HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: settings.UPLOAD_URL ?? ownUrl(settings.HOST, port, server instanceof https.Server),
    async stop() {
      unfollow();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const limits = { requestTimeout: longestMs, headersTimeout: 10_000 };
/** Over a poor mobile connection a handshake takes its time. */
const handshakeTimeout = 30_000;

/** Speaks TLS where there are certificates to show, and then nothing else. */
async function openServer(settings: Settings): Promise<{ server: http.Server; unfollow: () => void }> {
  const tls = await securePort(
    {
      cert: ['UPLOAD_TLS_CERT_FILE', settings.UPLOAD_TLS_CERT_FILE],
      key: ['UPLOAD_TLS_KEY_FILE', settings.UPLOAD_TLS_KEY_FILE],
    },
    { ...stationTls(settings), handshakeTimeout },
  );
  if (!tls) return { server: http.createServer(limits), unfollow: () => undefined };
  const server = https.createServer({ ...limits, ...tls.options });
  return { server, unfollow: tls.follow(server) };
}

function answer(request: IncomingMessage, response: ServerResponse, { status, text }: Reply): void {
  if (response.headersSent || response.destroyed) return;
  const unread = !request.complete;
  response.writeHead(status, {
    ...{ 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    ...(unread ? { connection: 'close' } : {}),
    ...(status === 503 ? { 'retry-after': '60' } : {}),
  });
  response.end(text === '' ? '' : `${text}\n`);
  if (!unread) return;
  request.resume();
  setTimeout(() => request.destroy(), lingerMs).unref();
}

/** An address that stands for all of a machine's is none to send anybody to. */
const ownUrl = (host: string, port: number, secure: boolean): string | undefined =>
  host === '0.0.0.0' || host === '::'
    ? undefined
    : `http${secure ? 's' : ''}://${host.includes(':') ? `[${host}]` : host}:${port}`;
