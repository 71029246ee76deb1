import { type Abilities, abilitiesOf } from '../../ocpp/charging-abilities.js';
import { firstDrawn, type Profile, type RateUnit } from '../../ocpp/charging-profile.js';
import { inUnit } from '../../ocpp/composite-schedule.js';
import { failure } from '../server/errors.js';
import { mainsV, type RunningTransaction, type Situation } from './situation.js';

/** Where a limit is to hold. */
export interface Place {
  /** 0 for the whole station. */
  evseId: number;
  transaction?: RunningTransaction | undefined;
}

export interface LimitPeriod {
  startSeconds: number;
  limit: number;
  phases?: number | null | undefined;
}

export interface WantedLimit {
  unit: RateUnit;
  periods: LimitPeriod[];
  startAt: Date | null;
  endAt: Date | null;
  phases: number | null;
  /** V a phase */
  voltage: number | null;
}

/** A profile in the words that all versions share. */
export interface LimitProfile {
  id: number;
  stackLevel: number;
  purpose: 'ChargingStationMaxProfile' | 'TxDefaultProfile' | 'TxProfile';
  evseId: number;
  transaction: RunningTransaction | undefined;
  startsAt: Date;
  endsAt: Date | null;
  unit: RateUnit;
  periods: { startPeriod: number; limit: number; numberPhases?: number }[];
}

/** Stations whose clock runs behind would let a limit from now on begin later: it begins this much earlier. */
const clockMs = 300_000;

export const purposeAt = ({ evseId, transaction }: Place): LimitProfile['purpose'] =>
  transaction ? 'TxProfile' : evseId === 0 ? 'ChargingStationMaxProfile' : 'TxDefaultProfile';

/** Level 0 of a transaction is left to the schedules of vehicles, so that a limit prevails over them. */
const lowest = ({ transaction }: Place): number => (transaction ? 1 : 0);

const isAt = (place: Place, { purpose, evseId, transactionId }: Profile): boolean =>
  purpose === purposeAt(place) &&
  (place.transaction ? transactionId === place.transaction.transactionId : evseId === place.evseId);

/** The limits that were set here and hold at a place. */
export const limitsAt = (place: Place, profiles: readonly Profile[]): Profile[] =>
  profiles.filter(
    (each) => isAt(place, each) && Number(each.profileId) >= firstDrawn && each.stackLevel >= lowest(place),
  );

/** Above every other profile of the purpose, where the station has so many levels. */
function levelAt(place: Place, own: Profile | undefined, profiles: readonly Profile[], most: number): number {
  const others = profiles.filter((each) => each !== own && each.purpose === purposeAt(place));
  const level = Math.max(lowest(place), own?.stackLevel ?? 0, ...others.map((each) => each.stackLevel + 1));
  return Math.min(level, most);
}

/** The unit the station takes: the one that is wanted where it can. */
const unitAt = (wanted: RateUnit, { units }: Abilities): RateUnit =>
  units.includes(wanted) ? wanted : (units[0] ?? wanted);

/** The profile that a wished limit becomes; `fresh` is its number where it takes no other's place. */
export function limitProfile(
  wanted: WantedLimit,
  place: Place,
  { profiles, variables }: Situation,
  { fresh, now }: { fresh: number; now: Date },
): LimitProfile {
  const abilities = abilitiesOf(variables, place.evseId);
  checkPeriods(wanted.periods, abilities.maxPeriods);
  const [own] = limitsAt(place, profiles);
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  const startsAt = wanted.startAt ?? new Date(minute - clockMs);
  const from = wanted.startAt ?? now;
  if (wanted.endAt && wanted.endAt <= from)
    throw failure('BAD_USER_INPUT', 'endAt must lie behind startAt and now');
  const lead = Math.round((from.getTime() - startsAt.getTime()) / 1000);
  const unit = unitAt(wanted.unit, abilities);
  return {
    id: own ? Number(own.profileId) : fresh,
    stackLevel: levelAt(place, own, profiles, abilities.maxStackLevel ?? Infinity),
    purpose: purposeAt(place),
    evseId: place.evseId,
    transaction: place.transaction,
    startsAt,
    endsAt: wanted.endAt,
    unit,
    periods: wanted.periods.map((period, i) => {
      const phases = period.phases ?? wanted.phases;
      const assumed = conversion(wanted, period, abilities);
      const named =
        phases ?? (unit === 'A' && wanted.unit === 'W' && assumed.phases !== 3 ? assumed.phases : null);
      return {
        startPeriod: i === 0 ? 0 : period.startSeconds + lead,
        limit: converted(wanted.unit, period.limit, unit, assumed),
        ...(named === null ? {} : { numberPhases: named }),
      };
    }),
  };
}

/** What W and A are reckoned by: what the caller says, else what the station tells, else three phases of 230 V. */
export const conversion = (
  { phases, voltage }: Pick<WantedLimit, 'phases' | 'voltage'>,
  period: LimitPeriod | undefined,
  abilities: Abilities,
): { phases: number; voltage: number } => ({
  phases: period?.phases ?? phases ?? abilities.phases ?? 3,
  voltage: voltage ?? mainsV,
});

function converted(
  unit: RateUnit,
  limit: number,
  into: RateUnit,
  by: { phases: number; voltage: number },
): number {
  const watts = unit === 'W' ? limit : limit * by.voltage * by.phases;
  return inUnit({ watts, limit, unit }, into, by);
}

function checkPeriods(periods: LimitPeriod[], most: number | null): void {
  const [first] = periods;
  if (first?.startSeconds !== 0) throw failure('BAD_USER_INPUT', 'the first period begins at startSeconds 0');
  if (periods.some(({ startSeconds }, i) => i > 0 && startSeconds <= (periods[i - 1]?.startSeconds ?? 0)))
    throw failure('BAD_USER_INPUT', 'each period begins after the one before it');
  if (most !== null && periods.length > most)
    throw failure('BAD_USER_INPUT', `the station takes ${most} periods at most, these are ${periods.length}`);
}
