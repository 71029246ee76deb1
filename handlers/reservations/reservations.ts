import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, type Target } from '../insertion.js';
import { type Changed, returned, tell } from './reservation-changes.js';

/** A reservation as the station took it, or did not. */
export interface Reserved {
  reservationId: string;
  /** Null for any. */
  evseId: number | null;
  connectorType: string | null;
  idToken: string;
  idTokenType: string | null;
  groupIdToken: string | null;
  expiresAt: Date;
  /** The station's word: Accepted, Faulted, Occupied, Rejected, Unavailable. */
  answer: string;
}

interface Row extends Reserved {
  stationId: string;
  status: 'ACTIVE' | 'REJECTED';
  statusAt: Date;
}

const target: Target<Row> = {
  table: 'reservation',
  columns: {
    stationId: 'text',
    reservationId: 'bigint',
    evseId: 'integer',
    connectorType: 'text',
    idToken: 'text',
    idTokenType: 'text',
    groupIdToken: 'text',
    expiresAt: 'timestamptz',
    answer: 'text',
    status: 'text',
    statusAt: 'timestamptz',
  },
};
const overwritten = `evse_id, connector_type, id_token, id_token_type, group_id_token, expires_at, answer, status, status_at`;

/** One that the station holds stays as it is where its replacement is refused (H01.FR.02). */
const write = insertion(
  target,
  `on conflict (station_id, reservation_id) do update
   set (${overwritten}, transaction_ref, cancelled_by) = row(${overwritten.replace(/\w+/g, 'excluded.$&')}, null, null)
   where excluded.status = 'ACTIVE' or kept.status <> 'ACTIVE'`,
);

/** Keeps what stations answer to a reservation. */
export async function keepAnswers(told: Told<Reserved>[], { tx, emit }: Keeping): Promise<void> {
  const rows = told.map(
    ({ station, receivedAt, fact }): Row => ({
      ...fact,
      stationId: station,
      status: fact.answer === 'Accepted' ? 'ACTIVE' : 'REJECTED',
      statusAt: receivedAt,
    }),
  );
  const kept = await write(
    tx,
    lastOfEach(rows, ({ stationId, reservationId }) => [stationId, reservationId]),
  );
  for (const { stationId, reservationId, status, answer, statusAt } of kept)
    emit({
      station: stationId,
      type: 'ReservationStatusChanged',
      at: statusAt,
      data: { reservationId, status, answer, cancelledBy: null, transaction: null },
    });
}

export interface ReservationUpdate {
  reservationId: string;
  /** Expired, Removed, NoTransaction. */
  answer: string;
}

/** What the station's word makes of a reservation; NoTransaction: it was used, but nothing was charged (2.1). */
const meanings: Record<string, string> = { Expired: 'EXPIRED', Removed: 'CANCELLED', NoTransaction: 'USED' };

/** Keeps how reservations end; one that is not known yet is known from now on. */
export async function keepReservationUpdates(
  told: Told<ReservationUpdate>[],
  keeping: Keeping,
): Promise<null[]> {
  const rows = told.map(({ station, receivedAt, fact }) => ({
    ...fact,
    station,
    at: receivedAt,
    status: meanings[fact.answer] ?? 'CANCELLED',
  }));
  const { rows: changed } = await keeping.tx.query<Changed>({
    name: 'update reservations',
    text: `insert into reservation as r (station_id, reservation_id, answer, status, status_at, cancelled_by)
           select told.station_id, told.reservation_id, told.answer, told.status, told.at, case told.status when 'CANCELLED' then
             case when exists (select from connector c
                               join reservation k on (k.station_id, k.reservation_id) = (told.station_id, told.reservation_id)
                               where c.station_id = told.station_id and c.evse_id = coalesce(k.evse_id, c.evse_id)
                                 and c.status in ('Faulted', 'Unavailable')) then 'FAULT' else 'STATION' end end
           from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[])
             as told (station_id, reservation_id, answer, status, at)
           on conflict (station_id, reservation_id) do update
           set answer = excluded.answer, status = excluded.status, status_at = excluded.status_at,
               cancelled_by = excluded.cancelled_by
           where r.status in ('REQUESTED', 'ACTIVE') ${returned}`,
    values: columns(
      lastOfEach(rows, ({ station, reservationId }) => [station, reservationId]),
      ['station', 'reservationId', 'answer', 'status', 'at'],
    ),
  });
  tell(changed, keeping);
  return told.map(() => null);
}
