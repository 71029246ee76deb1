import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, orChange, type Target } from '../insertion.js';

export interface ReservationUpdate {
  reservationId: string;
  /** Expired, Removed, NoTransaction. */
  status: string;
}

interface Row extends ReservationUpdate {
  stationId: string;
  statusAt: Date;
}

const target: Target<Row> = {
  table: 'reservation',
  columns: { stationId: 'text', reservationId: 'bigint', status: 'text', statusAt: 'timestamptz' },
};
const write = insertion(target, orChange(target, ['stationId', 'reservationId'], ['statusAt']));

/** Keeps how reservations stand; one that is not known yet is known from now on. */
export async function keepReservationUpdates(
  told: Told<ReservationUpdate>[],
  { tx, emit }: Keeping,
): Promise<null[]> {
  const rows = told.map(({ station, receivedAt, fact }) => ({
    ...fact,
    stationId: station,
    statusAt: receivedAt,
  }));
  const news = await write(
    tx,
    lastOfEach(rows, ({ stationId, reservationId }) => [stationId, reservationId]),
  );
  for (const { stationId, reservationId, status, statusAt } of news)
    emit({
      station: stationId,
      type: 'ReservationStatusChanged',
      at: statusAt,
      data: { reservationId, status },
    });
  return told.map(() => null);
}
