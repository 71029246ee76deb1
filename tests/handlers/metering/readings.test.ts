import assert from 'node:assert/strict';
import { test } from 'node:test';
import { combine, countedIntervals, readingsOf } from '../../../handlers/metering/readings.js';
import type { Sample } from '../../../handlers/metering/sample.js';

function sample(at: number, value: number, more: Partial<Sample> = {}): Sample {
  const measurand = 'Energy.Active.Import.Register';
  const words = { phase: null, location: null, context: null, unit: 'Wh', raw: null, key: 0 };
  return { at, measurand, value, ...words, ...more };
}
const power = (at: number, value: number, more: Partial<Sample> = {}) =>
  sample(at, value, { measurand: 'Power.Active.Import', ...more });

const none = {
  begin: null,
  end: null,
  energy: null,
  power: null,
  soc: null,
  registerMin: null,
  registerMax: null,
};

test('registers of several times give their range and the newest', () => {
  assert.deepEqual(readingsOf([sample(2, 20), sample(3, 30), sample(1, 10)]), {
    ...none,
    at: 3,
    registerMin: 10,
    registerMax: 30,
    energy: 30,
  });
});

test('phases are summed, unless there is a sample without phase', () => {
  const phases = ['L1', 'L2', 'L3'].map((phase, i) => power(1, 1000 + i, { phase }));
  assert.equal(readingsOf(phases)?.power, 3003);
  assert.equal(readingsOf([...phases, power(1, 2900)])?.power, 2900);
  assert.equal(readingsOf(phases.map((one) => ({ ...one, phase: `${one.phase}-N` })))?.power, 3003);
  assert.equal(
    readingsOf([...phases, power(1, 5, { phase: 'L1-N' }), power(1, 7, { phase: 'N' })])?.power,
    3003,
  );
});

test('phases of different contexts at one time are summed apart, however they are mixed', () => {
  const mixed = ['L1', 'L2'].flatMap((phase) => [
    sample(1, 10, { phase, context: 'Transaction.Begin' }),
    sample(1, 50, { phase, context: 'Transaction.End' }),
  ]);
  const readings = readingsOf(mixed);
  assert.deepEqual(
    [readings?.begin, readings?.end, readings?.registerMin, readings?.registerMax],
    [20, 100, 20, 100],
  );
});

test('the meter at the outlet counts before one at the inlet', () => {
  const both = [sample(1, 999, { location: 'Inlet' }), sample(1, 10, { location: 'Outlet' })];
  assert.equal(readingsOf(both)?.energy, 10);
  assert.equal(readingsOf(both.slice(0, 1))?.energy, 999);
});

test('the state of charge is of the car; what is no number says nothing', () => {
  const soc = sample(1, 55, { measurand: 'SoC', location: 'EV' });
  assert.deepEqual(readingsOf([soc, sample(1, 0, { value: null, raw: 'x' })]), { ...none, at: 1, soc: 55 });
  assert.equal(readingsOf([]), undefined);
});

test('combined in any order they say the same', () => {
  const [a, b] = [readingsOf([sample(1, 10), power(1, 7)]), readingsOf([sample(2, 5)])];
  assert.ok(a && b);
  const both = { ...none, at: 2, registerMin: 5, registerMax: 10, energy: 5, power: 7 };
  assert.deepEqual(combine(a, b), both);
  assert.deepEqual(combine(b, a), both);
});

test('of intervals count those over all phases, once', () => {
  const interval = (value: number, more: Partial<Sample> = {}) =>
    sample(1, value, { measurand: 'Energy.Active.Import.Interval', ...more });
  const values = (samples: Sample[]) => countedIntervals(samples).map(({ value }) => value);
  const phases = [interval(1, { phase: 'L1' }), interval(2, { phase: 'L2' })];
  assert.deepEqual(values(phases), [1, 2]);
  assert.deepEqual(values([...phases, interval(3)]), [3]);
  assert.deepEqual(values([interval(3), interval(9, { context: 'Sample.Clock' })]), [3]);
});
