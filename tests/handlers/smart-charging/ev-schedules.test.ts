import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { reply } from '../answering.js';
import { openWire, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
});
after(() => wire.close());

const v2 = ['ocpp2.0.1', 'ocpp2.1'] as const;
const hour = 3_600_000;
const ac = {
  requestedEnergyTransfer: 'AC_three_phase',
  acChargingParameters: { energyAmount: 20_000, evMinCurrent: 6, evMaxCurrent: 32, evMaxVoltage: 400 },
};
const dc = {
  requestedEnergyTransfer: 'DC',
  dcChargingParameters: { evMaxCurrent: 400, evMaxVoltage: 500, energyAmount: 30_000 },
};

async function charging(name: string, version: 'ocpp2.0.1' | 'ocpp2.1') {
  const station = await wire.station(`${name} ${version}`, version);
  await wire.rows(
    `insert into transaction (station_id, transaction_id, evse_id, status, started_at)
     values ($1, 'tx', 1, 'ACTIVE', now() - interval '1 minute')`,
    [station],
  );
  return station;
}

/** The schedules ordered so far. */
async function ordered(station: string) {
  const rows = await wire.rows<{ payload: { evseId: number; chargingProfile: Record<string, unknown> } }>(
    `select payload from command where station_id = $1 and action = 'SetChargingProfile' and state = 'QUEUED'
       and expires_at <= now() + interval '60 seconds' order by created_at, id`,
    [station],
  );
  return rows.map(({ payload }) => {
    const { chargingProfile: profile } = payload;
    const [schedule] = profile.chargingSchedule as {
      chargingRateUnit: string;
      duration: number;
      chargingSchedulePeriod: { startPeriod: number; limit: number; numberPhases?: number }[];
    }[];
    return { payload, profile, schedule: schedule as NonNullable<typeof schedule> };
  });
}

const variable = (station: string, component: string, name: string, more: object) => {
  const row = {
    station_id: station,
    component,
    variable: name,
    source: 'REPORT',
    attribute_type: 'Actual',
    ...more,
  };
  const names = Object.keys(row);
  return wire.rows(
    `insert into variable (${names}, updated_at) values (${names.map((_, i) => `$${i + 1}`)}, now())`,
    Object.values(row),
  );
};

for (const version of v2) {
  const needs = (station: string, chargingNeeds: object, messageId: string, more: object = {}) =>
    wire.send({
      ...{ station, version, action: 'NotifyEVChargingNeeds', messageId },
      payload: { evseId: 1, chargingNeeds, ...more },
    });

  test(`${version}: a vehicle's needs are followed by a TxProfile within its limits and the EVSE's (K_53, K15.FR.03)`, async () => {
    const station = await charging('needs', version);
    await variable(station, 'EVSE', 'Power', { evse_id: 1, max_limit: 11, unit: 'kW' });
    assert.deepEqual(await needs(station, ac, 'm1'), { status: 'Accepted' });
    const [first] = await ordered(station);
    assert.equal(first?.payload.evseId, 1);
    assert.equal(first?.profile.chargingProfilePurpose, 'TxProfile');
    assert.equal(first?.profile.transactionId, 'tx');
    assert.deepEqual(first?.schedule.chargingSchedulePeriod, [
      { startPeriod: 0, limit: 15.9, numberPhases: 3 },
    ]);
    // The station sends it again, since our answer went missing: no second schedule.
    await needs(station, ac, 'm1');
    assert.equal((await ordered(station)).length, 1);
  });

  test(`${version}: the schedule follows limits that change over time, in as many periods as are taken (K_15 to K_17)`, async () => {
    const station = await charging('over time', version);
    await variable(station, 'SmartChargingCtrlr', 'RateUnit', { value: 'W' });
    const startSchedule = new Date(Date.now() - hour).toISOString();
    const periods = [20_000, 50_000, 30_000, 10_000].map((limit, i) => ({ startPeriod: i * 7200, limit }));
    await reply(wire, {
      ...{ station, version, action: 'SetChargingProfile' },
      request: {
        evseId: 0,
        chargingProfile: {
          ...{ id: 1, stackLevel: 0, chargingProfilePurpose: 'ChargingStationMaxProfile' },
          chargingProfileKind: 'Absolute',
          chargingSchedule: [
            { id: 1, startSchedule, chargingRateUnit: 'W', chargingSchedulePeriod: periods },
          ],
        },
      },
      answer: { status: 'Accepted' },
    });
    const departureTime = new Date(Date.now() + 8 * hour).toISOString();
    await needs(station, { ...dc, departureTime }, 'm1', { maxScheduleTuples: 3 });
    const [{ schedule } = assert.fail('nothing ordered')] = await ordered(station);
    assert.equal(schedule.chargingRateUnit, 'W');
    assert.ok(Math.abs(schedule.duration - 8 * 3600) < 60);
    assert.deepEqual(
      schedule.chargingSchedulePeriod.map(({ limit }) => limit),
      [20_000, 50_000, 10_000],
    );
  });

  test(`${version}: the vehicle asks anew and gets another schedule in place of the first (K_57, K_58)`, async () => {
    const station = await charging('again', version);
    await needs(station, ac, 'm1');
    const [first] = await ordered(station);
    await reply(wire, {
      ...{ station, version, action: 'SetChargingProfile' },
      request: first?.payload as object,
      answer: { status: 'Accepted' },
    });
    await needs(station, { ...ac, departureTime: new Date(Date.now() + 2 * hour).toISOString() }, 'm2');
    const all = await ordered(station);
    assert.equal(all.length, 2);
    assert.equal(all[1]?.profile.id, first?.profile.id);
  });

  test(`${version}: needs that come before their transaction are Processing, the schedule follows with it (K_59)`, async () => {
    const station = await wire.station(`early ${version}`, version);
    assert.deepEqual(await needs(station, ac, 'm1'), { status: 'Processing' });
    assert.deepEqual(await ordered(station), []);
    await wire.send({
      ...{ station, version, action: 'TransactionEvent' },
      payload: {
        ...{ eventType: 'Started', timestamp: new Date().toISOString(), triggerReason: 'CablePluggedIn' },
        ...{ seqNo: 0, transactionInfo: { transactionId: 'late' }, evse: { id: 1, connectorId: 1 } },
      },
    });
    const [one] = await ordered(station);
    assert.equal(one?.profile.transactionId, 'late');
  });

  test(`${version}: a plan above the limit is Rejected and a new profile sent; one within it is not (K_55)`, async () => {
    const station = await charging('plan', version);
    await variable(station, 'EVSE', 'Power', { evse_id: 1, max_limit: 11_040, unit: 'W' });
    await needs(station, ac, 'm1');
    const [first] = await ordered(station);
    await reply(wire, {
      ...{ station, version, action: 'SetChargingProfile' },
      request: first?.payload as object,
      answer: { status: 'Accepted' },
    });
    const plan = (limit: number, messageId: string) =>
      wire.send({
        ...{ station, version, action: 'NotifyEVChargingSchedule', messageId },
        payload: {
          ...{ evseId: 1, timeBase: new Date().toISOString() },
          chargingSchedule: {
            ...{ id: 1, chargingRateUnit: 'A', duration: 3600 },
            chargingSchedulePeriod: [
              { startPeriod: 0, limit: 10 },
              { startPeriod: 1800, limit },
            ],
          },
        },
      });
    assert.deepEqual(await plan(16, 'p1'), { status: 'Accepted' });
    assert.equal((await ordered(station)).length, 1);
    assert.deepEqual(await plan(25, 'p2'), { status: 'Rejected' });
    const all = await ordered(station);
    assert.equal(all.length, 2);
    assert.equal(all[1]?.profile.id, first?.profile.id);
    assert.deepEqual(
      wire
        .eventsOf('EVChargingScheduleReported')
        .map(({ data }) => data.status)
        .slice(-2),
      ['Accepted', 'Rejected'],
    );
  });

  test(`${version}: a limit that others set bounds the schedule too (K_12, K_13)`, async () => {
    const station = await charging('external', version);
    await wire.send({
      ...{ station, version, action: 'NotifyChargingLimit' },
      payload: {
        evseId: 1,
        chargingLimit: { chargingLimitSource: 'EMS' },
        chargingSchedule: [
          { id: 1, chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 10 }] },
        ],
      },
    });
    await needs(station, ac, 'm1');
    const limits = async () =>
      (await ordered(station)).map(({ schedule }) =>
        schedule.chargingSchedulePeriod.map(({ limit }) => limit),
      );
    assert.deepEqual(await limits(), [[10]]);
    await wire.send({
      ...{ station, version, action: 'ClearedChargingLimit' },
      payload: { evseId: 1, chargingLimitSource: 'EMS' },
    });
    await needs(station, { ...ac, departureTime: new Date(Date.now() + hour).toISOString() }, 'm2');
    assert.deepEqual((await limits())[1], [32]);
  });
}
