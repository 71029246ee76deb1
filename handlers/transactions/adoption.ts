import type { Transaction } from '../../platform/database/pool.js';
import { attachSamples } from '../metering/meter-values.js';
import type { Readings } from '../metering/readings.js';
import { countedIntervals, readingsOf } from '../metering/readings.js';
import { type Counted, countEnergy } from './energy.js';
import type { LedgerRow } from './ledger.js';

/**
 * Takes in readings of a transaction's EVSE and time that came before we knew of it: 2.x stations may send MeterValues
 * during a transaction, and messages overtake each other.
 */
export async function adoptReadings(
  tx: Transaction,
  rows: LedgerRow[],
  update: (counted: Counted[]) => void,
): Promise<void> {
  const placed = rows.filter(({ evseId }) => evseId !== null);
  if (placed.length === 0) return;
  const attached = await attachSamples(
    tx,
    placed.map(({ id, station, evseId, startedAt, endedAt }) => ({
      transactionRef: id,
      station,
      evseId,
      from: startedAt,
      to: endedAt,
    })),
  );
  const readings = new Map<string, Readings>();
  const intervals = new Map<string, number>();
  for (const [id, samples] of attached) {
    const read = readingsOf(samples);
    if (read) readings.set(id, read);
    intervals.set(
      id,
      countedIntervals(samples).reduce((sum, { value }) => sum + (value ?? 0), 0),
    );
  }
  update(await countEnergy(tx, { readings, intervals }));
}
