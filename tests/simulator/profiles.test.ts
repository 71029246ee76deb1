import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  adopt,
  allowedW,
  composite,
  type Moment,
  matches,
  type Profile,
  profileOf,
} from '../../simulator/profiles.js';

const at = Date.parse('2026-03-01T12:00:00Z');
const moment: Moment = {
  ...{ at, evseId: 1, phases: 3 },
  transaction: { transactionId: '7', startedAt: at - 600_000 },
};

interface Wanted {
  id?: number;
  evseId?: number;
  stackLevel?: number;
  purpose?: string;
  kind?: string;
  start?: number;
  validTo?: number;
  durationS?: number;
  unit?: string;
  periods?: [number, number][];
}

const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

function profile({ id = 1, evseId = 1, stackLevel = 0, unit = 'W', ...more }: Wanted = {}): Profile {
  const { purpose = 'TxDefaultProfile', kind = 'Absolute', periods = [[0, 5000]] } = more;
  const read = profileOf(
    {
      ...{ id, stackLevel, chargingProfilePurpose: purpose, chargingProfileKind: kind },
      ...{ recurrencyKind: 'Daily', validTo: iso(more.validTo) },
      chargingSchedule: {
        ...{ startSchedule: iso(more.start), duration: more.durationS, chargingRateUnit: unit },
        chargingSchedulePeriod: periods.map(([startPeriod, limit]) => ({ startPeriod, limit })),
      },
    },
    evseId,
  );
  assert.ok(read);
  return read;
}

test('without profiles nothing is limited', () => {
  assert.equal(allowedW([], moment), Number.POSITIVE_INFINITY);
});

test('the highest level speaks, the session before the default, and the station caps both', () => {
  const low = profile();
  const high = profile({ id: 2, stackLevel: 3, periods: [[0, 7000]] });
  const session = profile({ id: 3, purpose: 'TxProfile', periods: [[0, 9000]] });
  const station = profile({ id: 4, purpose: 'ChargingStationMaxProfile', evseId: 0, periods: [[0, 6000]] });
  assert.equal(allowedW([low, high], moment), 7000);
  assert.equal(allowedW([low, high, session], moment), 9000);
  assert.equal(allowedW([low, high, session, station], moment), 6000);
  assert.equal(allowedW([low], { ...moment, evseId: 2 }), Number.POSITIVE_INFINITY);
});

test('amperes count per phase', () => {
  const amps = profile({ unit: 'A', periods: [[0, 10]] });
  assert.equal(allowedW([amps], moment), 6900);
  assert.equal(allowedW([amps], { ...moment, phases: 1 }), 2300);
});

test('a relative schedule runs from the begin of the session, and ends after its duration', () => {
  const relative = profile({
    kind: 'Relative',
    durationS: 900,
    periods: [
      [0, 4000],
      [600, 8000],
    ],
  });
  assert.equal(allowedW([relative], { ...moment, at: at - 1 }), 4000);
  assert.equal(allowedW([relative], moment), 8000);
  assert.equal(allowedW([relative], { ...moment, at: at + 300_000 }), Number.POSITIVE_INFINITY);
});

test('a daily schedule comes again, within its validity', () => {
  const daily = profile({
    kind: 'Recurring',
    start: at - 2 * 86_400_000,
    validTo: at + 3_600_000,
    periods: [
      [0, 3000],
      [1800, 9000],
    ],
  });
  assert.equal(allowedW([daily], moment), 3000);
  assert.equal(allowedW([daily], { ...moment, at: at + 1_800_000 }), 9000);
  assert.equal(allowedW([daily], { ...moment, at: at + 4_000_000 }), Number.POSITIVE_INFINITY);
});

test('a new profile takes the place of its like, and criteria pick what goes', () => {
  const [first, second] = [profile(), profile({ id: 2, periods: [[0, 1]] })];
  assert.deepEqual(adopt([first], second), [second]);
  const other = profile({ id: 3, stackLevel: 1 });
  assert.deepEqual(adopt([first], other), [first, other]);
  assert.deepEqual([first, other].filter(matches({ ids: [3] })), [other]);
  assert.deepEqual([first, other].filter(matches({ stackLevel: 0, purpose: 'TxDefaultProfile' })), [first]);
});

test('a purpose that is not kept, a dynamic profile and one without periods are not read', () => {
  for (const more of [
    { purpose: 'ChargingStationExternalConstraints' },
    { kind: 'Dynamic' },
    { periods: [] },
  ] satisfies Wanted[])
    assert.throws(() => profile(more));
});

test('a composite schedule goes from change to change, and never above what the charger can', () => {
  const low = profile({
    start: at,
    durationS: 600,
    periods: [
      [0, 5000],
      [300, 90_000],
    ],
  });
  const from = { ...moment, transaction: undefined };
  assert.deepEqual(composite([low], from, { durationS: 900, unit: 'W', mostW: 22_000 }), [
    { startPeriod: 0, limit: 5000 },
    { startPeriod: 300, limit: 22_000 },
  ]);
  assert.deepEqual(composite([low], from, { durationS: 900, unit: 'A', mostW: 22_080 }), [
    { startPeriod: 0, limit: 7.2 },
    { startPeriod: 300, limit: 32 },
  ]);
  assert.deepEqual(composite([], from, { durationS: 60, unit: 'W', mostW: 11_000 }), [
    { startPeriod: 0, limit: 11_000 },
  ]);
});
