import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adopt, allowedW, matches, type Profile } from '../../simulator/profiles.js';

const at = Date.parse('2026-03-01T12:00:00Z');
const moment = { at, evseId: 1, sessionStart: at - 600_000, phases: 3 } as const;

const profile = (more: Partial<Profile> = {}): Profile => ({
  id: 1,
  evseId: 1,
  stackLevel: 0,
  purpose: 'TxDefault',
  kind: 'Absolute',
  unit: 'W',
  periods: [{ startS: 0, limit: 5000 }],
  ...more,
});

test('without profiles nothing is limited', () => {
  assert.equal(allowedW([], moment), Number.POSITIVE_INFINITY);
});

test('the highest level speaks, the session before the default, and the station caps both', () => {
  const low = profile();
  const high = profile({ id: 2, stackLevel: 3, periods: [{ startS: 0, limit: 7000 }] });
  const session = profile({ id: 3, purpose: 'Tx', periods: [{ startS: 0, limit: 9000 }] });
  const station = profile({ id: 4, purpose: 'Station', evseId: 0, periods: [{ startS: 0, limit: 6000 }] });
  assert.equal(allowedW([low, high], moment), 7000);
  assert.equal(allowedW([low, high, session], moment), 9000);
  assert.equal(allowedW([low, high, session, station], moment), 6000);
  assert.equal(allowedW([low], { ...moment, evseId: 2 }), Number.POSITIVE_INFINITY);
});

test('amperes count per phase', () => {
  const amps = profile({ unit: 'A', periods: [{ startS: 0, limit: 10 }] });
  assert.equal(allowedW([amps], moment), 6900);
  assert.equal(allowedW([amps], { ...moment, phases: 1 }), 2300);
});

test('a relative schedule runs from the begin of the session, and ends after its duration', () => {
  const relative = profile({
    kind: 'Relative',
    durationS: 900,
    periods: [
      { startS: 0, limit: 4000 },
      { startS: 600, limit: 8000 },
    ],
  });
  assert.equal(allowedW([relative], { ...moment, at: at - 1 }), 4000);
  assert.equal(allowedW([relative], moment), 8000);
  assert.equal(allowedW([relative], { ...moment, at: at + 300_000 }), Number.POSITIVE_INFINITY);
});

test('a daily schedule comes again, within its validity', () => {
  const daily = profile({
    kind: 'Recurring',
    roundS: 86_400,
    start: at - 2 * 86_400_000,
    validTo: at + 3_600_000,
    periods: [
      { startS: 0, limit: 3000 },
      { startS: 1800, limit: 9000 },
    ],
  });
  assert.equal(allowedW([daily], moment), 3000);
  assert.equal(allowedW([daily], { ...moment, at: at + 1_800_000 }), 9000);
  assert.equal(allowedW([daily], { ...moment, at: at + 4_000_000 }), Number.POSITIVE_INFINITY);
});

test('a new profile takes the place of its like, and criteria pick what goes', () => {
  const [first, second] = [profile(), profile({ id: 2, periods: [{ startS: 0, limit: 1 }] })];
  assert.deepEqual(adopt([first], second), [second]);
  const other = profile({ id: 3, stackLevel: 1 });
  assert.deepEqual(adopt([first], other), [first, other]);
  assert.deepEqual([first, other].filter(matches({ id: 3 })), [other]);
  assert.deepEqual([first, other].filter(matches({ stackLevel: 0, purpose: 'TxDefault' })), [first]);
});
