import { mainsV } from './curve.js';

/** A charging profile, whichever version it came in. */
export interface Profile {
  id: number;
  /** 0 is the whole station. */
  evseId: number;
  stackLevel: number;
  purpose: 'Station' | 'TxDefault' | 'Tx';
  kind: 'Absolute' | 'Recurring' | 'Relative';
  /** Length of one round of a recurring profile (s). */
  roundS?: number;
  validFrom?: number;
  validTo?: number;
  /** Epoch milliseconds; a relative profile begins with the session. */
  start?: number;
  durationS?: number;
  unit: 'A' | 'W';
  periods: { startS: number; limit: number; phases?: number }[];
}

export interface Moment {
  at: number;
  evseId: number;
  /** When the running session began; undefined where none runs. */
  sessionStart?: number | undefined;
  phases: 1 | 3;
}

/** A new profile takes the place of one with its id, or of its purpose, level and EVSE (2.x K01.FR.05). */
export function adopt(profiles: Profile[], profile: Profile): Profile[] {
  const kept = profiles.filter(
    (each) =>
      each.id !== profile.id &&
      (each.purpose !== profile.purpose ||
        each.stackLevel !== profile.stackLevel ||
        each.evseId !== profile.evseId),
  );
  return [...kept, profile];
}

export interface Criteria {
  id?: number | undefined;
  evseId?: number | undefined;
  purpose?: Profile['purpose'] | undefined;
  stackLevel?: number | undefined;
}

/** An id says it all; without one, every criterion given has to hold. */
export const matches =
  (wanted: Criteria) =>
  (profile: Profile): boolean =>
    wanted.id !== undefined
      ? profile.id === wanted.id
      : (wanted.evseId === undefined || profile.evseId === wanted.evseId) &&
        (wanted.purpose === undefined || profile.purpose === wanted.purpose) &&
        (wanted.stackLevel === undefined || profile.stackLevel === wanted.stackLevel);

/** What the profiles allow an EVSE at a moment (W); Infinity where they say nothing. */
export function allowedW(profiles: Profile[], moment: Moment): number {
  const station = leading(profiles, 'Station', moment);
  const session = leading(profiles, 'Tx', moment) ?? leading(profiles, 'TxDefault', moment);
  return Math.min(station ?? Number.POSITIVE_INFINITY, session ?? Number.POSITIVE_INFINITY);
}

/** The limit of the highest stack level that says something now. */
function leading(profiles: Profile[], purpose: Profile['purpose'], moment: Moment): number | undefined {
  const limits = profiles
    .filter((each) => each.purpose === purpose && (each.evseId === 0 || each.evseId === moment.evseId))
    .sort((a, b) => b.stackLevel - a.stackLevel)
    .map((each) => limitOf(each, moment));
  return limits.find((limit) => limit !== undefined);
}

function limitOf(profile: Profile, { at, sessionStart, phases }: Moment): number | undefined {
  if (at < (profile.validFrom ?? 0) || at > (profile.validTo ?? Number.POSITIVE_INFINITY)) return undefined;
  const start = profile.kind === 'Relative' ? (sessionStart ?? at) : (profile.start ?? sessionStart ?? at);
  let elapsed = (at - start) / 1000;
  if (elapsed < 0) return undefined;
  if (profile.kind === 'Recurring' && profile.roundS) elapsed %= profile.roundS;
  if (profile.durationS !== undefined && elapsed >= profile.durationS) return undefined;
  const period = profile.periods.findLast((each) => each.startS <= elapsed);
  if (!period) return undefined;
  return profile.unit === 'W' ? period.limit : period.limit * mainsV * (period.phases ?? phases);
}
