import type { Keeping, Told } from '../action.js';
import { insertion } from '../insertion.js';

export interface BatterySwap {
  requestId: string;
  /** BatteryIn, BatteryOut, BatteryOutTimeout. */
  eventType: string;
  idToken: string;
  /** As sent (BatteryDataType). */
  batteries: object[];
}

interface Row extends BatterySwap {
  stationId: string;
  at: Date;
}

const add = insertion<Row>(
  {
    table: 'battery_swap',
    columns: {
      stationId: 'text',
      requestId: 'bigint',
      eventType: 'text',
      idToken: 'text',
      batteries: 'jsonb',
      at: 'timestamptz',
    },
  },
  'on conflict do nothing',
);

/** Keeps which batteries came and went. */
export async function keepBatterySwaps(told: Told<BatterySwap>[], { tx, emit }: Keeping): Promise<null[]> {
  const news = await add(
    tx,
    told.map(({ station, receivedAt, fact }) => ({ ...fact, stationId: station, at: receivedAt })),
  );
  for (const { stationId, at, requestId, eventType, idToken, batteries } of news)
    emit({
      station: stationId,
      type: 'BatterySwapped',
      at,
      data: { requestId, swap: eventType, idToken, batteries },
    });
  return told.map(() => null);
}
