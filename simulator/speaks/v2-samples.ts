import type { MeterValueType, SampledValueType } from 'typed-ocpp/dist/ocpp21/types.js';
import type { Sample } from '../samples.js';
import type { ReadingContext } from './dialect.js';

/** Readings as 2.x writes them; Wh is what no unit means. */
export function meterValue(samples: Sample[], at: Date, context: ReadingContext): MeterValueType {
  const sampledValue = samples.map(
    ({ measurand, value, unit, phase }): SampledValueType => ({
      value,
      context,
      measurand,
      ...(phase ? { phase: measurand === 'Voltage' ? (`${phase}-N` as const) : phase } : {}),
      location: measurand === 'SoC' ? 'EV' : 'Outlet',
      ...(unit === 'Wh' ? {} : { unitOfMeasure: { unit } }),
    }),
  );
  return { timestamp: at.toISOString(), sampledValue };
}
