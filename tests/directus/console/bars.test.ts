import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barsOf, topOf } from '../../../directus/extensions/chargeql-operations/src/insights/bars.js';

const options = {
  dateField: 'at',
  valueField: 'wh',
  function: 'sum',
  step: 'day',
  count: 3,
  per: 1000,
} as const;
const now = new Date('2026-11-25T10:20:00Z');
const day = (month: number, day: number, wh: string) => ({
  group: { at_year: 2026, at_month: month, at_day: day },
  sum: { wh },
});

test('each day has a bar, the first of a system and those in which nothing happened too', () => {
  const bars = barsOf([day(11, 25, '61250')], options, now);
  assert.deepEqual(
    bars.map(({ at, value }) => [at.toISOString().slice(0, 10), value]),
    [
      ['2026-11-23', 0],
      ['2026-11-24', 0],
      ['2026-11-25', 61.25],
    ],
  );
});

test('hours pass midnight and the end of a month', () => {
  const rows = [
    { group: { at_year: 2026, at_month: 10, at_day: 31, at_hour: 23 }, sum: { wh: 2000 } },
    { group: { at_year: 2026, at_month: 11, at_day: 1, at_hour: 0 }, sum: { wh: null } },
  ];
  const bars = barsOf(rows, { ...options, step: 'hour', count: 2 }, new Date('2026-11-01T00:59:00Z'));
  assert.deepEqual(
    bars.map(({ value }) => value),
    [2, 0],
  );
});

test('the scale ends at a round number that no bar exceeds', () => {
  const top = (value: number) => topOf([{ at: now, value }]);
  assert.deepEqual([0, 0.3, 1, 61.25, 501].map(top), [1, 0.5, 1, 100, 1000]);
});
