import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, orChange, type Target } from '../insertion.js';

/** A station was asked to give a driver batteries. */
export interface SwapRequest {
  requestId: string;
  idToken: string;
  answer: string;
}

interface Row extends SwapRequest {
  stationId: string;
  askedAt: Date;
}

const target: Target<Row> = {
  table: 'battery_swap_request',
  columns: {
    stationId: 'text',
    requestId: 'bigint',
    idToken: 'text',
    answer: 'text',
    askedAt: 'timestamptz',
  },
};
const write = insertion(target, orChange(target, ['stationId', 'requestId'], []));

export async function keepSwapRequests(told: Told<SwapRequest>[], { tx, emit }: Keeping): Promise<void> {
  const rows = told.map(({ station, receivedAt, fact }) => ({
    ...{ ...fact, stationId: station, askedAt: receivedAt },
  }));
  const kept = await write(
    tx,
    lastOfEach(rows, ({ stationId, requestId }) => [stationId, requestId]),
  );
  for (const { stationId, requestId, idToken, answer, askedAt } of kept)
    emit({
      station: stationId,
      type: 'BatterySwapRequested',
      at: askedAt,
      data: { requestId, idToken, answer },
    });
}
