import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { reply } from '../answering.js';
import { openWire, versions, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
});
after(() => wire.close());

interface Wanted {
  id: number;
  evseId?: number;
  level?: number;
  purpose?: 'Station' | 'TxDefaultProfile' | 'TxProfile';
  transactionId?: string;
  validFrom?: string;
  validTo?: string;
}

const schedule = { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 16 }] };

/** A profile in the words of a version, the same everywhere. */
function profile(version: OcppVersion, wanted: Wanted): object {
  const { id, level = 0, purpose = 'TxDefaultProfile', transactionId, validFrom, validTo } = wanted;
  const old = version === 'ocpp1.6';
  const station = old ? 'ChargePointMaxProfile' : 'ChargingStationMaxProfile';
  return {
    ...(old ? { chargingProfileId: id } : { id }),
    stackLevel: level,
    chargingProfilePurpose: purpose === 'Station' ? station : purpose,
    chargingProfileKind: 'Absolute',
    ...(transactionId ? { transactionId: old ? Number(transactionId) : transactionId } : {}),
    ...(validFrom ? { validFrom } : {}),
    ...(validTo ? { validTo } : {}),
    chargingSchedule: old ? schedule : [{ id: 1, ...schedule }],
  };
}

const setOf = (station: string, version: OcppVersion, wanted: Wanted, status = 'Accepted') => ({
  station,
  version,
  action: 'SetChargingProfile',
  request:
    version === 'ocpp1.6'
      ? { connectorId: wanted.evseId ?? 1, csChargingProfiles: profile(version, wanted) }
      : { evseId: wanted.evseId ?? 1, chargingProfile: profile(version, wanted) },
  answer: { status },
});

const kept = (station: string) =>
  wire.rows(
    `select profile_id as id, evse_id as evse, purpose, source, end_reason as ended from charging_profile
     where station_id = $1 order by profile_id`,
    [station],
  );
const holding = async (station: string) =>
  (await kept(station)).filter(({ ended }) => ended === null).map(({ id }) => Number(id));

for (const version of versions) {
  test(`${version}: what a station takes is kept with source and purpose; what it refuses is not (K_01, K_10, K_03, 056)`, async () => {
    const station = await wire.station(`set ${version}`, version);
    const events = await reply(
      wire,
      setOf(station, version, { id: 1 }),
      setOf(station, version, { id: 2, evseId: 0, purpose: 'Station' }),
      setOf(station, version, { id: 3, evseId: 2 }, 'Rejected'),
    );
    assert.deepEqual(
      events.map(({ type, data }) => [type, data]),
      [
        ['ChargingProfilesChanged', { set: ['1'], ended: [], reason: null }],
        ['ChargingProfilesChanged', { set: ['2'], ended: [], reason: null }],
      ],
    );
    assert.deepEqual(await kept(station), [
      { id: '1', evse: 1, purpose: 'TxDefaultProfile', source: 'CSO', ended: null },
      { id: '2', evse: 0, purpose: 'ChargingStationMaxProfile', source: 'CSO', ended: null },
    ]);
  });

  test(`${version}: the same number replaces, the same level and purpose too; another level stands beside (K_70, K_04)`, async () => {
    const station = await wire.station(`replace ${version}`, version);
    await reply(
      wire,
      setOf(station, version, { id: 1 }),
      setOf(station, version, { id: 2, level: 1 }),
      setOf(station, version, { id: 3, evseId: 2 }),
    );
    assert.deepEqual(await holding(station), [1, 2, 3]);
    await reply(wire, setOf(station, version, { id: 1, level: 2 }));
    await reply(wire, setOf(station, version, { id: 4, level: 1 }));
    assert.deepEqual(await holding(station), [1, 3, 4]);
    assert.equal((await kept(station)).find(({ id }) => id === '2')?.ended, 'REPLACED');
  });

  test(`${version}: cleared by number, by criteria, without a match (K_05, K_06, K_08, 067)`, async () => {
    const station = await wire.station(`clear ${version}`, version);
    const old = version === 'ocpp1.6';
    const clear = (byId: number | undefined, criteria: object, status = 'Accepted') =>
      reply(wire, {
        station,
        version,
        action: 'ClearChargingProfile',
        request:
          byId !== undefined
            ? { [old ? 'id' : 'chargingProfileId']: byId }
            : old
              ? criteria
              : { chargingProfileCriteria: criteria },
        answer: { status },
      });
    for (const wanted of [
      { id: 1 },
      { id: 2, level: 1 },
      { id: 3, evseId: 2 },
      { id: 4, evseId: 0, purpose: 'Station' as const },
    ])
      await reply(wire, setOf(station, version, wanted));
    await clear(9, {}, 'Unknown');
    assert.deepEqual(await holding(station), [1, 2, 3, 4]);
    const [event] = await clear(1, {});
    assert.deepEqual(event?.data, { set: [], ended: ['1'], reason: 'CLEARED' });
    await clear(undefined, {
      chargingProfilePurpose: 'TxDefaultProfile',
      [old ? 'connectorId' : 'evseId']: 2,
    });
    assert.deepEqual(await holding(station), [2, 4]);
    await clear(undefined, { stackLevel: 0 });
    assert.deepEqual(await holding(station), [2]);
    // Cleared and set again, it holds again.
    await reply(wire, setOf(station, version, { id: 1 }));
    assert.deepEqual(await holding(station), [1, 2]);
    assert.deepEqual((await clear(undefined, {}))[0]?.data, {
      set: [],
      ended: ['1', '2'],
      reason: 'CLEARED',
    });
  });

  test(`${version}: a TxProfile ends with its transaction, one that came with the start too (K_60, K_37, 057, 059)`, async () => {
    const station = await wire.station(`tx ${version}`, version);
    const old = version === 'ocpp1.6';
    const start = (at: string) =>
      wire.send({
        station,
        version,
        action: old ? 'StartTransaction' : 'TransactionEvent',
        payload: old
          ? { connectorId: 1, idTag: 'APP', meterStart: 0, timestamp: at }
          : {
              ...{ eventType: 'Started', timestamp: at, triggerReason: 'RemoteStart', seqNo: 0 },
              transactionInfo: { transactionId: `tx ${at}`, remoteStartId: 77 },
              evse: { id: 1, connectorId: 1 },
            },
      });
    await reply(wire, {
      ...{ station, version, action: old ? 'RemoteStartTransaction' : 'RequestStartTransaction' },
      request: old
        ? {
            connectorId: 1,
            idTag: 'APP',
            chargingProfile: profile(version, { id: 5, purpose: 'TxProfile' }),
          }
        : {
            evseId: 1,
            remoteStartId: 77,
            idToken: { idToken: 'APP', type: 'Central' },
            chargingProfile: profile(version, { id: 5, purpose: 'TxProfile' }),
          },
      answer: { status: 'Accepted' },
    });
    const at = new Date().toISOString();
    const started = await start(at);
    const transactionId = old ? String(started.transactionId) : `tx ${at}`;
    assert.deepEqual(
      await wire.rows('select transaction_id from charging_profile where station_id = $1', [station]),
      [{ transaction_id: transactionId }],
    );
    await reply(wire, setOf(station, version, { id: 6, level: 3, purpose: 'TxProfile', transactionId }));
    await reply(wire, setOf(station, version, { id: 7, level: 3 }));
    assert.deepEqual(await holding(station), [5, 6, 7]);
    await wire.send({
      station,
      version,
      action: old ? 'StopTransaction' : 'TransactionEvent',
      payload: old
        ? { transactionId: Number(transactionId), meterStop: 10, timestamp: new Date().toISOString() }
        : {
            ...{
              eventType: 'Ended',
              timestamp: new Date().toISOString(),
              triggerReason: 'RemoteStop',
              seqNo: 1,
            },
            transactionInfo: { transactionId },
          },
    });
    assert.deepEqual(await holding(station), [7]);
    assert.deepEqual(
      (await kept(station)).map(({ ended }) => ended),
      ['TRANSACTION_ENDED', 'TRANSACTION_ENDED', null],
    );
  });
}

for (const version of ['ocpp2.0.1', 'ocpp2.1'] as const) {
  const ask = (station: string, requestId: number, more: object, status: string) =>
    reply(wire, {
      ...{ station, version, action: 'GetChargingProfiles' },
      request: { requestId, chargingProfile: {}, ...more },
      answer: { status },
    });
  const report = (station: string, requestId: number, ids: number[], tbc: boolean) =>
    wire.send({
      ...{ station, version, action: 'ReportChargingProfiles' },
      payload: {
        ...{ requestId, evseId: 1, chargingLimitSource: 'CSO', tbc },
        chargingProfile: ids.map((id) => profile(version, { id, level: id })),
      },
    });

  test(`${version}: what a complete report leaves out holds no more, as far as it was asked for (K_29 to K_36)`, async () => {
    const station = await wire.station(`report ${version}`, version);
    for (const wanted of [
      { id: 1, level: 1 },
      { id: 2, level: 2 },
      { id: 3, level: 3 },
      { id: 4, level: 1, evseId: 2 },
    ])
      await reply(wire, setOf(station, version, wanted));
    await ask(station, 11, { evseId: 1 }, 'Accepted');
    await report(station, 11, [1], true);
    assert.deepEqual(await holding(station), [1, 2, 3, 4]);
    // One that is set after the question is no matter of the report.
    await reply(wire, setOf(station, version, { id: 5, level: 5 }));
    await report(station, 11, [8], false);
    assert.deepEqual(await holding(station), [1, 4, 5, 8]);
    await ask(station, 12, { chargingProfile: { chargingProfileId: [8, 9] } }, 'NoProfiles');
    assert.deepEqual(await holding(station), [1, 4, 5]);
    await ask(station, 13, { chargingProfile: { chargingLimitSource: ['EMS'] } }, 'NoProfiles');
    await ask(station, 14, { chargingProfile: { chargingProfilePurpose: 'TxProfile' } }, 'NoProfiles');
    assert.deepEqual(await holding(station), [1, 4, 5]);
    await ask(station, 15, { chargingProfile: { stackLevel: 1 } }, 'NoProfiles');
    assert.deepEqual(await holding(station), [5]);
  });

  test(`${version}: of one level, profiles that hold at different times stand side by side (K01.FR.39)`, async () => {
    const station = await wire.station(`times ${version}`, version);
    const turn = '2027-01-01T00:00:00.000Z';
    await reply(wire, setOf(station, version, { id: 1, validTo: turn }));
    await reply(wire, setOf(station, version, { id: 2, validFrom: turn }));
    assert.deepEqual(await holding(station), [1, 2]);
  });
}
