import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, orChange, type Target } from '../insertion.js';

/** The schedule that a station works out from its profiles. */
export interface CompositeSchedule {
  evseId: number;
  status: string;
  startsAt: Date;
  durationSeconds: number;
  rateUnit: string | null;
  periods: object[];
}

interface Row extends CompositeSchedule {
  stationId: string;
  answeredAt: Date;
}

const target: Target<Row> = {
  table: 'composite_schedule',
  columns: {
    stationId: 'text',
    evseId: 'integer',
    status: 'text',
    startsAt: 'timestamptz',
    durationSeconds: 'bigint',
    rateUnit: 'text',
    periods: 'jsonb',
    answeredAt: 'timestamptz',
  },
};
const write = insertion(target, orChange(target, ['stationId', 'evseId'], []));

/** Keeps the last one of each EVSE, and of the station as a whole (EVSE 0). */
export async function keepCompositeSchedules(
  told: Told<CompositeSchedule>[],
  { tx, emit }: Keeping,
): Promise<void> {
  const rows = told.map(({ station, receivedAt, fact }) => ({
    ...fact,
    stationId: station,
    answeredAt: receivedAt,
  }));
  const kept = await write(
    tx,
    lastOfEach(rows, ({ stationId, evseId }) => [stationId, evseId]),
  );
  for (const { stationId, answeredAt, evseId, status, startsAt, durationSeconds, rateUnit, periods } of kept)
    emit({
      station: stationId,
      type: 'CompositeScheduleReported',
      at: answeredAt,
      data: {
        evseId,
        status,
        startsAt: startsAt.toISOString(),
        durationSeconds: Number(durationSeconds),
        rateUnit,
        periods,
      },
    });
}
