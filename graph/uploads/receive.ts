import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Broker } from '../../platform/broker/broker.js';
import type { Pool } from '../../platform/database/pool.js';
import { announce } from '../../platform/events/outbox.js';
import { log, reason } from '../../platform/log.js';
import type { AddressOf } from '../../platform/proxies.js';
import { bodyOf, UnreadableBody } from './body.js';
import { fileNameOf } from './file-name.js';
import { type Attempt, abandon, append, begin, finish, type Refusal } from './store.js';

export interface Receiving {
  pool: Pool;
  broker: Broker;
  mostBytes: number;
  addressOf: AddressOf;
}

/** What the sender is told. */
export interface Reply {
  status: number;
  text: string;
}

const refusals: Record<Refusal, Reply> = {
  UNKNOWN: { status: 404, text: 'no upload was asked for at this address' },
  EXPIRED: { status: 410, text: 'the time for this upload has passed' },
  STORED: { status: 409, text: 'the file is here already' },
};

const path =
  /^\/uploads\/(?<id>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/(?<secret>[\w-]{32})(?:\/(?<name>[^?#]*))?$/;

/** What is held in memory of an upload, and the size of a part. */
const partBytes = 256 * 1024;

class TooLarge extends Error {}
class GaveWay extends Error {}

/** Takes one file. @param welcome called once the sender may go on (100 Continue) */
export async function receive(
  request: IncomingMessage,
  receiving: Receiving,
  welcome: () => void,
): Promise<Reply> {
  const { pool, mostBytes } = receiving;
  const tooLarge = { status: 413, text: `a file holds at most ${mostBytes} bytes` };
  const { id, secret, name } = path.exec(request.url?.split('?')[0] ?? '')?.groups ?? {};
  if (id === undefined || secret === undefined) return refusals.UNKNOWN;
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return tooLarge;
  const attempt = await begin(pool, { id, secret, address: receiving.addressOf(request) });
  if (typeof attempt === 'string') return refusals[attempt];
  welcome();
  try {
    return await keep(request, attempt, receiving, decoded(name));
  } catch (error) {
    await abandon(pool, attempt);
    if (error instanceof TooLarge) return tooLarge;
    if (error instanceof UnreadableBody) return { status: 400, text: error.message };
    if (error instanceof GaveWay) return { status: 409, text: 'another attempt has begun since' };
    log.warn({ station: attempt.stationId, reason: reason(error) }, 'an upload broke off');
    return { status: 500, text: 'the upload broke off; try again' };
  }
}

async function keep(
  request: IncomingMessage,
  attempt: Attempt,
  { pool, broker, mostBytes }: Receiving,
  nameInPath: string | undefined,
): Promise<Reply> {
  const body = await bodyOf(request);
  const digest = createHash('sha256');
  let bytes = 0;
  let number = 0;
  let gathered: Buffer[] = [];
  let size = 0;
  const flush = async () => {
    if (size === 0) return;
    if (!(await append(pool, attempt, { number: number++, data: Buffer.concat(gathered) })))
      throw new GaveWay();
    gathered = [];
    size = 0;
  };
  for await (const chunk of body.content as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new TooLarge();
    digest.update(chunk);
    gathered.push(chunk);
    size += chunk.length;
    if (size >= partBytes) await flush();
  }
  if (!request.complete && body.content === request) throw new Error('aborted');
  if (bytes === 0) throw new UnreadableBody('the file is empty');
  await flush();
  const file = {
    name: fileNameOf([body.name, nameInPath, attempt.announcedName], `${attempt.stationId}.log`),
    sha256: digest.digest('hex'),
  };
  const events = await finish(pool, attempt, file);
  if (!events) throw new GaveWay();
  announce(broker, events);
  return { status: 201, text: '' };
}

function decoded(name: string | undefined): string | undefined {
  try {
    return name && decodeURIComponent(name);
  } catch {
    return name;
  }
}
