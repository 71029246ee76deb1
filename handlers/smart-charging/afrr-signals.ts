import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, orChange, type Target } from '../insertion.js';

/** A signal of automatic frequency restoration, and the station's word to it. */
export interface AfrrSignal {
  signal: number;
  at: Date;
  answer: string;
}

interface Row extends AfrrSignal {
  stationId: string;
  answeredAt: Date;
}

const target: Target<Row> = {
  table: 'afrr_signal',
  columns: {
    stationId: 'text',
    signal: 'integer',
    at: 'timestamptz',
    answer: 'text',
    answeredAt: 'timestamptz',
  },
};
const write = insertion(target, orChange(target, ['stationId', 'at'], []));

export async function keepAfrrSignals(told: Told<AfrrSignal>[], { tx, emit }: Keeping): Promise<void> {
  const rows = told.map(({ station, receivedAt, fact }) => ({
    ...{ ...fact, stationId: station, answeredAt: receivedAt },
  }));
  const kept = await write(
    tx,
    lastOfEach(rows, ({ stationId, at }) => [stationId, at]),
  );
  for (const { stationId, signal, at, answer } of kept)
    emit({ station: stationId, type: 'AFRRSignalAnswered', at, data: { signal, answer } });
}
