import type { Keeping, Told } from '../action.js';
import { insertion } from '../insertion.js';

export interface DerAlarm {
  controlType: string;
  gridEventFault: string | null;
  /** Whether it is over. */
  ended: boolean;
  info: string | null;
  at: Date;
}

interface Row extends DerAlarm {
  stationId: string;
}

const add = insertion<Row>(
  {
    table: 'der_alarm',
    columns: {
      stationId: 'text',
      controlType: 'text',
      gridEventFault: 'text',
      ended: 'boolean',
      info: 'text',
      at: 'timestamptz',
    },
  },
  'on conflict do nothing',
);

/** Keeps begin and end of each alarm once. */
export async function keepDerAlarms(told: Told<DerAlarm>[], { tx, emit }: Keeping): Promise<null[]> {
  const news = await add(
    tx,
    told.map(({ station, fact }) => ({ ...fact, stationId: station })),
  );
  for (const { stationId, at, controlType, gridEventFault, ended, info } of news)
    emit({
      station: stationId,
      type: 'DERAlarmReported',
      at,
      data: { controlType, gridEventFault, ended, info },
    });
  return told.map(() => null);
}
