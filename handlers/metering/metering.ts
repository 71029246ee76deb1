import type { Keeping, Told } from '../action.js';
import { countEnergy } from '../transactions/energy.js';
import { holdIds } from '../transactions/ledger.js';
import { findHomes } from '../transactions/open-transactions.js';
import { keepOrphans, type Orphan } from '../transactions/orphans.js';
import { keepSamples, type Metered } from './meter-values.js';
import { combine, type Readings, readingsOf } from './readings.js';
import type { Sample } from './sample.js';

export interface MeterMessage {
  evseId: number;
  connectorId: number | null;
  /** As the station named it. */
  transactionId: string | null;
  samples: Sample[];
  payload: object;
}

/** Keeps every sample and lets those of transactions count there. */
export async function keepMeterValues(told: Told<MeterMessage>[], keeping: Keeping): Promise<null[]> {
  const { tx, emit } = keeping;
  const summaries = told.map(({ fact }) => readingsOf(fact.samples));
  const homes = await findHomes(
    tx,
    told.map(({ station, receivedAt, fact: { evseId, transactionId } }, i) => ({
      station,
      evseId,
      transactionId,
      at: summaries[i]?.at ?? receivedAt.getTime(),
    })),
  );
  const held = holdIds(tx, [...new Set(homes.filter((home) => home !== undefined))]);
  const metered: Metered[] = [];
  const orphans: Orphan[] = [];
  const readings = new Map<string, Readings>();
  for (let i = 0; i < told.length; i++) {
    const one = told[i] as Told<MeterMessage>;
    const { station, receivedAt, fact } = one;
    const transactionRef = homes[i] ?? null;
    const { evseId, connectorId, samples } = fact;
    metered.push({ station, receivedAt, evseId, connectorId, transactionRef, samples });
    const summary = summaries[i];
    if (!summary) continue;
    if (transactionRef) readings.set(transactionRef, combine(readings.get(transactionRef), summary));
    else if (Number(fact.transactionId) > 0) orphans.push(orphan(one));
    emit({
      station,
      type: 'MeterValuesReceived',
      at: new Date(summary.at),
      data: { evseId, connectorId, transaction: transactionRef, ...shown(summary) },
    });
  }
  const [intervals] = await Promise.all([keepSamples(tx, metered), held]);
  await countEnergy(tx, { readings, intervals });
  await keepOrphans(orphans, keeping);
  return told.map(() => null);
}

const shown = ({ at, energy, power, soc }: Readings) => ({
  measuredAt: new Date(at).toISOString(),
  energyWh: energy,
  powerW: power,
  socPercent: soc,
});

/** One a transaction, however many messages speak of it. 0 and -1 are what some stations send outside transactions. */
const orphan = ({ station, receivedAt, fact }: Told<MeterMessage>): Orphan => ({
  station,
  action: 'MeterValues',
  orphanKey: `MeterValues|${fact.transactionId}`,
  reason: `energy of transaction ${fact.transactionId}, which is not this station's`,
  payload: fact.payload,
  receivedAt,
});
