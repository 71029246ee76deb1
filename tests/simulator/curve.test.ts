import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { charge, type Outlet, powerW, type Vehicle } from '../../simulator/curve.js';

const ac: Outlet = { current: 'AC', maxW: 22_000 };
const dc: Outlet = { current: 'DC', maxW: 150_000 };
const car: Vehicle = { capacityWh: 60_000, soc: 0.2, targetSoc: 1, acW: 11_000, acPhases: 3, dcW: 135_000 };
const unlimited = Number.POSITIVE_INFINITY;

test('AC: an 11 kW car draws 11 kW from a 22 kW charger, a one-phase car what one phase gives', () => {
  assert.equal(powerW(car, ac, unlimited, 60), 11_000);
  assert.equal(powerW({ ...car, acW: 22_000 }, { ...ac, maxW: 11_000 }, unlimited, 60), 11_000);
  assert.equal(
    powerW({ ...car, acW: 7400, acPhases: 1 }, { ...ac, maxW: 11_000 }, unlimited, 60),
    11_000 / 3,
  );
});

test('AC: below 6 A a phase nothing flows; above it the limit holds', () => {
  assert.equal(powerW(car, ac, 6 * 230 * 3 - 1, 60), 0);
  assert.equal(powerW(car, ac, 6 * 230 * 3, 60), 6 * 230 * 3);
});

test('DC: power rises at first, tapers with the state of charge, and ends at the target', () => {
  const at = (soc: number, seconds = 600): number => powerW({ ...car, soc }, dc, unlimited, seconds);
  assert.ok(at(0.3, 0) < at(0.3, 10) && at(0.3, 10) < at(0.3, 60));
  assert.equal(at(0.3), 135_000);
  assert.ok(at(0.6) < at(0.5) && at(0.8) < at(0.6) && at(0.95) < at(0.8) && at(0.95) > 0);
  assert.equal(at(1), 0);
});

test('DC: a car with 60 kWh goes from 10 to 80 percent in 20 to 40 minutes', () => {
  let soc = 0.1;
  let minutes = 0;
  for (; soc < 0.8; minutes++)
    soc = charge({ ...car, soc }, dc, { limitW: unlimited, from: minutes * 60, seconds: 60 }).soc;
  assert.ok(minutes > 20 && minutes < 40, `${minutes} minutes`);
});

test('energy never flows backwards, never beyond the power, and never past the target', () => {
  fc.assert(
    fc.property(
      fc.record({
        soc: fc.double({ min: 0, max: 1, noNaN: true }),
        seconds: fc.double({ min: 0, max: 7200, noNaN: true }),
        limitW: fc.double({ min: 0, max: 200_000, noNaN: true }),
        outlet: fc.constantFrom(ac, dc),
      }),
      ({ soc, seconds, limitW, outlet }) => {
        const after = charge({ ...car, soc }, outlet, { limitW, from: 0, seconds });
        assert.ok(after.wh >= 0 && after.soc >= soc && after.soc <= 1);
        assert.ok(after.wh <= (Math.min(limitW, outlet.maxW) * seconds) / 3600 + 1e-6);
        assert.ok((after.soc - soc) * car.capacityWh <= after.wh + 1e-6);
      },
    ),
  );
});

test('many short stretches add up to a long one', () => {
  const long = charge(car, dc, { limitW: unlimited, from: 0, seconds: 900 });
  let { soc } = car;
  let wh = 0;
  for (let from = 0; from < 900; from++) {
    const part = charge({ ...car, soc }, dc, { limitW: unlimited, from, seconds: 1 });
    wh += part.wh;
    soc = part.soc;
  }
  assert.ok(Math.abs(wh - long.wh) / long.wh < 0.01, `${wh} and ${long.wh} Wh`);
});
