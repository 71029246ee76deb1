import type { RateUnit } from './charging-profile.js';

/** What a station tells of how it takes charging profiles, and of what it can give. */
export interface Abilities {
  /** In which units it takes limits; both where it never said. */
  units: RateUnit[];
  maxPeriods: number | null;
  maxStackLevel: number | null;
  phases: number | null;
  /** The most the EVSE, and the station, can give (W). */
  evseMaxW: number | null;
  stationMaxW: number | null;
}

/** A variable of the device model, as far as it matters here. */
export interface AbilityRow {
  component: string;
  variable: string;
  evseId: number | null;
  value: string | null;
  maxLimit: number | null;
  unit: string | null;
}

/** Under which names stations tell, in small letters: 2.x Part 2 appendix, 1.6 §9.4. */
const names = {
  units: ['rateunit', 'chargingscheduleallowedchargingrateunit'],
  maxPeriods: ['periodsperschedule', 'chargingschedulemaxperiods'],
  maxStackLevel: ['profilestacklevel', 'chargeprofilemaxstacklevel'],
  phases: ['supplyphases'],
  power: ['power'],
} as const;

/** What to look for in the device model. */
export const abilityVariables: string[] = Object.values(names).flat();

const named = (rows: AbilityRow[], wanted: readonly string[]): AbilityRow[] =>
  rows.filter(({ variable }) => wanted.includes(variable.toLowerCase()));

function numberOf(rows: AbilityRow[]): number | null {
  const numbers = rows.flatMap(({ value }) =>
    value !== null && /^\d{1,9}$/.test(value) ? [Number(value)] : [],
  );
  return numbers.length > 0 ? Math.min(...numbers) : null;
}

/** 2.x says A and W, 1.6 says Current and Power. */
function unitsOf(rows: AbilityRow[]): RateUnit[] {
  const said = rows
    .map(({ value }) => value?.toLowerCase() ?? '')
    .join(',')
    .split(',');
  const words = said.map((word) => word.trim());
  const units: RateUnit[] = [];
  if (words.includes('a') || words.includes('current')) units.push('A');
  if (words.includes('w') || words.includes('power')) units.push('W');
  return units.length > 0 ? units : ['A', 'W'];
}

function mostW(rows: AbilityRow[]): number | null {
  const limits = rows.flatMap(({ maxLimit, unit }) =>
    maxLimit !== null && maxLimit > 0 ? [maxLimit * (unit?.toLowerCase() === 'kw' ? 1000 : 1)] : [],
  );
  return limits.length > 0 ? Math.min(...limits) : null;
}

export function abilitiesOf(rows: AbilityRow[], evseId: number): Abilities {
  const power = named(rows, names.power);
  const of = (component: string, at: number | null) =>
    power.filter((row) => row.component.toLowerCase() === component && (at === null || row.evseId === at));
  const phases = numberOf(
    named(rows, names.phases).filter((row) => row.evseId === null || row.evseId === evseId),
  );
  return {
    units: unitsOf(named(rows, names.units)),
    maxPeriods: numberOf(named(rows, names.maxPeriods)),
    maxStackLevel: numberOf(named(rows, names.maxStackLevel)),
    phases: phases !== null && phases >= 1 && phases <= 3 ? phases : null,
    evseMaxW: mostW([...of('evse', evseId), ...of('connector', evseId)]),
    stationMaxW: mostW(of('chargingstation', null)),
  };
}
