/** A car's side of a charge. */
export interface Vehicle {
  capacityWh: number;
  /** State of charge, 0 to 1. */
  soc: number;
  /** Where the car stops by itself, 0 to 1. */
  targetSoc: number;
  /** What its on-board charger takes (W) and over how many phases. */
  acW: number;
  acPhases: 1 | 3;
  /** The most its battery takes from a DC charger (W); 0 where it has no DC inlet. */
  dcW: number;
}

/** An EVSE's side of a charge. */
export interface Outlet {
  current: 'AC' | 'DC';
  maxW: number;
}

export const mainsV = 230;
/** Below this current per phase the control pilot offers nothing at all (IEC 61851-1). */
const leastA = 6;
/** Losses between meter and battery. */
const efficiency = { AC: 0.91, DC: 0.95 };
/** Seconds from the first ampere to full power. */
const rampS = { AC: 8, DC: 30 };

/** How much of its DC power a battery takes at a state of charge, as the public curves of cars show it. */
const dcTaper = [
  [0, 0.7],
  [0.08, 1],
  [0.5, 1],
  [0.8, 0.42],
  [0.95, 0.14],
  [1, 0.05],
] as const;

function shareAt(soc: number): number {
  const next = dcTaper.findIndex(([at]) => at >= soc);
  const [x1, y1] = dcTaper[next] ?? [1, 0.05];
  const [x0, y0] = dcTaper[next - 1] ?? [x1, y1];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (soc - x0)) / (x1 - x0);
}

export const phasesOf = (vehicle: Vehicle, outlet: Outlet): 1 | 3 =>
  outlet.current === 'DC' ? 3 : vehicle.acPhases;

/** What flows (W) when the car at `soc` has been charging for so many seconds and may take `limitW`. */
export function powerW(vehicle: Vehicle, outlet: Outlet, limitW: number, seconds: number): number {
  if (vehicle.soc >= vehicle.targetSoc) return 0;
  const ramp = Math.min(1, 0.2 + seconds / rampS[outlet.current]);
  if (outlet.current === 'DC')
    return Math.min(vehicle.dcW * shareAt(vehicle.soc), outlet.maxW, limitW) * ramp;
  if (limitW < leastA * mainsV * vehicle.acPhases) return 0;
  // the last percents are balancing: an on-board charger eases off
  const ease = vehicle.soc < 0.97 ? 1 : 1 - ((vehicle.soc - 0.97) / 0.03) * 0.75;
  const perPhase = outlet.maxW / 3;
  return Math.min(vehicle.acW * ease, perPhase * vehicle.acPhases, limitW) * ramp;
}

export interface Charged {
  wh: number;
  soc: number;
  /** Power at the end of the stretch (W). */
  powerW: number;
}

/** The integral of the curve over a stretch of seconds, in steps short enough for the ramp. */
export function charge(
  vehicle: Vehicle,
  outlet: Outlet,
  stretch: { limitW: number; from: number; seconds: number },
): Charged {
  const steps = Math.max(1, Math.min(500, Math.ceil(stretch.seconds / 5)));
  const step = stretch.seconds / steps;
  let soc = vehicle.soc;
  let wh = 0;
  for (let i = 0; i < steps; i++) {
    const watts = powerW({ ...vehicle, soc }, outlet, stretch.limitW, stretch.from + (i + 0.5) * step);
    const room = ((vehicle.targetSoc - soc) * vehicle.capacityWh) / efficiency[outlet.current];
    const part = Math.max(0, Math.min((watts * step) / 3600, room));
    wh += part;
    soc = Math.min(vehicle.targetSoc, soc + (part * efficiency[outlet.current]) / vehicle.capacityWh);
  }
  // what is left of the last step must not keep a car a hair below its target for ever
  if (vehicle.targetSoc - soc < 1e-6) soc = vehicle.targetSoc;
  const now = powerW({ ...vehicle, soc }, outlet, stretch.limitW, stretch.from + stretch.seconds);
  return { wh, soc, powerW: now };
}
