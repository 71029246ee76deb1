import { type Profile as ReadProfile, readProfile, type WireProfile } from '../ocpp/charging-profile.js';
import { compositeOf, inUnit, limitAt, type Target } from '../ocpp/composite-schedule.js';
import { mainsV } from './curve.js';

/** A charging profile, whichever version it came in: as it was told, and as it is read. */
export interface Profile extends ReadProfile {
  is: WireProfile;
}

/** The purposes a simulated charger keeps; the others are politely refused (external ones are not set, K01.FR.22). */
const kept = ['ChargingStationMaxProfile', 'TxDefaultProfile', 'TxProfile'];

/** Undefined for one that this charger does not keep. Its first schedule is for cars that do not negotiate. */
export function profileOf(is: WireProfile, evseId: number): Profile | undefined {
  const profile = { ...readProfile(is, { evseId, source: 'CSO' }), is };
  const isEmpty = profile.schedule.periods.length === 0;
  return !kept.includes(profile.purpose) || profile.kind === 'Dynamic' || isEmpty ? undefined : profile;
}

/** A new profile takes the place of one with its id, or of its purpose, level and EVSE (2.x K01.FR.05). */
export function adopt(profiles: Profile[], profile: Profile): Profile[] {
  const others = profiles.filter(
    (each) =>
      each.profileId !== profile.profileId &&
      (each.purpose !== profile.purpose ||
        each.stackLevel !== profile.stackLevel ||
        each.evseId !== profile.evseId),
  );
  return [...others, profile];
}

export interface Criteria {
  ids?: readonly number[] | undefined;
  evseId?: number | undefined;
  purpose?: string | undefined;
  stackLevel?: number | undefined;
}

/** An id says it all; without one, every criterion given has to hold. */
export const matches =
  ({ ids, evseId, purpose, stackLevel }: Criteria) =>
  (profile: Profile): boolean =>
    ids
      ? ids.includes(Number(profile.profileId))
      : (evseId === undefined || profile.evseId === evseId) &&
        (purpose === undefined || profile.purpose === purpose) &&
        (stackLevel === undefined || profile.stackLevel === stackLevel);

export interface Moment {
  at: number;
  evseId: number;
  /** The running session, if any. */
  transaction?: { transactionId: string; startedAt: number } | undefined;
  phases: 1 | 3;
}

const targetOf = ({ evseId, transaction, phases }: Omit<Moment, 'at'>): Target => ({
  ...{ evseId, phases, voltage: mainsV },
  transaction: transaction && { ...transaction, priority: false },
});

/** What the profiles allow an EVSE at a moment (W); Infinity where they say nothing. */
export const allowedW = (profiles: readonly Profile[], { at, ...where }: Moment): number =>
  profiles.length === 0
    ? Number.POSITIVE_INFINITY
    : (limitAt(profiles, at, targetOf(where))?.watts ?? Number.POSITIVE_INFINITY);

export interface CompositePeriod {
  startPeriod: number;
  limit: number;
}

/** The limits from a moment on, what the charger itself can at most included (K08, 1.6 §5.7). */
export function composite(
  profiles: readonly Profile[],
  { at, ...where }: Moment,
  { durationS, unit, mostW }: { durationS: number; unit: 'A' | 'W'; mostW: number },
): CompositePeriod[] {
  const target = targetOf(where);
  const most = { watts: mostW, limit: mostW, unit: 'W' as const };
  return compositeOf(profiles, target, { from: at, to: at + durationS * 1000 })
    .map(({ startS, held }) => ({
      startPeriod: Math.round(startS),
      limit: inUnit(held && held.watts < mostW ? held : most, unit, target),
    }))
    .filter(({ limit }, i, all) => limit !== all[i - 1]?.limit);
}
