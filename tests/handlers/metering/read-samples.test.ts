import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samplesOf2, samplesOf16 } from '../../../handlers/metering/read-samples.js';

const receivedAt = new Date('2026-05-01T12:00:00Z');
const timestamp = '2026-05-01T11:59:00Z';

const one16 = (sample: object) =>
  samplesOf16([{ timestamp, sampledValue: [sample as { value: string }] }], receivedAt, '1||')[0];
const one2 = (sample: object) =>
  samplesOf2([{ timestamp, sampledValue: [sample as { value: number }] }], receivedAt, '1||')[0];

type Row = [
  given: string,
  in16: object,
  in2: object,
  measurand: string,
  value: number | null,
  unit: string | null,
];

const energy = 'Energy.Active.Import.Register';
const rows: Row[] = [
  ['nothing but a value is Wh of the import register', { value: '12' }, { value: 12 }, energy, 12, 'Wh'],
  [
    'kWh',
    { value: '12.345', unit: 'kWh' },
    { value: 12.345, unitOfMeasure: { unit: 'kWh' } },
    energy,
    12345,
    'Wh',
  ],
  [
    'a unit in odd capitals',
    { value: '2', unit: 'KWH' },
    { value: 2, unitOfMeasure: { unit: 'KWH' } },
    energy,
    2000,
    'Wh',
  ],
  [
    'kW',
    { value: '7.4', unit: 'kW', measurand: 'Power.Active.Import' },
    { value: 7.4, unitOfMeasure: { unit: 'kW' }, measurand: 'Power.Active.Import' },
    'Power.Active.Import',
    7400,
    'W',
  ],
  [
    'a power without unit',
    { value: '7.4', measurand: 'Power.Active.Import' },
    { value: 7.4, measurand: 'Power.Active.Import' },
    'Power.Active.Import',
    7.4,
    'W',
  ],
  [
    'kvar',
    { value: '1', unit: 'kvar', measurand: 'Power.Reactive.Import' },
    { value: 1, unitOfMeasure: { unit: 'kvar' }, measurand: 'Power.Reactive.Import' },
    'Power.Reactive.Import',
    1000,
    'var',
  ],
  [
    'a state of charge without unit',
    { value: '80', measurand: 'SoC' },
    { value: 80, measurand: 'SoC' },
    'SoC',
    80,
    'Percent',
  ],
  [
    'Celcius',
    { value: '21', unit: 'Celcius', measurand: 'Temperature' },
    { value: 21, unitOfMeasure: { unit: 'Celsius' }, measurand: 'Temperature' },
    'Temperature',
    21,
    'Celsius',
  ],
  [
    'Fahrenheit',
    { value: '68', unit: 'Fahrenheit', measurand: 'Temperature' },
    { value: 68, unitOfMeasure: { unit: 'Fahrenheit' }, measurand: 'Temperature' },
    'Temperature',
    20,
    'Celsius',
  ],
  [
    'Hz, which 1.6 has no word for',
    { value: '50', unit: 'Hz', measurand: 'Frequency' },
    { value: 50, unitOfMeasure: { unit: 'Hz' }, measurand: 'Frequency' },
    'Frequency',
    50,
    'Hz',
  ],
  [
    'words nobody knows',
    { value: '1', unit: 'furlong', measurand: 'Speed' },
    { value: 1, unitOfMeasure: { unit: 'furlong' }, measurand: 'Speed' },
    'Speed',
    1,
    'furlong',
  ],
];

for (const [given, in16, in2, measurand, value, unit] of rows)
  test(`${given} is ${value} ${unit} in both dialects`, () => {
    for (const sample of [one16(in16), one2(in2)]) {
      assert.ok(sample);
      assert.deepEqual(
        {
          at: sample.at,
          measurand: sample.measurand,
          value: sample.value,
          unit: sample.unit,
          raw: sample.raw,
        },
        { at: Date.parse(timestamp), measurand, value, unit, raw: null },
      );
    }
  });

test('2.x: the multiplier is a power of ten', () => {
  assert.equal(one2({ value: 12.345, unitOfMeasure: { unit: 'Wh', multiplier: 3 } })?.value, 12345);
  assert.equal(one2({ value: 125, unitOfMeasure: { multiplier: -1 } })?.value, 12.5);
});

test('2.x: signed data is kept beside the number', () => {
  const signed = { signedMeterData: 'AA', signingMethod: '', encodingMethod: 'OCMF', publicKey: '' };
  const sample = one2({ value: 5, signedMeterValue: signed });
  assert.equal(sample?.value, 5);
  assert.deepEqual(JSON.parse(sample?.raw ?? ''), signed);
});

test('1.6: what is no number is kept as it came', () => {
  assert.equal(one16({ value: '12,5' })?.value, 12.5);
  for (const value of ['', 'n/a', 'OCMF|'.repeat(400), 'Infinity']) {
    const sample = one16({ value });
    assert.deepEqual([sample?.value, sample?.raw], [null, value]);
  }
  const signed = one16({ value: '123', format: 'SignedData' });
  assert.deepEqual([signed?.value, signed?.raw], [null, '123']);
});

test('times that cannot be are replaced by when we heard', () => {
  for (const wrong of ['1970-01-01T00:00:00Z', '', 'yesterday', '2026-05-02T12:00:01Z'])
    assert.equal(
      samplesOf16([{ timestamp: wrong, sampledValue: [{ value: '1' }] }], receivedAt, '')[0]?.at,
      receivedAt.getTime(),
      wrong,
    );
});

test('the key is the same for the same sample, and another for any other', () => {
  const sample = { value: '1', measurand: 'Voltage', phase: 'L1', unit: 'V' };
  assert.equal(one16(sample)?.key, one16({ ...sample })?.key);
  const others = [
    { value: '2' },
    { phase: 'L2' },
    { location: 'EV' },
    { context: 'Trigger' },
    { measurand: 'Current.Import' },
    { phase: undefined },
  ];
  const keys = new Set(
    [sample, ...others.map((other) => ({ ...sample, ...other }))].map((one) => one16(one)?.key),
  );
  assert.equal(keys.size, others.length + 1);
  assert.ok([...keys].every((key) => Number.isSafeInteger(key)));
});

test('a million samples of one time have a million keys', () => {
  const keys = new Set<number>();
  for (let i = 0; i < 1000; i++) {
    const sampledValue = Array.from({ length: 1000 }, (_, j) => ({ value: `${i}.${j}` }));
    for (const { key } of samplesOf16([{ timestamp, sampledValue }], receivedAt, '')) keys.add(key);
  }
  assert.equal(keys.size, 1_000_000);
});
