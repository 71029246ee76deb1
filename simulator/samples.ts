import { mainsV, type Outlet, type Vehicle } from './curve.js';
import type { Measurand } from './variables.js';

export interface Sample {
  measurand: Measurand;
  value: number;
  unit: 'Wh' | 'W' | 'Percent' | 'V' | 'A';
  phase?: 'L1' | 'L2' | 'L3';
}

export interface Reading {
  registerWh: number;
  powerW: number;
  outlet: Outlet;
  vehicle?: Vehicle | undefined;
}

const phaseNames = ['L1', 'L2', 'L3'] as const;
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** What the meter shows now. Only a DC charger talks to the battery and knows its state of charge. */
export function samples(reading: Reading, wanted: readonly string[]): Sample[] {
  const { registerWh, powerW, outlet, vehicle } = reading;
  const all: Sample[] = [
    { measurand: 'Energy.Active.Import.Register', value: Math.floor(registerWh), unit: 'Wh' },
    { measurand: 'Power.Active.Import', value: rounded(powerW, 1), unit: 'W' },
    ...(outlet.current === 'DC' && vehicle ? dcSamples(powerW, vehicle) : []),
    ...(outlet.current === 'AC' ? acSamples(powerW, vehicle?.acPhases ?? 3) : []),
  ];
  return all.filter((each) => wanted.includes(each.measurand));
}

function dcSamples(powerW: number, { soc }: Vehicle): Sample[] {
  const volts = 355 + 55 * soc;
  return [
    { measurand: 'SoC', value: rounded(soc * 100, 1), unit: 'Percent' },
    { measurand: 'Voltage', value: rounded(volts, 1), unit: 'V' },
    { measurand: 'Current.Import', value: rounded(powerW / volts, 2), unit: 'A' },
  ];
}

/** The mains sag a little under load. */
function acSamples(powerW: number, phases: 1 | 3): Sample[] {
  const amps = powerW / phases / mainsV;
  return phaseNames.slice(0, phases).flatMap((phase): Sample[] => [
    { measurand: 'Voltage', value: rounded(mainsV - amps * 0.06, 1), unit: 'V', phase },
    { measurand: 'Current.Import', value: rounded(amps, 2), unit: 'A', phase },
  ]);
}
