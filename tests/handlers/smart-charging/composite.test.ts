import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { reply } from '../answering.js';
import { openWire, versions, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
});
after(() => wire.close());

for (const version of versions) {
  test(`${version}: the composite schedule a station tells is kept, the last of each EVSE (K_43, K_44)`, async () => {
    const station = await wire.station(`composite ${version}`, version);
    const old = version === 'ocpp1.6';
    const begin = '2026-05-01T10:00:00.000Z';
    const ask = (evseId: number, limit: number | undefined) => {
      const periods = { chargingRateUnit: 'W', chargingSchedulePeriod: [{ startPeriod: 0, limit }] };
      const told = old
        ? { connectorId: evseId, scheduleStart: begin, chargingSchedule: { duration: 600, ...periods } }
        : { schedule: { evseId, scheduleStart: begin, duration: 600, ...periods } };
      return reply(wire, {
        ...{ station, version, action: 'GetCompositeSchedule' },
        request: { [old ? 'connectorId' : 'evseId']: evseId, duration: 900, chargingRateUnit: 'W' },
        answer: limit === undefined ? { status: 'Rejected' } : { status: 'Accepted', ...told },
      });
    };
    await ask(0, 22_000);
    await ask(1, 7000);
    const [event] = await ask(1, 9000);
    assert.equal(event?.type, 'CompositeScheduleReported');
    await ask(0, undefined);
    assert.deepEqual(
      await wire.rows(
        `select evse_id, status, rate_unit, duration_seconds::int, periods, starts_at = $2::timestamptz as begun
         from composite_schedule where station_id = $1 order by evse_id`,
        [station, begin],
      ),
      [
        { evse_id: 0, status: 'Rejected', rate_unit: null, duration_seconds: 900, periods: [], begun: false },
        {
          ...{ evse_id: 1, status: 'Accepted', rate_unit: 'W', duration_seconds: 600, begun: true },
          periods: [{ startPeriod: 0, limit: 9000 }],
        },
      ],
    );
  });
}

test('ocpp2.1: values of a dynamic profile are kept as the station takes them; priority is noted (K22, K29)', async () => {
  const version = 'ocpp2.1';
  const station = await wire.station('dynamic', version);
  await wire.rows(
    `insert into charging_profile (station_id, profile_id, evse_id, source, stack_level, purpose, kind, profile, reported_at)
     values ($1, 5, 1, 'CSO', 0, 'TxDefaultProfile', 'Dynamic', '{}', now())`,
    [station],
  );
  const update = (limit: number, status: string) =>
    reply(wire, {
      ...{ station, version, action: 'UpdateDynamicSchedule' },
      request: { chargingProfileId: 5, scheduleUpdate: { limit } },
      answer: { status },
    });
  await update(7000, 'Accepted');
  await update(8000, 'Rejected');
  assert.deepEqual(
    await wire.rows('select dynamic_update from charging_profile where station_id = $1', [station]),
    [{ dynamic_update: { limit: 7000 } }],
  );
  await wire.rows(
    `insert into transaction (station_id, transaction_id, evse_id, status, started_at) values ($1, 'tx', 1, 'ACTIVE', now())`,
    [station],
  );
  const events = await reply(wire, {
    ...{ station, version, action: 'UsePriorityCharging' },
    request: { transactionId: 'tx', activate: true },
    answer: { status: 'Accepted' },
  });
  assert.deepEqual(
    events.map(({ type }) => type),
    ['PriorityChargingChanged'],
  );
});
