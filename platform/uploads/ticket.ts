import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Transaction } from '../database/pool.js';

/** Leave to upload one file. */
export interface Ticket {
  id: string;
  /** What its URL proves to hold; only its digest is kept. */
  secret: string;
  url: string;
}

export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** @param base where stations reach the upload server */
export function drawTicket(base: string): Ticket {
  const id = randomUUID();
  const secret = randomBytes(24).toString('base64url');
  // The slash at the end: many stations take it for a folder and append the name of their file.
  return { id, secret, url: `${base.replace(/\/+$/, '')}/uploads/${id}/${secret}/` };
}

/** Beyond the time that its command may wait for the station. */
const validHours = 24;

/** Enters tickets in the transaction that enters the commands whose log they are for. */
export async function enterTickets(
  tx: Transaction,
  tickets: { ticket: Ticket; command: string }[],
): Promise<void> {
  await tx.query({
    name: 'enter upload tickets',
    text: `insert into upload (id, station_id, log_request_id, secret_hash, expires_at)
           select t.id, r.station_id, r.id, t.hash, coalesce(d.expires_at, now()) + make_interval(hours => $4)
           from unnest($1::uuid[], $2::bytea[], $3::uuid[]) as t (id, hash, command_id)
           join log_request r using (command_id) join command d on d.id = t.command_id`,
    values: [
      tickets.map(({ ticket }) => ticket.id),
      tickets.map(({ ticket }) => digestOf(ticket.secret)),
      tickets.map(({ command }) => command),
      validHours,
    ],
  });
}

const inUrl = /(\/uploads\/[\da-f-]{36}\/)[\w-]{32}/g;

/** A text that is kept, without the secrets of the upload URLs in it. */
export const withoutSecrets = (text: string): string => text.replace(inUrl, '$1***');
