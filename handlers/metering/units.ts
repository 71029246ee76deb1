/** value × factor + offset is in `unit`. */
interface Unit {
  unit: string;
  factor: number;
  offset: number;
}

const rows: [given: string, unit: string, factor?: number, offset?: number][] = [
  ['Wh', 'Wh'],
  ['kWh', 'Wh', 1000],
  ['MWh', 'Wh', 1e6],
  ['varh', 'varh'],
  ['kvarh', 'varh', 1000],
  ['VAh', 'VAh'],
  ['kVAh', 'VAh', 1000],
  ['W', 'W'],
  ['kW', 'W', 1000],
  ['var', 'var'],
  ['kvar', 'var', 1000],
  ['VA', 'VA'],
  ['kVA', 'VA', 1000],
  ['A', 'A'],
  ['mA', 'A', 0.001],
  ['V', 'V'],
  ['kV', 'V', 1000],
  ['Percent', 'Percent'],
  ['%', 'Percent'],
  ['Hz', 'Hz'],
  ['RPM', 'RPM'],
  ['Celsius', 'Celsius'],
  // 1.6 spells it so in its first edition.
  ['Celcius', 'Celsius'],
  ['K', 'Celsius', 1, -273.15],
  ['Fahrenheit', 'Celsius', 5 / 9, -160 / 9],
];

const units = new Map<string, Unit>();
for (const [given, unit, factor = 1, offset = 0] of rows) {
  units.set(given.toLowerCase(), { unit, factor, offset });
  units.set(given, { unit, factor, offset });
}

/** What a measurand is in where the station does not say (1.6 §7.28, 2.1 UnitOfMeasureType: Wh is the default). */
const unspoken: [start: string, unit: string][] = [
  ['Energy.Active', 'Wh'],
  ['Energy.Reactive', 'varh'],
  ['Energy.Apparent', 'VAh'],
  ['Power.Active', 'W'],
  ['Power.Reactive', 'var'],
  ['Power.Offered', 'W'],
  ['Current', 'A'],
  ['Voltage', 'V'],
  ['SoC', 'Percent'],
  ['Frequency', 'Hz'],
  ['Temperature', 'Celsius'],
];

/** The unit we keep for a unit given; one we do not know is kept as it is, undefined where there is none. */
export function unitOf(given: string | undefined, measurand: string): Unit | undefined {
  if (given)
    return units.get(given) ?? units.get(given.toLowerCase()) ?? { unit: given, factor: 1, offset: 0 };
  const row = unspoken.find(([start]) => measurand.startsWith(start));
  return row && units.get(row[1]);
}

/** Without the noise of binary fractions: 12.345 kWh are 12345 Wh. */
export function convert(value: number, unit: Unit | undefined, multiplier = 0): number {
  if (!unit || (unit.factor === 1 && unit.offset === 0 && multiplier === 0)) return value;
  return Number((value * 10 ** multiplier * unit.factor + unit.offset).toPrecision(15));
}
