import type { Profile, RateUnit } from './charging-profile.js';

/** What profiles are put together for. */
export interface Target {
  /** 0 is the whole station: what its vehicles may take together. */
  evseId: number;
  /** The one that goes on there; without it the limits are those a new one would meet. */
  transaction?: { transactionId: string; startedAt: number; priority: boolean } | undefined;
  /** Phases of a limit that names none. */
  phases: number;
  /** V a phase. */
  voltage: number;
}

/** A limit that holds, and the profile it is from. */
export interface Held {
  watts: number;
  /** As the profile says it. */
  limit: number;
  unit: RateUnit;
  phases: number;
  profile: Profile;
}

export interface Composite {
  /** From the begin of the window. */
  startS: number;
  /** Null where no profile says anything. */
  held: Held | null;
}

/** When the schedule of a profile begins for a target; null while nothing charges that it could begin with. */
function beginOf({ kind, schedule }: Profile, { transaction }: Target, from: number): number {
  if (kind !== 'Relative' && schedule.startsAt !== null) return schedule.startsAt;
  return transaction?.startedAt ?? from;
}

/** Where a profile stands at a moment; undefined where it says nothing (2.x K01; 1.6 §3.13). */
function heldBy(profile: Profile, at: number, target: Target, from: number): Held | undefined {
  if (at < (profile.validFrom ?? -Infinity) || at >= (profile.validTo ?? Infinity)) return undefined;
  const { schedule, roundS } = profile;
  let elapsed = (at - beginOf(profile, target, from)) / 1000;
  if (elapsed < 0) return undefined;
  if (roundS !== null) elapsed %= roundS;
  if (elapsed >= (schedule.durationS ?? Infinity)) return undefined;
  const period = schedule.periods.findLast(({ startS }) => startS <= elapsed);
  if (!period || period.limit === null) return undefined;
  const { limit } = period;
  const phases = period.phases ?? target.phases;
  const watts = schedule.unit === 'W' ? limit : limit * target.voltage * phases;
  return { watts, limit, unit: schedule.unit, phases, profile };
}

const isFor = (
  { evseId, purpose, transactionId }: Profile,
  { evseId: wanted, transaction }: Target,
): boolean =>
  (evseId === 0 || evseId === wanted) &&
  (purpose !== 'TxProfile' ||
    (transaction !== undefined && (transactionId === null || transactionId === transaction.transactionId)));

/** The higher level first; of two alike the one that is for this EVSE alone. */
const byRank = (one: Profile, other: Profile): number =>
  other.stackLevel - one.stackLevel || other.evseId - one.evseId;

const least = (limits: (Held | undefined)[]): Held | null =>
  limits.reduce<Held | null>((low, each) => (each && (!low || each.watts < low.watts) ? each : low), null);

const inWatts = (held: Held, watts: number): Held => ({ ...held, watts, limit: watts, unit: 'W' });

/** Every limit that bears on a moment, the leading one of each purpose. */
export function bearing(profiles: readonly Profile[], at: number, target: Target, from = at): Held[] {
  const mine = profiles.filter((each) => isFor(each, target)).sort(byRank);
  const leading = (purpose: string, of = (_: Profile) => true): Held | undefined => {
    for (const each of mine) {
      const held = each.purpose === purpose && of(each) ? heldBy(each, at, target, from) : undefined;
      if (held) return held;
    }
    return undefined;
  };
  const sources = [...new Set(mine.map(({ source }) => source))];
  const outside = sources.flatMap((source) =>
    [0, target.evseId].map((evseId) =>
      leading(
        'ChargingStationExternalConstraints',
        (each) => each.source === source && each.evseId === evseId,
      ),
    ),
  );
  const own = leading('LocalGeneration');
  const priority = target.transaction?.priority ? leading('PriorityCharging') : undefined;
  const session = priority ?? leading('TxProfile') ?? leading('TxDefaultProfile');
  const supply = [leading('ChargingStationMaxProfile'), ...outside]
    .filter((each) => each !== undefined)
    // What is generated on the spot comes on top of what the connection to the grid gives (2.1 K27).
    .map((each) => (own ? inWatts(each, each.watts + own.watts) : each));
  return [...new Set([...supply, ...(target.evseId > 0 && session ? [session] : [])])];
}

/** The limit at a moment: the lowest of those that bear on it. */
export const limitAt = (profiles: readonly Profile[], at: number, target: Target, from = at): Held | null =>
  least(bearing(profiles, at, target, from));

/** The moments at which something may change, each once and in order. */
function turns(profiles: readonly Profile[], target: Target, from: number, to: number): number[] {
  const moments = new Set([from]);
  const add = (at: number) => {
    if (at > from && at < to) moments.add(at);
  };
  for (const profile of profiles) {
    const { schedule, roundS, validFrom, validTo } = profile;
    if (validFrom !== null) add(validFrom);
    if (validTo !== null) add(validTo);
    const begin = beginOf(profile, target, from);
    const round = roundS === null ? Infinity : roundS * 1000;
    const first = roundS === null ? begin : begin + Math.max(0, Math.floor((from - begin) / round)) * round;
    for (let start = first; start < to; start += round) {
      for (const { startS } of schedule.periods) add(start + startS * 1000);
      if (schedule.durationS !== null) add(start + schedule.durationS * 1000);
      add(start);
    }
  }
  return [...moments].sort((a, b) => a - b);
}

const same = (one: Held | null, other: Held | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.watts === other.watts &&
    one.limit === other.limit &&
    one.phases === other.phases &&
    one.profile === other.profile);

/** The composite schedule of a stretch of time: the limit that holds, from change to change. */
export function compositeOf(
  profiles: readonly Profile[],
  target: Target,
  { from, to }: { from: number; to: number },
): Composite[] {
  const composite: Composite[] = [];
  for (const at of turns(profiles, target, from, to)) {
    const held = limitAt(profiles, at, target, from);
    const before = composite.at(-1);
    if (!before || !same(before.held, held)) composite.push({ startS: (at - from) / 1000, held });
  }
  return composite;
}

/** W in all as A a phase, or the other way; OCPP takes tenths, and a limit is never rounded up. */
export const inUnit = (
  { watts, limit, unit }: Pick<Held, 'watts' | 'limit' | 'unit'>,
  wanted: RateUnit,
  { phases, voltage }: Pick<Target, 'phases' | 'voltage'>,
): number => {
  if (unit === wanted) return tenths(limit);
  return tenths(wanted === 'W' ? watts : watts / (voltage * phases));
};

/** Down to tenths; what lies a hair below for the arithmetic of floats counts as the tenth. */
export const tenths = (value: number): number => Math.floor(value * 10 + 1e-6) / 10;
