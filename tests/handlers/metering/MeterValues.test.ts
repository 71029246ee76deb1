import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { messages, minute, type Session } from '../transactions/sessions.js';
import { openWire, versions, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
  await wire.pool.query(`insert into id_token (id_token) values ('good')`);
});
after(() => wire.close());

const word = (version: OcppVersion, value: number, unit: string) =>
  version === 'ocpp1.6' ? { value: String(value), unit } : { value, unitOfMeasure: { unit } };

function message(station: string, version: OcppVersion, more: object = {}) {
  const sampledValue = [
    { ...word(version, 1.5, 'kWh') },
    { ...word(version, 7, 'kW'), measurand: 'Power.Active.Import', context: 'Sample.Clock' },
    { ...word(version, 230, 'V'), measurand: 'Voltage', phase: 'L1-N', location: 'Outlet' },
    { ...word(version, 80, 'Percent'), measurand: 'SoC', location: 'EV' },
  ];
  const place = version === 'ocpp1.6' ? { connectorId: 1 } : { evseId: 1 };
  const payload = { ...place, meterValue: [{ timestamp: minute(1), sampledValue }], ...more };
  return { station, version, action: 'MeterValues', payload, receivedAt: new Date(minute(2)) };
}

const samples = (station: string) =>
  wire.rows(
    `select evse_id, measured_at, received_at, transaction_ref, measurand, value, unit, phase, location, context
     from meter_value where station_id = $1 order by measurand`,
    [station],
  );

for (const version of versions) {
  test(`${version}: every sample is kept in our units, once, outside a transaction too`, async () => {
    const station = await wire.station(`meter ${version} "\\`, version);
    assert.deepEqual(await wire.send(message(station, version)), {});
    await wire.batch([message(station, version), message(station, version)]);
    const row = {
      evse_id: 1,
      measured_at: new Date(minute(1)),
      received_at: new Date(minute(2)),
      transaction_ref: null,
      phase: null,
      location: null,
      context: null,
    };
    assert.deepEqual(await samples(station), [
      { ...row, measurand: 'Energy.Active.Import.Register', value: 1500, unit: 'Wh' },
      { ...row, measurand: 'Power.Active.Import', value: 7000, unit: 'W', context: 'Sample.Clock' },
      { ...row, measurand: 'SoC', value: 80, unit: 'Percent', location: 'EV' },
      { ...row, measurand: 'Voltage', value: 230, unit: 'V', phase: 'L1-N', location: 'Outlet' },
    ]);
    const event = wire.eventsOf('MeterValuesReceived').find((one) => one.station === station);
    assert.deepEqual(event, {
      station,
      type: 'MeterValuesReceived',
      at: new Date(minute(1)),
      data: {
        evseId: 1,
        connectorId: version === 'ocpp1.6' ? 1 : null,
        transaction: null,
        measuredAt: minute(1),
        energyWh: 1500,
        powerW: 7000,
        socPercent: 80,
      },
    });
  });

  test(`${version}: a message without samples is answered and leaves nothing`, async () => {
    const station = await wire.station(`empty ${version}`, version);
    const empty = { meterValue: [{ timestamp: minute(1), sampledValue: [] }] };
    assert.deepEqual(await wire.send(message(station, version, empty)), {});
    assert.deepEqual(await samples(station), []);
  });

  test(`${version}: power, state of charge and energy of the running transaction follow, late ones change no newer one`, async () => {
    const session: Session = { station: await wire.station(`live ${version}`, version), version };
    const is16 = version === 'ocpp1.6';
    const opened = await wire.send(is16 ? messages.start16(session) : messages.event2(session, 'Started', 0));
    const id = is16 ? { transactionId: opened.transactionId } : {};
    const at = (n: number, kWh: number, kW: number) => {
      const register = word(version, kWh, 'kWh');
      const power = { ...word(version, kW, 'kW'), measurand: 'Power.Active.Import' };
      const meterValue = [{ timestamp: minute(n), sampledValue: [register, power] }];
      return message(session.station, version, { ...id, meterValue });
    };
    await wire.batch([at(20, 103, 9), at(10, 101, 8), at(15, 102, 7)]);
    await wire.send(at(5, 100.5, 6));
    const [row] = await wire.rows(
      `select energy_wh, power_w, metered_at, (select count(*)::int from meter_value where transaction_ref = t.id) as samples
       from transaction t where station_id = $1`,
      [session.station],
    );
    assert.deepEqual(row, {
      energy_wh: 3000,
      power_w: 9000,
      metered_at: new Date(minute(20)),
      samples: is16 ? 8 : 9,
    });
  });
}

test('1.6: values that name no usable transaction go to the one open at their connector', async () => {
  const station = await wire.station('nameless', 'ocpp1.6');
  const [one, two] = [1, 2].map((evse): Session => ({ station, version: 'ocpp1.6', evse, tag: 'good' }));
  assert.ok(one && two);
  const { transactionId } = await wire.send(messages.start16(one));
  await wire.send(messages.start16(two));
  for (const odd of [0, -1, 987654]) await wire.send(messages.meter16(one, odd, 10 + odd / 1e6));
  const without = messages.meter16(one, 0, 20);
  delete without.payload.transactionId;
  await wire.send(without);
  const station0 = messages.meter16({ ...one, evse: 0 }, 0, 25);
  await wire.send(station0);
  const rows = await wire.rows(
    'select transaction_ref, count(*)::int from meter_value where station_id = $1 group by 1 order by 1',
    [station],
  );
  assert.deepEqual(rows, [
    { transaction_ref: String(transactionId), count: 4 },
    { transaction_ref: null, count: 1 },
  ]);
});

test('1.6: energy of a transaction nobody knows is kept and noted once; 0 and -1 are no wonder', async () => {
  const station = await wire.station('orphaned energy', 'ocpp1.6');
  const session: Session = { station, version: 'ocpp1.6' };
  for (const id of [4711, 4711, 0, -1]) await wire.send(messages.meter16(session, id, 10));
  assert.deepEqual(
    await wire.rows('select action, orphan_key from orphan_message where station_id = $1', [station]),
    [{ action: 'MeterValues', orphan_key: 'MeterValues|4711' }],
  );
  assert.equal((await samples(station)).length, 3);
  assert.equal(wire.eventsOf('OrphanRecorded').filter((one) => one.station === station).length, 1);
});

test('1.6: another station cannot add to a transaction', async () => {
  const [mine, theirs] = await Promise.all([
    wire.station('mine', 'ocpp1.6'),
    wire.station('theirs', 'ocpp1.6'),
  ]);
  const { transactionId } = await wire.send(messages.start16({ station: mine, version: 'ocpp1.6' }));
  await wire.send(messages.meter16({ station: theirs, version: 'ocpp1.6' }, transactionId, 30));
  const [row] = await wire.rows('select energy_wh from transaction where id = $1', [transactionId]);
  assert.equal(row?.energy_wh, 0);
});

test('signed data of a thousand characters and more is kept', async () => {
  const station = await wire.station('signed', 'ocpp1.6');
  const value = `OCMF|{"a":"ü\\"}${'x'.repeat(3000)}`;
  const sampledValue = [
    { value: '1' },
    { value, format: 'SignedData' },
    { value: '2', measurand: 'Voltage' },
  ];
  await wire.send(message(station, 'ocpp1.6', { meterValue: [{ timestamp: minute(1), sampledValue }] }));
  const rows = await wire.rows(
    'select value, raw_value from meter_value where station_id = $1 order by value',
    [station],
  );
  assert.deepEqual(rows, [
    { value: 1, raw_value: null },
    { value: 2, raw_value: null },
    { value: null, raw_value: value },
  ]);
});
