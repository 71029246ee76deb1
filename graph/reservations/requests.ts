import type { Queryable, Transaction } from '../../platform/database/pool.js';
import { record } from '../../platform/events/outbox.js';
import type { Command } from '../commands/command.js';
import type { Wish } from './reserve.js';

/** A number that no reservation of the station has or had. */
export async function drawReservationNumber(db: Queryable, stationId: string): Promise<number> {
  const { rows } = await db.query<{ drawn: string }>(
    `select candidate as drawn from (select nextval('reservation_number') as candidate from generate_series(1, 100)) c
     where not exists (select from reservation where (station_id, reservation_id) = ($1, candidate)) limit 1`,
    [stationId],
  );
  return Number(rows[0]?.drawn);
}

/** The types of tokens as they are known here, by the token in small letters. */
export async function typesOf(db: Queryable, tokens: string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ token: string; type: string }>(
    'select lower(id_token) as token, type from id_token where lower(id_token) = any($1)',
    [tokens.map((token) => token.toLowerCase())],
  );
  return new Map(rows.map(({ token, type }) => [token, type]));
}

/** The reservation is in the ledger from the moment it is asked for. */
export async function requestReservation(
  tx: Transaction,
  wish: Wish,
  { command, by }: { command: Command | undefined; by: string },
): Promise<void> {
  if (!command) return;
  const offline = command.state === 'OFFLINE';
  const status = offline ? 'REJECTED' : 'REQUESTED';
  const answer = offline ? 'OFFLINE' : null;
  await tx.query(
    `insert into reservation (station_id, reservation_id, evse_id, connector_type, id_token, id_token_type, group_id_token,
       expires_at, status, status_at, answer, requested_at, requested_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now(), $10, now(), $11)`,
    [
      command.stationId,
      wish.reservationId,
      wish.evseId || null,
      wish.connectorType ?? null,
      wish.idToken.idToken,
      wish.idToken.type,
      wish.groupIdToken?.idToken ?? null,
      wish.expiresAt,
      status,
      answer,
      by,
    ],
  );
  const data = {
    reservationId: String(wish.reservationId),
    ...{ status, answer, cancelledBy: null, transaction: null },
  };
  await record(tx, [{ station: command.stationId, type: 'ReservationStatusChanged', at: new Date(), data }]);
}
