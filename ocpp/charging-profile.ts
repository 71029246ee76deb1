/** Charging profiles of every version in one shape. Times are milliseconds since 1970. */
export type RateUnit = 'W' | 'A';

export interface Period {
  startS: number;
  /** W in all, or A a phase; null where the period sets no upper limit. */
  limit: number | null;
  phases: number | null;
}

export interface Schedule {
  unit: RateUnit;
  /** Null: it begins with the charging. */
  startsAt: number | null;
  /** Null: its last period goes on. */
  durationS: number | null;
  periods: Period[];
}

export interface Profile {
  profileId: string;
  /** CSO, EMS, SO, …; external limits have no profileId. */
  source: string;
  /** 0 for the whole station. */
  evseId: number;
  stackLevel: number;
  /** The word of 2.x, of 1.6 too. */
  purpose: string;
  kind: string;
  /** Length of a round of a recurring one (s). */
  roundS: number | null;
  validFrom: number | null;
  validTo: number | null;
  transactionId: string | null;
  schedule: Schedule;
}

/** 1.6 (§7.10) calls the station's own limit otherwise; the rest is the same. */
export const purposeOf = (purpose: string): string =>
  purpose === 'ChargePointMaxProfile' ? 'ChargingStationMaxProfile' : purpose;

interface WireSchedule {
  startSchedule?: string | undefined;
  duration?: number | undefined;
  chargingRateUnit: string;
  chargingSchedulePeriod: WirePeriod[];
}

interface WirePeriod {
  startPeriod: number;
  limit?: number | undefined;
  limit_L2?: number | undefined;
  limit_L3?: number | undefined;
  numberPhases?: number | undefined;
}

/** What of a profile all versions have; a profile of 1.6 holds one schedule, of 2.x a list. */
export interface WireProfile {
  chargingProfileId?: number | undefined;
  id?: number | undefined;
  stackLevel: number;
  chargingProfilePurpose: string;
  chargingProfileKind: string;
  recurrencyKind?: string | undefined;
  validFrom?: string | undefined;
  validTo?: string | undefined;
  transactionId?: string | number | undefined;
  chargingSchedule: WireSchedule | WireSchedule[];
}

const timeOf = (text: string | undefined): number | null => {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : at;
};

/** The limits of the phases as one: W add up, of A the mean is what all phases together may take. */
function limitOf({ limit, limit_L2, limit_L3 }: WirePeriod, unit: RateUnit): number | null {
  const phases = [limit, limit_L2, limit_L3].filter((each) => each !== undefined);
  if (phases.length === 0) return null;
  const sum = phases.reduce((total, each) => total + each, 0);
  return unit === 'W' ? sum : sum / phases.length;
}

export function scheduleOf(is: WireSchedule): Schedule {
  const unit = is.chargingRateUnit === 'A' ? 'A' : 'W';
  const periods = is.chargingSchedulePeriod.map((period) => ({
    startS: period.startPeriod,
    limit: limitOf(period, unit),
    phases: period.numberPhases ?? null,
  }));
  return {
    unit,
    startsAt: timeOf(is.startSchedule),
    durationS: is.duration ?? null,
    periods: periods.sort((a, b) => a.startS - b.startS),
  };
}

const noSchedule: WireSchedule = { chargingRateUnit: 'W', chargingSchedulePeriod: [] };

/** Reads a profile of any version. Of several schedules the first is for vehicles that do not choose (K16). */
export function readProfile(
  is: WireProfile,
  { evseId, source }: { evseId: number; source: string },
): Profile {
  const { chargingSchedule: given } = is;
  const wire = Array.isArray(given) ? given[0] : given;
  return {
    profileId: String(is.chargingProfileId ?? is.id),
    source,
    evseId,
    stackLevel: is.stackLevel,
    purpose: purposeOf(is.chargingProfilePurpose),
    kind: is.chargingProfileKind,
    roundS: is.chargingProfileKind !== 'Recurring' ? null : is.recurrencyKind === 'Weekly' ? 604_800 : 86_400,
    validFrom: timeOf(is.validFrom),
    validTo: timeOf(is.validTo),
    transactionId: is.transactionId === undefined ? null : String(is.transactionId),
    schedule: scheduleOf(wire ?? noSchedule),
  };
}

/** A limit that somebody else set, as a profile: it holds from when it was told, where it names no begin. */
export function externalProfile(
  schedule: WireSchedule,
  { evseId, source, at, local }: { evseId: number; source: string; at: number; local: boolean },
): Profile {
  const read = scheduleOf(schedule);
  return {
    profileId: '',
    source,
    evseId,
    stackLevel: 0,
    purpose: local ? 'LocalGeneration' : 'ChargingStationExternalConstraints',
    kind: 'Absolute',
    roundS: null,
    validFrom: null,
    validTo: null,
    transactionId: null,
    schedule: { ...read, startsAt: read.startsAt ?? at },
  };
}

/** A profile as it is kept: what came later than the profile itself stands beside it. */
export interface KeptProfile {
  profile: WireProfile;
  evseId: number;
  source: string;
  transactionId: string | null;
  /** The values of a dynamic one as they are now (2.1). */
  dynamicUpdate: { limit?: number; limit_L2?: number; limit_L3?: number } | null;
}

/** Numbers from here on are drawn by this system; what people choose themselves is lower as a rule. */
export const firstDrawn = 500_000_000;

export function keptProfile({ profile, transactionId, dynamicUpdate, ...of }: KeptProfile): Profile {
  const read = readProfile(profile, of);
  const { schedule } = read;
  if (dynamicUpdate?.limit === undefined) return { ...read, transactionId };
  const limit = limitOf({ startPeriod: 0, ...dynamicUpdate }, schedule.unit);
  const periods = [{ startS: 0, limit, phases: schedule.periods[0]?.phases ?? null }];
  return { ...read, transactionId, schedule: { ...schedule, periods } };
}

/** An external limit as it is kept: schedules as told, by whom and when. */
export interface KeptLimit {
  schedules: WireSchedule[] | null;
  evseId: number;
  source: string;
  localGeneration: boolean | null;
  notifiedAt: Date;
}

export const keptLimit = ({ schedules, evseId, source, localGeneration, notifiedAt }: KeptLimit): Profile[] =>
  (schedules ?? []).map((schedule) =>
    externalProfile(schedule, { evseId, source, at: notifiedAt.getTime(), local: localGeneration === true }),
  );
