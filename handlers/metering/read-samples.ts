import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { timeOf } from '../clock.js';
import { type Sample, sampleKey } from './sample.js';
import { convert, unitOf } from './units.js';

type Values16 = V16.MeterValuesRequest['meterValue'];
type Values2 = (V201.MeterValueType | V21.MeterValueType)[];

/** Both dialects leave it out where it is the import register (1.6 §7.28, 2.1 SampledValueType). */
const unsaidMeasurand = 'Energy.Active.Import.Register';

/** @param whose what tells these meters apart at the station: EVSE, connector, transaction as it was named */
export function samplesOf16(values: Values16 | undefined, receivedAt: Date, whose: string): Sample[] {
  const samples: Sample[] = [];
  for (const { timestamp, sampledValue } of values ?? []) {
    const at = timeOf(timestamp, receivedAt).getTime();
    for (const is of sampledValue ?? []) {
      const measurand = is.measurand ?? unsaidMeasurand;
      const unit = unitOf(is.unit, measurand);
      const number = is.format === 'SignedData' ? undefined : numberIn(is.value);
      samples.push({
        at,
        measurand,
        phase: is.phase ?? null,
        location: is.location ?? null,
        context: is.context ?? null,
        unit: number === undefined ? (is.unit ?? null) : (unit?.unit ?? null),
        value: number === undefined ? null : convert(number, unit),
        raw: number === undefined ? String(is.value ?? '') : null,
        key: sampleKey([
          whose,
          measurand,
          is.phase ?? '',
          is.location ?? '',
          is.context ?? '',
          is.unit ?? '',
          String(is.value),
        ]),
      });
    }
  }
  return samples;
}

/** 2.x numbers come with a power of ten; the signed data, where there is any, is kept beside them. */
export function samplesOf2(values: Values2 | undefined, receivedAt: Date, whose: string): Sample[] {
  const samples: Sample[] = [];
  for (const { timestamp, sampledValue } of values ?? []) {
    const at = timeOf(timestamp, receivedAt).getTime();
    for (const is of sampledValue ?? []) {
      const measurand = is.measurand ?? unsaidMeasurand;
      const { unit: given, multiplier = 0 } = is.unitOfMeasure ?? {};
      const unit = unitOf(given, measurand);
      const number = numberIn(is.value);
      const signed = is.signedMeterValue && JSON.stringify(is.signedMeterValue);
      samples.push({
        at,
        measurand,
        phase: is.phase ?? null,
        location: is.location ?? null,
        context: is.context ?? null,
        unit: unit?.unit ?? null,
        value: number === undefined ? null : convert(number, unit, multiplier),
        raw: signed ?? (number === undefined ? String(is.value ?? '') : null),
        key: sampleKey([
          whose,
          measurand,
          is.phase ?? '',
          is.location ?? '',
          is.context ?? '',
          given ?? '',
          `${is.value}e${multiplier}`,
        ]),
      });
    }
  }
  return samples;
}

/** 1.6 sends numbers as text, some stations with a comma in them, signed data as very long text. */
function numberIn(value: string | number): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > 40 || value.trim() === '') return undefined;
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  const withPoint = Number(value.replace(',', '.'));
  return Number.isFinite(withPoint) ? withPoint : undefined;
}
