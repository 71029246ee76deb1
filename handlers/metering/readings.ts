import type { Sample } from './sample.js';

const importRegister = 'Energy.Active.Import.Register';
const importInterval = 'Energy.Active.Import.Interval';
const importPower = 'Power.Active.Import';

/** What samples say of energy and power, over all phases. Wh, W, %; null where they say nothing. */
export interface Readings {
  /** Of the newest sample, milliseconds since 1970. */
  at: number;
  registerMin: number | null;
  registerMax: number | null;
  /** Registers the station marks as begin and end of the transaction. */
  begin: number | null;
  end: number | null;
  /** The newest register. */
  energy: number | null;
  power: number | null;
  soc: number | null;
}

/** Sums samples up; those of one time stand side by side, as a message brings them. */
export function readingsOf(samples: readonly Sample[]): Readings | undefined {
  if (samples.length === 0) return undefined;
  const readings: Readings = {
    at: Number.NEGATIVE_INFINITY,
    registerMin: null,
    registerMax: null,
    begin: null,
    end: null,
    energy: null,
    power: null,
    soc: null,
  };
  for (let from = 0, past = 0; from < samples.length; from = past) {
    const at = (samples[from] as Sample).at;
    while (past < samples.length && (samples[past] as Sample).at === at) past++;
    const newest = at >= readings.at;
    if (newest) readings.at = at;
    for (let i = from; i < past; i++) take(readings, samples, { from, past, i }, newest);
  }
  return readings;
}

interface Range {
  from: number;
  past: number;
  /** The sample at hand. */
  i: number;
}

function take(readings: Readings, samples: readonly Sample[], range: Range, newest: boolean): void {
  const sample = samples[range.i] as Sample;
  if (sample.value === null) return;
  if (sample.measurand === 'SoC') {
    if (newest || readings.soc === null) readings.soc = sample.value;
  } else if (sample.measurand === importRegister) {
    if (!isFirstOfItsKind(samples, range)) return;
    const energy = total(samples, range);
    if (energy === null) return;
    readings.registerMin = Math.min(readings.registerMin ?? energy, energy);
    readings.registerMax = Math.max(readings.registerMax ?? energy, energy);
    if (sample.context === 'Transaction.Begin') readings.begin = Math.min(readings.begin ?? energy, energy);
    if (sample.context === 'Transaction.End') readings.end = Math.max(readings.end ?? energy, energy);
    if (newest || readings.energy === null) readings.energy = energy;
  } else if (sample.measurand === importPower && (newest || readings.power === null)) {
    if (isFirstOfItsKind(samples, range)) readings.power = total(samples, range) ?? readings.power;
  }
}

const alike = (one: Sample, other: Sample): boolean =>
  one.measurand === other.measurand && one.context === other.context && other.value !== null;

function isFirstOfItsKind(samples: readonly Sample[], { from, i }: Range): boolean {
  for (let j = from; j < i; j++) if (alike(samples[i] as Sample, samples[j] as Sample)) return false;
  return true;
}

/** The meter that counts is at the outlet, and that is where a sample without location was taken. */
const atOutlet = ({ location }: Sample): boolean => location === null || location === 'Outlet';

/** The value over all phases: the sample without phase, else the sum of L1, L2, L3, else of L1-N, L2-N, L3-N. */
function total(samples: readonly Sample[], { from, past, i }: Range): number | null {
  const like = samples[i] as Sample;
  let outlet = false;
  for (let j = i; j < past; j++)
    if (alike(like, samples[j] as Sample) && atOutlet(samples[j] as Sample)) outlet = true;
  let lines: number | null = null;
  let toNeutral: number | null = null;
  for (let j = from; j < past; j++) {
    const sample = samples[j] as Sample;
    if (!alike(like, sample) || (outlet && !atOutlet(sample))) continue;
    const value = sample.value as number;
    if (sample.phase === null) return value;
    if (sample.phase.length === 2) lines = (lines ?? 0) + value;
    else if (sample.phase.endsWith('-N')) toNeutral = (toNeutral ?? 0) + value;
  }
  return lines ?? toNeutral;
}

/** One after the other, as if all samples had come in one message. */
export function combine(one: Readings | undefined, other: Readings): Readings {
  if (!one) return other;
  const [older, newer] = one.at <= other.at ? [one, other] : [other, one];
  return {
    at: newer.at,
    registerMin: either(Math.min, one.registerMin, other.registerMin),
    registerMax: either(Math.max, one.registerMax, other.registerMax),
    begin: either(Math.min, one.begin, other.begin),
    end: either(Math.max, one.end, other.end),
    energy: newer.energy ?? older.energy,
    power: newer.power ?? older.power,
    soc: newer.soc ?? older.soc,
  };
}

function either(
  choose: (one: number, other: number) => number,
  one: number | null,
  other: number | null,
): number | null {
  if (one === null) return other;
  return other === null ? one : choose(one, other);
}

/**
 * The interval samples that count: those without phase, else those of the phases; clock-aligned ones not, since they
 * cover the same energy as the periodic ones again.
 */
export function countedIntervals(samples: readonly Sample[]): Sample[] {
  return samples.filter(
    (sample) =>
      sample.measurand === importInterval &&
      sample.value !== null &&
      sample.context !== 'Sample.Clock' &&
      atOutlet(sample) &&
      (sample.phase === null ||
        !samples.some((other) => other.at === sample.at && other.phase === null && alike(sample, other))),
  );
}

export function hasIntervals(samples: readonly Sample[]): boolean {
  for (const { measurand } of samples) if (measurand === importInterval) return true;
  return false;
}
