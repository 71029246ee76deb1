import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Emit } from '../../platform/events/outbox.js';
import type { Keeping, Told } from '../action.js';

/** A reservation that stands otherwise than before. */
export interface Changed {
  station: string;
  reservationId: string;
  status: string;
  answer: string | null;
  cancelledBy: string | null;
  transaction: string | null;
  at: Date;
}

export const returned = `returning r.station_id as station, r.reservation_id as "reservationId", r.status, r.answer,
  r.cancelled_by as "cancelledBy", r.transaction_ref as transaction, r.status_at as at`;

export function tell(changed: Changed[], { emit }: { emit: Emit }): void {
  for (const { station, at, ...data } of changed)
    emit({ station, type: 'ReservationStatusChanged', at, data });
}

/** The station gave a reservation up as we asked, or has none of this number (1.6 §5.1, 2.x H02). */
export interface Cancellation {
  reservationId: string;
  accepted: boolean;
}

export async function keepCancellations(told: Told<Cancellation>[], keeping: Keeping): Promise<void> {
  const rows = told.map(({ station, receivedAt, fact }) => ({ ...fact, station, at: receivedAt }));
  const { rows: changed } = await keeping.tx.query<Changed>({
    name: 'cancel reservations',
    text: `update reservation r set status = 'CANCELLED', status_at = told.at,
             cancelled_by = case when told.accepted then 'US' else 'STATION' end
           from unnest($1::text[], $2::bigint[], $3::boolean[], $4::timestamptz[])
             as told (station_id, reservation_id, accepted, at)
           where (r.station_id, r.reservation_id) = (told.station_id, told.reservation_id)
             and r.status in ('REQUESTED', 'ACTIVE') ${returned}`,
    values: columns(rows, ['station', 'reservationId', 'accepted', 'at']),
  });
  tell(changed, keeping);
}

/** A transaction that may end a reservation. */
export interface Use {
  station: string;
  transaction: string;
  at: Date;
}

/**
 * A reservation ends with the transaction that names it, or that is begun at its EVSE with its token or one of its
 * group (1.6 §5.13, 2.x H03, C09); the one that would expire first, where the place leaves the choice.
 */
export async function noteUses(begun: Use[], keeping: Keeping): Promise<void> {
  const { rows: changed } = await keeping.tx.query<Changed>({
    name: 'use reservations',
    text: `update reservation r set status = 'USED', status_at = begun.at, transaction_ref = begun.ref, cancelled_by = null
           from unnest($1::bigint[], $2::timestamptz[]) as begun (ref, at)
           join transaction t on t.id = begun.ref
           cross join lateral (
             select id from reservation k
             where k.station_id = t.station_id and case when t.reservation_id is not null
               then k.reservation_id = t.reservation_id and k.status in ('REQUESTED', 'ACTIVE', 'EXPIRED')
               else k.status = 'ACTIVE' and coalesce(nullif(k.evse_id, 0), t.evse_id) is not distinct from t.evse_id and
                 (lower(k.id_token) = lower(t.id_token) or exists (select from id_token own
                   where lower(own.id_token) = lower(t.id_token) and lower(own.group_id_token) = lower(k.group_id_token))) end
             order by nullif(k.evse_id, 0) nulls last, k.expires_at, k.id limit 1
           ) meant
           where r.id = meant.id ${returned}`,
    values: columns(begun, ['transaction', 'at']),
  });
  tell(changed, keeping);
}

/** Where nothing usable is left, nothing is held for anybody (1.6 §5.13, 2.x H01.FR.16). */
export async function cancelAtFaults(
  faults: { station: string; at: Date }[],
  keeping: Keeping,
): Promise<void> {
  if (faults.length === 0) return;
  const { rows: changed } = await keeping.tx.query<Changed>({
    name: 'cancel reservations at faults',
    text: `update reservation r set status = 'CANCELLED', status_at = told.at, cancelled_by = 'FAULT'
           from unnest($1::text[], $2::timestamptz[]) as told (station_id, at)
           where r.station_id = told.station_id and r.status = 'ACTIVE'
             and (not exists (select from connector c where c.station_id = r.station_id and c.evse_id > 0
                              and c.evse_id = coalesce(nullif(r.evse_id, 0), c.evse_id)
                              and c.status not in ('Faulted', 'Unavailable'))
               or exists (select from connector c where c.station_id = r.station_id and c.evse_id = 0
                          and c.status in ('Faulted', 'Unavailable')))
           ${returned}`,
    values: columns(faults, ['station', 'at']),
  });
  tell(changed, keeping);
}

/** A request that never became a reservation: it was not answered, or not even sent. */
export async function failRequests(
  failed: { station: string; commandId: string; state: string; at: Date }[],
  keeping: Keeping,
): Promise<void> {
  if (failed.length === 0) return;
  const { rows: changed } = await keeping.tx.query<Changed>({
    name: 'fail reservations',
    text: `update reservation r set status = 'REJECTED', status_at = told.at, answer = told.state
           from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as told (command, state, at)
           join command c on c.id = told.command
           where r.station_id = c.station_id and r.status = 'REQUESTED'
             and r.reservation_id::text = coalesce(c.payload ->> 'reservationId', c.payload ->> 'id')
           ${returned}`,
    values: columns(failed, ['commandId', 'state', 'at']),
  });
  tell(changed, keeping);
}

/** A station may tell of a use or an end a moment later than it happened. */
const graceSeconds = 30;

/** Ends reservations whose time is over. */
export async function expireReservations(tx: Transaction, emit: Emit): Promise<void> {
  const { rows: changed } = await tx.query<Changed>({
    name: 'expire reservations',
    text: `update reservation r set status = 'EXPIRED', status_at = r.expires_at
           from (select id from reservation where status in ('REQUESTED', 'ACTIVE')
                   and expires_at < now() - make_interval(secs => $1) limit 500 for update skip locked) due
           where r.id = due.id ${returned}`,
    values: [graceSeconds],
  });
  tell(changed, { emit });
}
