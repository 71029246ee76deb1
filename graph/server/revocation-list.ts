import type { ServerResponse } from 'node:http';
import type { Pool } from '../../platform/database/pool.js';

const path = /^\/crl\/(\d{1,18})\.crl$/;

/** The number of the authority whose revocation list is asked for; undefined for any other path. */
export const listAskedFor = (pathname: string): string | undefined => path.exec(pathname)?.[1];

/** Serves a revocation list (RFC 5280 §4.2.1.13), to anybody: it is signed, and others have to find it. */
export async function serveList(response: ServerResponse, pool: Pool, authority: string): Promise<void> {
  const { rows } = await pool.query({
    name: 'revocation list',
    text: 'select list, next_update from certificate_revocation_list where authority_id = $1',
    values: [authority],
  });
  if (!rows[0])
    return void response.writeHead(404, { 'content-type': 'text/plain' }).end('there is no such list\n');
  response
    .writeHead(200, { 'content-type': 'application/pkix-crl', 'cache-control': 'public, max-age=60' })
    .end(rows[0].list);
}
