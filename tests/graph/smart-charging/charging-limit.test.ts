import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LocalBroker } from '../../../platform/broker/local.js';
import { until } from '../../support/until.js';
import type { Charger } from '../charger.js';
import { type Commanding, openCommanding } from '../commanding.js';

const stations = [
  ['old', 'ocpp1.6'],
  ['new', 'ocpp2.0.1'],
  ['newest', 'ocpp2.1'],
] as const;
const sent =
  'state answer { status accepted } profileId purpose unit assumption periods { startSeconds limit phases }';

describe('charging limits', () => {
  let all: Commanding;
  const chargers = new Map<string, Charger>();
  before(async () => {
    all = await openCommanding(new LocalBroker());
    for (const action of ['SetChargingProfile', 'ClearChargingProfile', 'UpdateDynamicSchedule'])
      all.replies.set(action, () => ({ status: 'Accepted' }));
    for (const [id, protocol] of stations) {
      chargers.set(id, await all.plugIn(id, protocol));
      await all.system.pool.query('insert into evse (station_id, evse_id) values ($1, 1), ($1, 2)', [id]);
    }
  });
  after(() => all.stop());

  // biome-ignore lint/suspicious/noExplicitAny: payloads are asserted on, field by field
  const last = (station: string): any => chargers.get(station)?.calls.at(-1)?.payload;
  const set = async (station: string, limit: string, more = '') =>
    (
      await all.graph.read(
        `mutation { setChargingLimit(stationId: "${station}" ${more} limit: { ${limit} }) { ${sent} } }`,
      )
    ).setChargingLimit;
  const tells = (station: string, component: string, variable: string, value: string) =>
    all.system.pool.query(
      `insert into variable (station_id, component, variable, attribute_type, value, source, updated_at)
       values ($1, $2, $3, 'Actual', $4, 'GET', now())`,
      [station, component, variable, value],
    );
  const refused = async (document: string) => (await all.graph.ask(document)).errors?.[0]?.extensions.code;
  const limits = async (station: string) =>
    (
      await all.graph.read(
        `{ chargingLimits(stationId: "${station}") { evseId limitW limitA transactionRef changesAt explanation reasons { purpose source profileId limitW decides } } }`,
      )
    ).chargingLimits;
  const begin = async (station: string, transactionId: string) =>
    (
      await all.system.pool.query(
        `insert into transaction (station_id, transaction_id, evse_id, status, started_at) values ($1, $2, 2, 'ACTIVE', now()) returning id`,
        [station, transactionId],
      )
    ).rows[0].id as string;

  for (const [station, protocol] of stations) {
    const old = protocol === 'ocpp1.6';
    it(`${protocol}: become the profile of the place: station, EVSE, transaction (K_01, K_03, K_10, K_60)`, async () => {
      const whole = await set(station, 'unit: W limit: 22000');
      assert.equal(whole.purpose, 'ChargingStationMaxProfile');
      assert.equal(whole.assumption, null);
      const profile = old ? last(station).csChargingProfiles : last(station).chargingProfile;
      assert.equal(
        profile.chargingProfilePurpose,
        old ? 'ChargePointMaxProfile' : 'ChargingStationMaxProfile',
      );
      assert.equal(last(station)[old ? 'connectorId' : 'evseId'], 0);
      assert.ok(Number(whole.profileId) >= 500_000_000);

      const evse = await set(station, 'unit: A limit: 16 phases: 1', 'evseId: 2');
      assert.equal(evse.purpose, 'TxDefaultProfile');
      assert.deepEqual(evse.periods, [{ startSeconds: 0, limit: 16, phases: 1 }]);
      assert.notEqual(evse.profileId, whole.profileId);

      const id = await begin(station, old ? '71' : 'tx');
      if (old)
        await all.system.pool.query(`update transaction set transaction_id = id::text where id = $1`, [id]);
      const session = await set(station, 'unit: A limit: 10', `transactionRef: "${id}"`);
      assert.equal(session.purpose, 'TxProfile');
      const own = old ? last(station).csChargingProfiles : last(station).chargingProfile;
      assert.equal(own.transactionId, old ? Number(id) : 'tx');
      assert.equal(last(station)[old ? 'connectorId' : 'evseId'], 2);
    });

    it(`${protocol}: hold where they are set, and say why (K_43)`, async () => {
      const found = await limits(station);
      assert.deepEqual(
        found.map(({ evseId, limitW }: { evseId: number; limitW: number }) => [evseId, limitW]),
        [
          [0, 22_000],
          [1, 22_000],
          [2, 6900],
        ],
      );
      assert.deepEqual(
        found[2].reasons.map((each: { purpose: string; decides: boolean }) => [each.purpose, each.decides]),
        [
          ['TxProfile', true],
          ['ChargingStationMaxProfile', false],
        ],
      );
      assert.match(
        found[2].explanation,
        /^10 A by the TxProfile \d+ of CSO; more would be allowed by: 22000 W/,
      );
    });

    it(`${protocol}: the same place again takes the place of the first (K_04)`, async () => {
      const before = await set(station, 'unit: W limit: 20000');
      const again = await set(station, 'unit: W limit: 18000');
      assert.equal(again.profileId, before.profileId);
      assert.equal((await limits(station))[0].limitW, 18_000);
    });

    it(`${protocol}: are lifted, and only they (K_05)`, async () => {
      const clear = (more: string) =>
        all.graph.read(
          `mutation { clearChargingLimit(stationId: "${station}" ${more}) { answer { accepted } command { payload } } }`,
        );
      const { clearChargingLimit: cleared } = await clear('evseId: 2');
      assert.equal(cleared.answer.accepted, true);
      assert.deepEqual(Object.keys(cleared.command.payload), [old ? 'id' : 'chargingProfileId']);
      await clear('');
      assert.deepEqual(
        (await limits(station)).map(({ limitW }: { limitW: number | null }) => limitW),
        [null, null, 6900],
      );
      assert.equal(
        await refused(`mutation { clearChargingLimit(stationId: "${station}" evseId: 2) { state } }`),
        'NOT_FOUND',
      );
    });

    it(`${protocol}: follow the unit the station takes, with the assumption in words`, async () => {
      if (old) await tells(station, 'OCPP16', 'ChargingScheduleAllowedChargingRateUnit', 'Current');
      else await tells(station, 'SmartChargingCtrlr', 'RateUnit', 'A');
      const three = await set(station, 'unit: W limit: 11040', 'evseId: 1');
      assert.equal(three.unit, 'A');
      assert.deepEqual(three.periods, [{ startSeconds: 0, limit: 16, phases: null }]);
      assert.match(three.assumption, /takes A only: reckoned by 3 phases of 230 V/);
      const one = await set(station, 'unit: W limit: 3680 phases: 1 voltage: 240', 'evseId: 1');
      assert.deepEqual(one.periods, [{ startSeconds: 0, limit: 15.3, phases: 1 }]);
    });

    it(`${protocol}: change over time, from and to when they shall (K_19)`, async () => {
      const startAt = new Date(Date.now() + 3_600_000);
      startAt.setMilliseconds(0);
      const endAt = new Date(startAt.getTime() + 7_200_000);
      await set(
        station,
        `unit: A startAt: "${startAt.toISOString()}" endAt: "${endAt.toISOString()}" periods: [{ startSeconds: 0 limit: 6 } { startSeconds: 3600 limit: 8.5 }]`,
      );
      const given = old ? last(station).csChargingProfiles : last(station).chargingProfile;
      const schedule = old ? given.chargingSchedule : given.chargingSchedule[0];
      assert.equal(given.validTo, endAt.toISOString());
      assert.equal(schedule.startSchedule, startAt.toISOString());
      assert.equal(schedule.duration, 7200);
      assert.deepEqual(schedule.chargingSchedulePeriod, [
        { startPeriod: 0, limit: 6 },
        { startPeriod: 3600, limit: 8.5 },
      ]);
      const [whole] = await limits(station);
      assert.equal(whole.limitW, null);
      assert.equal(whole.changesAt, startAt.toISOString());
      // A limit from now on begins earlier, for clocks that run behind; what follows keeps its time.
      await set(station, 'unit: A periods: [{ startSeconds: 0 limit: 6 } { startSeconds: 3600 limit: 9 }]');
      const now = old ? last(station).csChargingProfiles : last(station).chargingProfile;
      const [, second] = (old ? now.chargingSchedule : now.chargingSchedule[0]).chargingSchedulePeriod;
      const begun = Date.parse((old ? now.chargingSchedule : now.chargingSchedule[0]).startSchedule);
      assert.ok(Math.abs(begun + second.startPeriod * 1000 - (Date.now() + 3_600_000)) < 30_000);
    });

    it(`${protocol}: the station's composite schedule is shown beside the one reckoned here (K_43, K_44)`, async () => {
      const now = Date.now() - (Date.now() % 1000);
      const scheduleStart = new Date(now).toISOString();
      const periods = { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 6 }] };
      all.replies.set('GetCompositeSchedule', ({ connectorId, evseId, duration }) => ({
        status: 'Accepted',
        ...(old
          ? { connectorId, scheduleStart, chargingSchedule: { duration, ...periods } }
          : { schedule: { evseId, scheduleStart, duration, ...periods } }),
      }));
      const { getCompositeSchedule: got } = await all.graph.read(
        `mutation { getCompositeSchedule(stationId: "${station}" durationSeconds: 600 unit: A) { answer { status } schedule { startsAt durationSeconds rateUnit periods { startSeconds limit } computed { startSeconds limit } } } }`,
      );
      assert.deepEqual(got.schedule, {
        startsAt: scheduleStart,
        ...{ durationSeconds: 600, rateUnit: 'A' },
        periods: [{ startSeconds: 0, limit: 6 }],
        computed: [{ startSeconds: 0, limit: 6 }],
      });
      const read = await all.graph.read(
        `{ station(id: "${station}") { compositeSchedules { nodes { evseId status } } } }`,
      );
      assert.deepEqual(read.station.compositeSchedules.nodes, [{ evseId: 0, status: 'Accepted' }]);
    });

    it(`${protocol}: asking twice with one key is asking once`, async () => {
      const document = `mutation { setChargingLimit(stationId: "${station}" evseId: 1 limit: { unit: A limit: 13 } idempotencyKey: "limit ${station}") { profileId command { id } } }`;
      const first = await all.graph.read(document);
      assert.deepEqual(await all.graph.read(document), first);
    });
  }

  it('say what is wrong with a wish', async () => {
    const wish = (limit: string, more = '') =>
      refused(`mutation { setChargingLimit(stationId: "new" ${more} limit: { ${limit} }) { state } }`);
    assert.equal(await wish('unit: W'), 'BAD_USER_INPUT');
    assert.equal(await wish('unit: W limit: 5 periods: [{ startSeconds: 0 limit: 1 }]'), 'BAD_USER_INPUT');
    assert.equal(await wish('unit: W limit: -5'), 'BAD_USER_INPUT');
    assert.equal(await wish('unit: W limit: 5 phases: 4'), 'BAD_USER_INPUT');
    assert.equal(await wish('unit: W periods: [{ startSeconds: 5 limit: 1 }]'), 'BAD_USER_INPUT');
    assert.equal(await wish('unit: W limit: 5 endAt: "2020-01-01T00:00:00Z"'), 'BAD_USER_INPUT');
    assert.equal(await wish('unit: W limit: 5', 'evseId: 1 transactionRef: 1'), 'BAD_USER_INPUT');
    assert.equal(await wish('unit: W limit: 5', 'transactionRef: 999999'), 'NOT_FOUND');
  });

  it('ocpp2.1: values of a dynamic profile are set, told, and given when it asks (K28, K29)', async () => {
    const set = (station: string) =>
      `mutation { setDynamicValues(stationId: "${station}" profileId: 5 values: { limit: 7400 }) { answer { accepted } } }`;
    assert.equal(await refused(set('newest')), 'NOT_FOUND');
    assert.equal(await refused(set('new')), 'UNSUPPORTED');
    await all.system.pool.query(
      `insert into charging_profile (station_id, profile_id, evse_id, source, stack_level, purpose, kind, profile, reported_at)
       values ('newest', 5, 1, 'CSO', 0, 'TxDefaultProfile', 'Dynamic', $1, now())`,
      [
        {
          ...{
            id: 5,
            stackLevel: 0,
            chargingProfilePurpose: 'TxDefaultProfile',
            chargingProfileKind: 'Dynamic',
          },
          chargingSchedule: [
            { id: 1, chargingRateUnit: 'W', chargingSchedulePeriod: [{ startPeriod: 0, limit: 100 }] },
          ],
        },
      ],
    );
    await all.graph.read(set('newest'));
    assert.deepEqual(last('newest'), { chargingProfileId: 5, scheduleUpdate: { limit: 7400 } });
    const answer = await chargers.get('newest')?.call('PullDynamicScheduleUpdate', { chargingProfileId: 5 });
    assert.deepEqual(answer, { status: 'Accepted', scheduleUpdate: { limit: 7400 } });
  });

  it('a vehicle’s needs are followed by a schedule on the wire, in a moment (K_53)', async () => {
    const charger = chargers.get('newest') as Charger;
    const count = charger.calls.length;
    const chargingNeeds = {
      requestedEnergyTransfer: 'AC_three_phase',
      acChargingParameters: { energyAmount: 9000, evMinCurrent: 6, evMaxCurrent: 16, evMaxVoltage: 400 },
    };
    assert.deepEqual(await charger.call('NotifyEVChargingNeeds', { evseId: 2, chargingNeeds }), {
      status: 'Accepted',
    });
    const call = await until('the schedule', async () => charger.calls[count]);
    assert.equal(call?.action, 'SetChargingProfile');
  });
});
