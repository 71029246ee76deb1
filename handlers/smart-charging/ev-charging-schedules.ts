import type { Keeping, Told } from '../action.js';
import { insertion } from '../insertion.js';
import { findHomes } from '../transactions/open-transactions.js';

export interface EvSchedule {
  evseId: number;
  timeBase: Date;
  /** As sent. */
  schedule: object;
  selectedScheduleId: string | null;
  powerToleranceAccepted: boolean | null;
}

interface Row extends EvSchedule {
  stationId: string;
  transactionRef: string | null;
  at: Date;
}

const add = insertion<Row>(
  {
    table: 'ev_charging_schedule',
    columns: {
      stationId: 'text',
      evseId: 'integer',
      transactionRef: 'bigint',
      timeBase: 'timestamptz',
      schedule: 'jsonb',
      selectedScheduleId: 'bigint',
      powerToleranceAccepted: 'boolean',
      at: 'timestamptz',
    },
  },
  'on conflict do nothing',
);

/** Keeps what vehicles plan, with the transaction it is for. */
export async function keepEvSchedules(told: Told<EvSchedule>[], { tx, emit }: Keeping): Promise<null[]> {
  const homes = await findHomes(
    tx,
    told.map(({ station, receivedAt, fact: { evseId } }) => ({
      station,
      evseId,
      transactionId: null,
      at: receivedAt.getTime(),
    })),
  );
  const news = await add(
    tx,
    told.map(({ station, receivedAt, fact }, i) => ({
      ...fact,
      stationId: station,
      transactionRef: homes[i] ?? null,
      at: receivedAt,
    })),
  );
  for (const { stationId, at, evseId, transactionRef, timeBase, schedule } of news)
    emit({
      station: stationId,
      type: 'EVChargingScheduleReported',
      at,
      data: { evseId, transaction: transactionRef, timeBase: timeBase.toISOString(), schedule },
    });
  return told.map(() => null);
}
