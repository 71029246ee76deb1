import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OcppVersion, ocppVersions } from '../../ocpp/versions.js';
import { accepted, call, charging, csms, v2Versions } from './one-station.js';

interface Wanted {
  id: number;
  evseId: number;
  purpose?: string;
  limit: number;
  stackLevel?: number;
}

/** A profile of amperes, in the words of a version. */
const profile = ({ id, purpose = 'TxDefaultProfile', limit, stackLevel = 1 }: Wanted) => ({
  ...{ id, stackLevel, chargingProfilePurpose: purpose, chargingProfileKind: 'Absolute' },
  chargingSchedule: [
    { id: 1, chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit, numberPhases: 3 }] },
  ],
});

async function set(version: OcppVersion, wanted: Wanted): Promise<unknown> {
  const { id, chargingSchedule, ...more } = profile(wanted);
  const [{ id: _, ...schedule } = { id: 0 }] = chargingSchedule;
  const is16 = { chargingProfileId: id, ...more, chargingSchedule: schedule };
  const answer =
    version === 'ocpp1.6'
      ? await call('SetChargingProfile', { connectorId: wanted.evseId, csChargingProfiles: is16 })
      : await call('SetChargingProfile', { evseId: wanted.evseId, chargingProfile: profile(wanted) });
  return answer.status;
}

/** The unit and the periods that hold from now on; the status where there are none. */
async function composite(version: OcppVersion, evseId: number, unit?: string): Promise<unknown> {
  const of = version === 'ocpp1.6' ? { connectorId: evseId } : { evseId };
  const wanted = { ...of, duration: 600, ...(unit ? { chargingRateUnit: unit } : {}) };
  const answer = await call('GetCompositeSchedule', wanted);
  const schedule = Object(answer[version === 'ocpp1.6' ? 'chargingSchedule' : 'schedule']);
  if (answer.status !== 'Accepted') return answer.status;
  return [schedule.chargingRateUnit, schedule.chargingSchedulePeriod];
}

for (const version of ocppVersions)
  test(`${version}: the composite schedule puts profiles, and what the charger can, together (K08)`, async () => {
    await accepted(version);
    assert.deepEqual(await composite(version, 1), ['W', [{ startPeriod: 0, limit: 22_000 }]]);
    assert.deepEqual(await composite(version, 0), ['W', [{ startPeriod: 0, limit: 44_000 }]]);
    assert.equal(await composite(version, 3), 'Rejected');
    assert.equal(await set(version, { id: 1, evseId: 1, limit: 10 }), 'Accepted');
    assert.equal(await set(version, { id: 2, evseId: 1, limit: 16, stackLevel: 2 }), 'Accepted');
    assert.deepEqual(await composite(version, 1, 'A'), ['A', [{ startPeriod: 0, limit: 16 }]]);
    assert.deepEqual(await composite(version, 1, 'W'), ['W', [{ startPeriod: 0, limit: 11_040 }]]);
    assert.deepEqual(await composite(version, 2, 'W'), ['W', [{ startPeriod: 0, limit: 22_000 }]]);
    const most = version === 'ocpp1.6' ? 'ChargePointMaxProfile' : 'ChargingStationMaxProfile';
    assert.equal(await set(version, { id: 3, evseId: 0, limit: 8, purpose: most }), 'Accepted');
    assert.deepEqual(await composite(version, 0, 'A'), ['A', [{ startPeriod: 0, limit: 8 }]]);
    assert.deepEqual(await composite(version, 1, 'A'), ['A', [{ startPeriod: 0, limit: 8 }]]);
    assert.deepEqual(csms.breaches, []);
  });

for (const version of v2Versions)
  test(`${version}: profiles are told as they came, EVSE by EVSE, where they are wanted (K09)`, async () => {
    const { id: transactionId } = await charging(version);
    const external = { id: 9, evseId: 0, limit: 1, purpose: 'ChargingStationExternalConstraints' };
    assert.equal(await set(version, external), 'Rejected', 'K01.FR.22');
    const first = { id: 1, evseId: 1, limit: 10 };
    const second = { id: 2, evseId: 2, limit: 12, stackLevel: 3 };
    const running = { ...profile({ id: 3, evseId: 1, limit: 6, purpose: 'TxProfile' }), transactionId };
    await set(version, first);
    await set(version, second);
    await call('SetChargingProfile', { evseId: 1, chargingProfile: running });

    let requestId = 0;
    /** [EVSE, its profiles, whether more follow] */
    const get = async (chargingProfile: object, evseId?: number): Promise<unknown> => {
      const of = evseId === undefined ? {} : { evseId };
      const { status } = await call('GetChargingProfiles', {
        ...{ requestId: ++requestId, chargingProfile },
        ...of,
      });
      if (status !== 'Accepted') return status;
      const mine = (is: Record<string, unknown>) => is.requestId === requestId;
      await csms.hears('ReportChargingProfiles', (is) => mine(is) && is.tbc === false);
      return csms
        .of('ReportChargingProfiles')
        .filter(mine)
        .map((is) => [is.evseId, is.chargingProfile, is.tbc]);
    };
    assert.deepEqual(await get({ chargingProfilePurpose: 'TxDefaultProfile' }), [
      [1, [profile(first)], true],
      [2, [profile(second)], false],
    ]);
    assert.deepEqual(await get({ chargingProfileId: [3] }), [[1, [running], false]]);
    assert.deepEqual(await get({ stackLevel: 3 }, 2), [[2, [profile(second)], false]]);
    assert.equal(await get({ stackLevel: 3 }, 1), 'NoProfiles');
    assert.equal(await get({ chargingLimitSource: ['EMS'] }), 'NoProfiles');
    assert.deepEqual(csms.breaches, []);
  });
