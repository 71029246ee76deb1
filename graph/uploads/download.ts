import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../server/context.js';
import { partsOf } from './store.js';
import { Upload, uploadNoun } from './upload.js';

export const downloadPath = /^\/uploads\/(?<id>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;

/**
 * Gives a stored file to somebody whom the API knows. It comes from a station, so no browser may take it for a page.
 *
 * @returns false when there is none
 */
export async function download(
  request: IncomingMessage,
  response: ServerResponse,
  { id, context: { load, pool } }: { id: string; context: Context },
): Promise<boolean> {
  const upload: Upload | null = await load.one(uploadNoun, { sql: 'u.id', type: 'uuid' }, id);
  if (!upload) return false;
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': upload.sizeBytes,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(upload.fileName).replaceAll("'", '%27')}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
    etag: `"${upload.sha256}"`,
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(Readable.from(partsOf(pool, id), { objectMode: false, highWaterMark: 1 }), response);
  return true;
}
