import type { MeterValuesRequest } from 'typed-ocpp/dist/ocpp16/types.js';
import type { Sample } from '../samples.js';
import type { ReadingContext } from './dialect.js';

type SampledValues = MeterValuesRequest['meterValue'][number]['sampledValue'];

/** Readings as 1.6 writes them: values are text, the phase of a voltage is towards N. */
export function sampledValues(samples: Sample[], context: ReadingContext): SampledValues {
  return samples.map(({ measurand, value, unit, phase }) => ({
    value: String(value),
    context,
    measurand,
    unit,
    location: measurand === 'SoC' ? 'EV' : 'Outlet',
    ...(phase ? { phase: measurand === 'Voltage' ? (`${phase}-N` as const) : phase } : {}),
  }));
}
