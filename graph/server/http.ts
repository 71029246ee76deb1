import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { Pool } from '../../platform/database/pool.js';
import type { AddressOf } from '../../platform/proxies.js';
import { typeNeed } from '../access/needs.js';
import { has } from '../access/operation.js';
import type { Caller } from '../identity/identity.js';
import { download, downloadPath } from '../uploads/download.js';
import type { Context } from './context.js';
import type { CrossOrigin } from './cross-origin.js';
import { type ErrorCode, failure, formatError, presentable } from './errors.js';
import { type Asset, findAsset } from './graphiql.js';
import { listAskedFor, serveList } from './revocation-list.js';

const mostBodyBytes = 1_000_000;

export interface Answering {
  pool: Pool;
  apollo: ApolloServer<Context>;
  crossOrigin: CrossOrigin;
  contextFor(caller: Caller): Promise<Context>;
  addressOf: AddressOf;
}

/** The one HTTP server of this room: GraphQL, GraphiQL and, by upgrade, WebSocket. */
export function httpServer(answering: Answering): Server {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(answering.crossOrigin(request)))
      if (value !== undefined) response.setHeader(name, value);
    answer(request, response, answering).catch((error) => {
      const { message, extensions } = presentable(error);
      if (response.headersSent) response.destroy();
      else refuse(response, statusOf(extensions.code), extensions.code as ErrorCode, message);
    });
  });
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  answering: Answering,
): Promise<void> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  // A browser asks so before it sends a token from another origin: to ask, and to fetch an upload.
  if (request.method === 'OPTIONS') return void response.writeHead(204).end();
  if (pathname === '/graphql') return graphql(request, response, search, answering);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(response, 405, 'BAD_REQUEST', 'only /graphql takes that');
  const upload = downloadPath.exec(pathname)?.groups?.id;
  if (upload !== undefined) return give(request, response, upload, answering);
  if (pathname === '/') return redirect(response, '/graphiql');
  const list = listAskedFor(pathname);
  if (list !== undefined) return serveList(response, answering.pool, list);
  const asset = await findAsset(pathname);
  if (asset) return serve(request, response, asset);
  return refuse(response, 404, 'NOT_FOUND', 'the API is at /graphql, its explorer at /graphiql');
}

async function graphql(
  request: IncomingMessage,
  response: ServerResponse,
  search: string,
  { apollo, contextFor, addressOf }: Answering,
): Promise<void> {
  const text = await bodyOf(request);
  if (text === undefined)
    return refuse(response, 413, 'BAD_REQUEST', `a request holds at most ${mostBodyBytes} bytes`);
  const body = parse(text);
  if (body === unreadable) return refuse(response, 400, 'BAD_REQUEST', 'the body is not JSON');

  const httpGraphQLRequest: HTTPGraphQLRequest = {
    method: request.method ?? 'GET',
    headers: headersOf(request),
    search,
    body,
  };
  const answered = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest,
    context: () => contextFor({ authorization: request.headers.authorization, address: addressOf(request) }),
  });
  response.writeHead(answered.status ?? 200, Object.fromEntries(answered.headers));
  if (answered.body.kind === 'complete') return void response.end(answered.body.string);
  for await (const chunk of answered.body.asyncIterator) response.write(chunk);
  response.end();
}

/** A file that a station has uploaded, to whoever the API would answer. */
async function give(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  { contextFor, addressOf }: Answering,
): Promise<void> {
  const need = typeNeed('Upload') ?? 'administrator';
  let context: Context;
  try {
    context = await contextFor({ authorization: request.headers.authorization, address: addressOf(request) });
    if (!has(context.identity, need)) throw failure('FORBIDDEN', `missing the right "${need}"`);
  } catch (error) {
    const { message, extensions } = formatError({ message: '' }, error);
    return refuse(response, statusOf(extensions?.code), extensions?.code as ErrorCode, message);
  }
  if (await download(request, response, { id, context })) return;
  refuse(response, 404, 'NOT_FOUND', `there is no upload ${id}`);
}

const unreadable = Symbol();

const statusOf = (code: unknown): number =>
  ({ UNAUTHENTICATED: 401, FORBIDDEN: 403, RATE_LIMITED: 429, UNAVAILABLE: 503 })[String(code)] ?? 500;

/** GET has no body; Apollo itself answers those, and bodies of other types. */
function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return unreadable;
  }
}

/** The body as text; undefined when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to its end, so that the answer arrives; but not kept.
    if (size <= mostBodyBytes) chunks.push(chunk);
    else if (size > 20 * mostBodyBytes) request.destroy();
  }
  return size <= mostBodyBytes ? Buffer.concat(chunks).toString() : undefined;
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

function serve(request: IncomingMessage, response: ServerResponse, asset: Asset): void {
  const headers = {
    'content-type': asset.type,
    'cache-control': 'no-cache',
    etag: asset.etag,
    vary: 'accept-encoding, origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
  if (request.headers['if-none-match'] === asset.etag) return void response.writeHead(304, headers).end();
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
    return void response.writeHead(200, headers).end(asset.content);
  response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(asset.gzipped);
}

const redirect = (response: ServerResponse, location: string): void =>
  void response.writeHead(302, { location }).end();

function refuse(response: ServerResponse, status: number, code: ErrorCode, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}
