import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Profile, readProfile } from '../../ocpp/charging-profile.js';
import { bearing, compositeOf, inUnit, limitAt, type Target } from '../../ocpp/composite-schedule.js';

const day = 86_400_000;
const monday = Date.UTC(2026, 0, 5);
const target: Target = {
  evseId: 1,
  transaction: { transactionId: 'tx', startedAt: monday + 3_600_000, priority: false },
  phases: 3,
  voltage: 230,
};

const purposes = [
  'ChargingStationMaxProfile',
  'ChargingStationExternalConstraints',
  'TxDefaultProfile',
  'TxProfile',
];

const period = fc.record({
  startS: fc.integer({ min: 1, max: 2 * 86_400 }),
  limit: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 100_000 })),
  phases: fc.constantFrom(null, 1, 3),
});
const moment = fc.integer({ min: -2, max: 10 }).map((days) => monday + days * day);
const profile: fc.Arbitrary<Profile> = fc
  .record({
    profileId: fc.integer({ min: 1, max: 9 }).map(String),
    source: fc.constantFrom('CSO', 'EMS'),
    evseId: fc.constantFrom(0, 1, 2),
    stackLevel: fc.integer({ min: 0, max: 3 }),
    purpose: fc.constantFrom(...purposes),
    kind: fc.constantFrom('Absolute', 'Recurring', 'Relative'),
    roundS: fc.constantFrom(86_400, 604_800),
    validFrom: fc.oneof(fc.constant(null), moment),
    validTo: fc.oneof(fc.constant(null), moment),
    transactionId: fc.constantFrom(null, 'tx', 'other'),
    schedule: fc.record({
      unit: fc.constantFrom('A' as const, 'W' as const),
      startsAt: fc.oneof(fc.constant(null), moment),
      durationS: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 3 * 86_400 })),
      periods: fc
        .array(period, { maxLength: 4 })
        .chain((more) =>
          period.map((first) => [{ ...first, startS: 0 }, ...more].sort((a, b) => a.startS - b.startS)),
        ),
    }),
  })
  .map((each) => ({ ...each, roundS: each.kind === 'Recurring' ? each.roundS : null }));
const profiles = fc.array(profile, { maxLength: 8 });
const window = { from: monday, to: monday + 8 * day };
const within = fc.integer({ min: 0, max: 8 * 86_400 - 1 }).map((s) => window.from + s * 1000);
const watts = (held: { watts: number } | null): number => held?.watts ?? Infinity;

describe('composite schedule', () => {
  it('says at every moment what the profiles say then', () => {
    fc.assert(
      fc.property(profiles, within, (all, at) => {
        const composite = compositeOf(all, target, window);
        const step = composite.findLast(({ startS }) => window.from + startS * 1000 <= at);
        assert.equal(watts(step?.held ?? null), watts(limitAt(all, at, target, window.from)));
      }),
      { numRuns: 400 },
    );
  });

  it('begins at once, goes forward, and changes with every step', () => {
    fc.assert(
      fc.property(profiles, (all) => {
        const composite = compositeOf(all, target, window);
        assert.equal(composite[0]?.startS, 0);
        for (const [i, { startS }] of composite.entries())
          if (i > 0) assert.ok(startS > (composite[i - 1]?.startS as number));
      }),
    );
  });

  it('is never above any limit that bears on the moment, and is one of them', () => {
    fc.assert(
      fc.property(profiles, within, (all, at) => {
        const limits = bearing(all, at, target, window.from).map((each) => each.watts);
        assert.equal(watts(limitAt(all, at, target, window.from)), Math.min(Infinity, ...limits));
      }),
    );
  });

  it('does not depend on the order of the profiles, nor on those for others', () => {
    fc.assert(
      fc.property(profiles, profile, within, (all, stranger, at) => {
        const distinct = all.filter(
          (each, i) =>
            all.findIndex(
              (other) =>
                other.purpose === each.purpose &&
                other.stackLevel === each.stackLevel &&
                other.evseId === each.evseId &&
                other.source === each.source,
            ) === i,
        );
        const before = watts(limitAt(distinct, at, target, window.from));
        assert.equal(watts(limitAt([...distinct].reverse(), at, target, window.from)), before);
        const foreign = { ...stranger, purpose: 'TxProfile', transactionId: 'other' };
        assert.equal(watts(limitAt([...distinct, foreign], at, target, window.from)), before);
        assert.equal(
          watts(limitAt([...distinct, { ...stranger, evseId: 2 }], at, target, window.from)),
          before,
        );
      }),
    );
  });

  it('a further limit of the station never allows more', () => {
    fc.assert(
      fc.property(profiles, profile, within, (all, more, at) => {
        const least = Math.max(0, ...all.map(({ stackLevel }) => stackLevel)) + 1;
        const external = {
          ...more,
          purpose: 'ChargingStationExternalConstraints',
          source: 'SO',
          stackLevel: least,
        };
        assert.ok(
          watts(limitAt([...all, external], at, target, window.from)) <=
            watts(limitAt(all, at, target, window.from)),
        );
      }),
    );
  });
});

const wire = (more: object, schedule: object) =>
  readProfile(
    {
      ...{
        id: 1,
        stackLevel: 0,
        chargingProfilePurpose: 'TxDefaultProfile',
        chargingProfileKind: 'Absolute',
      },
      ...more,
      chargingSchedule: [{ chargingRateUnit: 'W', chargingSchedulePeriod: [], ...schedule }],
    },
    { evseId: 0, source: 'CSO' },
  );
const at = (all: Profile[], time: number, more: Partial<Target> = {}) =>
  limitAt(all, time, { ...target, ...more })?.watts ?? null;
const one = (limit: number) => [{ startPeriod: 0, limit }];
const noon = monday + day / 2;

describe('profiles together', () => {
  it('a TxProfile takes the place of the default, the higher level that of the lower (1.6 §3.13, K01)', () => {
    const low = wire({ id: 1 }, { chargingSchedulePeriod: one(1000) });
    const high = wire({ id: 2, stackLevel: 1 }, { chargingSchedulePeriod: one(9000) });
    const own = wire(
      { id: 3, chargingProfilePurpose: 'TxProfile', transactionId: 'tx' },
      { chargingSchedulePeriod: one(20_000) },
    );
    assert.equal(at([low], noon), 1000);
    assert.equal(at([low, high], noon), 9000);
    assert.equal(at([low, high, own], noon), 20_000);
    assert.equal(at([low, high, own], noon, { transaction: undefined }), 9000);
  });

  it('the station’s own limit and those of others cap them all; generation on the spot adds (K27)', () => {
    const station = readProfile(
      {
        ...{ chargingProfileId: 7, stackLevel: 0, chargingProfilePurpose: 'ChargePointMaxProfile' },
        ...{ chargingProfileKind: 'Absolute' },
        chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: one(16) },
      },
      { evseId: 0, source: 'CSO' },
    );
    const solar = wire({ chargingProfilePurpose: 'LocalGeneration' }, { chargingSchedulePeriod: one(2000) });
    const default_ = wire({}, { chargingSchedulePeriod: one(50_000) });
    assert.equal(at([station, default_], noon), 16 * 230 * 3);
    assert.equal(at([station, default_, solar], noon), 16 * 230 * 3 + 2000);
    assert.equal(at([default_], noon, { evseId: 0 }), null);
  });

  it('a daily profile comes again, a relative one begins with the charging, one not valid says nothing (K19)', () => {
    const start = new Date(monday - 7 * day).toISOString();
    const daily = wire(
      { chargingProfileKind: 'Recurring', recurrencyKind: 'Daily' },
      {
        startSchedule: start,
        chargingSchedulePeriod: [...one(100), { startPeriod: 6 * 3600, limit: 200 }],
        duration: 12 * 3600,
      },
    );
    assert.equal(at([daily], monday + 3_600_000), 100);
    assert.equal(at([daily], monday + 7 * 3_600_000), 200);
    assert.equal(at([daily], noon + 3_600_000), null);
    const relative = wire(
      { chargingProfileKind: 'Relative' },
      { chargingSchedulePeriod: [...one(300), { startPeriod: 3600, limit: 400 }] },
    );
    assert.equal(at([relative], monday + 3_600_000), 300);
    assert.equal(at([relative], monday + 7_200_000), 400);
    const over = wire({ validTo: new Date(noon).toISOString() }, { chargingSchedulePeriod: one(5) });
    assert.equal(at([over], noon), null);
    assert.equal(at([over], noon - 1), 5);
  });

  it('priority charging takes the place of the transaction’s own while it is granted (K21)', () => {
    const priority = wire(
      { chargingProfilePurpose: 'PriorityCharging' },
      { chargingSchedulePeriod: one(90) },
    );
    const default_ = wire({}, { chargingSchedulePeriod: one(10) });
    assert.equal(at([priority, default_], noon), 10);
    const transaction = { transactionId: 'tx', startedAt: monday, priority: true };
    assert.equal(at([priority, default_], noon, { transaction }), 90);
  });

  it('W and A are never rounded up', () => {
    assert.equal(inUnit({ watts: 11_000, limit: 11_000, unit: 'W' }, 'A', { phases: 3, voltage: 230 }), 15.9);
    assert.equal(inUnit({ watts: 11_040, limit: 16, unit: 'A' }, 'W', { phases: 3, voltage: 230 }), 11_040);
    assert.equal(inUnit({ watts: 11_040, limit: 11_040, unit: 'W' }, 'A', { phases: 3, voltage: 230 }), 16);
  });
});
