import type { Pool } from '../../platform/database/pool.js';
import { inTransactionWithEvents } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import { digestOf } from '../../platform/uploads/ticket.js';

/** An upload under way: this attempt at it. */
export interface Attempt {
  id: string;
  attempt: number;
  stationId: string;
  /** What the station called its file when it answered. */
  announcedName: string | null;
}

export type Refusal = 'UNKNOWN' | 'EXPIRED' | 'STORED';

/**
 * Opens the upload for whoever holds its secret. An attempt that is under way gives way: stations try again before we
 * know that their connection broke.
 */
export async function begin(
  pool: Pool,
  { id, secret, address }: { id: string; secret: string; address: string },
): Promise<Attempt | Refusal> {
  const { rows } = await pool.query(
    `with found as (
       select u.id, u.state, u.expires_at > now() as valid, r.file_name
       from upload u left join log_request r on r.id = u.log_request_id
       where u.id = $1 and u.secret_hash = $2 for update of u
     ), begun as (
       update upload u set state = 'RECEIVING', attempt = u.attempt + 1, size_bytes = 0, remote_address = $3, touched_at = now()
       from found where u.id = found.id and found.valid and found.state <> 'STORED'
       returning u.attempt, u.station_id
     ), dropped as (
       delete from upload_part where upload_id in (select id from found where state = 'RECEIVING')
     )
     select found.state, found.valid, found.file_name, begun.* from found left join begun on true`,
    [id, digestOf(secret), address],
  );
  const [row] = rows;
  if (!row) return 'UNKNOWN';
  if (row.state === 'STORED') return 'STORED';
  if (!row.valid) return 'EXPIRED';
  return { id, attempt: row.attempt, stationId: row.station_id, announcedName: row.file_name };
}

/**
 * Keeps a part, in a statement of its own: a transaction as long as an upload would hold up the events of all others.
 *
 * @returns false when the attempt has had to give way
 */
export async function append(
  pool: Pool,
  { id, attempt }: Attempt,
  part: { number: number; data: Buffer },
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'append upload part',
    text: `with open as (
             update upload set size_bytes = size_bytes + length($4::bytea), touched_at = now()
             where id = $1 and attempt = $2 and state = 'RECEIVING' returning id
           )
           insert into upload_part (upload_id, attempt, part, data) select id, $2, $3, $4 from open`,
    values: [id, attempt, part.number, part.data],
  });
  return rowCount === 1;
}

/** The file is whole. @returns the event; undefined when the attempt has had to give way */
export async function finish(
  pool: Pool,
  { id, attempt }: Attempt,
  file: { name: string; sha256: string },
): Promise<NewEvent[] | undefined> {
  const { result, events } = await inTransactionWithEvents(pool, async (tx, emit) => {
    const { rows } = await tx.query(
      `update upload set state = 'STORED', file_name = $3, sha256 = $4, stored_at = now()
       where id = $1 and attempt = $2 and state = 'RECEIVING' returning station_id, log_request_id, size_bytes`,
      [id, attempt, file.name, file.sha256],
    );
    for (const row of rows)
      emit({
        ...{ station: row.station_id, type: 'FileUploaded', at: new Date() },
        data: {
          ...{ uploadId: id, logRequestId: row.log_request_id },
          ...{ fileName: file.name, sizeBytes: Number(row.size_bytes) },
        },
      });
    return rows.length === 1;
  });
  return result ? events : undefined;
}

/** It broke off: nothing of it stays, and the station may try again. */
export async function abandon(pool: Pool, { id, attempt }: Attempt): Promise<void> {
  await pool.query(
    `with parts as (delete from upload_part where upload_id = $1 and attempt = $2)
     update upload set state = 'WAITING', size_bytes = 0 where id = $1 and attempt = $2 and state = 'RECEIVING'`,
    [id, attempt],
  );
}

/** The parts of a stored file, one at a time. */
export async function* partsOf(pool: Pool, id: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    const { rows } = await pool.query<{ data: Buffer }>({
      name: 'read upload part',
      text: `select p.data from upload u join upload_part p on p.upload_id = u.id and p.attempt = u.attempt
             where u.id = $1 and u.state = 'STORED' and p.part = $2`,
      values: [id, number],
    });
    if (!rows[0]) return;
    yield rows[0].data;
  }
}
