import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { abilitiesOf } from '../../ocpp/charging-abilities.js';
import { firstDrawn, type Profile, type RateUnit, scheduleOf } from '../../ocpp/charging-profile.js';
import { type Composite, compositeOf, type Target, tenths } from '../../ocpp/composite-schedule.js';
import type { Situation } from './situation.js';

export type Needs = Omit<V21.ChargingNeedsType, 'requestedEnergyTransfer'> & {
  requestedEnergyTransfer?: string;
};

/** The charging of one vehicle that asks for a schedule. */
export interface Charging {
  evseId: number;
  transaction: NonNullable<Target['transaction']>;
  needs: Needs;
  maxScheduleTuples: number | null;
}

export const mainsV = 230;
/** A; what a vehicle takes that says nothing of it. */
const usualA = 32;
const hourS = 3600;
/** K15: a schedule reaches to the departure, for an hour at least; ISO 15118-2 takes a day at most. */
const longestS = 24 * hourS;

/** Of the schedules for vehicles; whatever limits a transaction lies above it and so prevails. */
const level = 0;

export const isAc = ({ requestedEnergyTransfer: mode = '', dcChargingParameters: dc }: Needs): boolean =>
  mode.startsWith('AC') || (mode === '' && !dc);

function phasesOf({ requestedEnergyTransfer: mode = '' }: Needs, known: number | null): number {
  if (mode.includes('single_phase')) return 1;
  return mode.includes('two_phase') ? 2 : (known ?? 3);
}

/** The most that the vehicle takes (W). */
function vehicleW(needs: Needs, phases: number): number {
  const { acChargingParameters: ac, dcChargingParameters: dc, v2xChargingParameters: v2x } = needs;
  if (ac) return ac.evMaxCurrent * mainsV * phases;
  if (dc) return Math.min(dc.evMaxPower ?? Infinity, dc.evMaxCurrent * dc.evMaxVoltage);
  if (v2x?.maxChargePower)
    return v2x.maxChargePower + (v2x.maxChargePower_L2 ?? 0) + (v2x.maxChargePower_L3 ?? 0);
  return usualA * mainsV * phases;
}

/** What holds for a vehicle beside the schedule it is given, from change to change (W). */
function limitsFor(
  { evseId, transaction, needs }: Charging,
  { profiles, variables }: Situation,
  window: { from: number; to: number },
): { target: Target; steps: { startS: number; watts: number }[] } {
  const abilities = abilitiesOf(variables, evseId);
  const target = { evseId, transaction, phases: phasesOf(needs, abilities.phases), voltage: mainsV };
  const most = Math.min(
    vehicleW(needs, target.phases),
    abilities.evseMaxW ?? Infinity,
    abilities.stationMaxW ?? Infinity,
  );
  const others = profiles.filter((each) => !isVehicles(each));
  const steps = compositeOf(others, target, window).map(({ startS, held }) => ({
    startS,
    watts: Math.min(most, held?.watts ?? Infinity),
  }));
  return { target, steps: steps.filter(({ watts }, i) => watts !== steps[i - 1]?.watts) };
}

/** A schedule that a vehicle was given by this system. */
const isVehicles = ({ purpose, stackLevel, profileId }: Profile): boolean =>
  purpose === 'TxProfile' && stackLevel === level && Number(profileId) >= firstDrawn;

/** The number of the schedule that the vehicle of this transaction has; the next one takes its place. */
export const numberOfVehicles = ({ profiles }: Situation, transactionId: string): number | undefined => {
  const known = profiles.find((each) => isVehicles(each) && each.transactionId === transactionId);
  return known && Number(known.profileId);
};

/** As many periods as are taken; the last of them stands for all that follow, with the lowest of their limits. */
export function fewer<Step extends { watts: number }>(steps: Step[], most: number): Step[] {
  if (steps.length <= most) return steps;
  const rest = steps.slice(most - 1);
  const watts = Math.min(...rest.map((step) => step.watts));
  return [...steps.slice(0, most - 1), { ...(rest[0] as Step), watts }];
}

/** The profile that a vehicle gets: all that the limits of station and EVSE leave it, until it leaves (K15 to K17). */
export function profileFor(
  charging: Charging,
  situation: Situation,
  { id, now }: { id: number; now: number },
): V21.ChargingProfileType {
  const { needs, evseId, maxScheduleTuples, transaction } = charging;
  const staysS = (Date.parse(needs.departureTime ?? '') - now) / 1000 || longestS;
  const duration = Math.round(Math.min(longestS, Math.max(hourS, staysS)));
  const { units, maxPeriods } = abilitiesOf(situation.variables, evseId);
  const { target, steps } = limitsFor(charging, situation, { from: now, to: now + duration * 1000 });
  const unit: RateUnit = units.length === 1 && units[0] ? units[0] : isAc(needs) ? 'A' : 'W';
  const most = Math.max(1, Math.min(maxScheduleTuples ?? Infinity, maxPeriods ?? Infinity, 1024));
  return {
    id,
    stackLevel: level,
    chargingProfilePurpose: 'TxProfile',
    chargingProfileKind: 'Absolute',
    transactionId: transaction.transactionId,
    chargingSchedule: [
      {
        id: 1,
        startSchedule: new Date(now - (now % 1000)).toISOString(),
        duration,
        chargingRateUnit: unit,
        chargingSchedulePeriod: fewer(steps, most).map(({ startS, watts }) => ({
          startPeriod: Math.floor(startS),
          limit: tenths(unit === 'W' ? watts : watts / (target.voltage * target.phases)),
          ...(isAc(needs) ? { numberPhases: target.phases } : {}),
        })),
      },
    ],
  };
}

/** Of what a limit is, this much more may come of rounding. */
const tolerance = 1.01;

/** Whether a vehicle means to take more than holds, at any time (K16.FR.12, K17). */
export function exceeds(
  plan: { schedule: Parameters<typeof scheduleOf>[0]; timeBase: Date },
  { evseId, transaction, needs }: Charging,
  { profiles, variables }: Situation,
): boolean {
  const { unit, periods, durationS } = scheduleOf(plan.schedule);
  const from = plan.timeBase.getTime();
  const lastS = Math.max(...periods.map(({ startS }) => startS), 0);
  const endS = Math.min(durationS ?? lastS + hourS, 7 * longestS);
  const phases = phasesOf(needs, abilitiesOf(variables, evseId).phases);
  const target: Target = { evseId, transaction, phases, voltage: mainsV };
  const limits = compositeOf(profiles, target, { from, to: from + endS * 1000 });
  const plannedW = (limit: number, of: number | null) =>
    unit === 'W' ? limit : limit * mainsV * (of ?? phases);
  return periods.some(({ startS, limit, phases: of }, i) => {
    const untilS = periods[i + 1]?.startS ?? endS;
    const least = Math.min(...during(limits, startS, untilS).map(({ held }) => held?.watts ?? Infinity));
    return limit !== null && plannedW(limit, of) > least * tolerance;
  });
}

const during = (limits: Composite[], fromS: number, toS: number): Composite[] =>
  limits.filter(({ startS }, i) => startS < toS && (limits[i + 1]?.startS ?? Infinity) > fromS);
