import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { openWire, versions, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
});
after(() => wire.close());

const v2 = {
  reason: 'PowerUp',
  chargingStation: {
    vendorName: 'Acme',
    model: 'One',
    serialNumber: 'S1',
    firmwareVersion: '1.2',
    modem: { iccid: 'i1', imsi: 'm1' },
  },
};
const boot: Record<OcppVersion, object> = {
  'ocpp1.6': {
    chargePointVendor: 'Acme',
    chargePointModel: 'One',
    chargePointSerialNumber: 'S1',
    firmwareVersion: '1.2',
    iccid: 'i1',
    imsi: 'm1',
  },
  'ocpp2.0.1': v2,
  'ocpp2.1': v2,
};

for (const version of versions) {
  const call = (station: string) => ({
    station,
    version,
    action: 'BootNotification',
    payload: boot[version],
  });

  test(`${version}: what a station says of itself is kept, and it is told to come in`, async () => {
    const id = await wire.station(`boot ${version}`, version);
    const answer = await wire.send(call(id));
    assert.equal(answer.status, 'Accepted');
    assert.equal(answer.interval, wire.settings.HEARTBEAT_INTERVAL);
    assert.ok(Math.abs(Date.parse(answer.currentTime) - Date.now()) < 60_000);
    const [row] = await wire.rows(
      `select vendor, model, serial_number, firmware_version, iccid, imsi, boot_reason, booted_at is not null as booted
       from charging_station where id = $1`,
      [id],
    );
    assert.deepEqual(row, {
      vendor: 'Acme',
      model: 'One',
      serial_number: 'S1',
      firmware_version: '1.2',
      iccid: 'i1',
      imsi: 'm1',
      boot_reason: version === 'ocpp1.6' ? null : 'PowerUp',
      booted: true,
    });
    const event = wire.eventsOf('StationBooted').find(({ station }) => station === id);
    assert.equal(event?.data.registrationStatus, 'ACCEPTED');
    assert.equal(event?.data.serialNumber, 'S1');
  });

  test(`${version}: a station can be made to wait, be refused, and have its own interval`, async () => {
    const ids = await Promise.all([
      wire.station(`pending ${version}`, version, { registration_status: 'PENDING' }),
      wire.station(`rejected ${version}`, version, { registration_status: 'REJECTED' }),
      wire.station(`slow ${version}`, version, { heartbeat_interval: 900 }),
    ]);
    const answers = await wire.batch([...ids.map(call), call(ids[2])]);
    assert.deepEqual(
      answers.map(({ status, interval }) => [status, interval]),
      [
        ['Pending', 60],
        ['Rejected', 60],
        ['Accepted', 900],
        ['Accepted', 900],
      ],
    );
  });
}

test('a station that is not registered gets a SecurityError', async () => {
  const version = 'ocpp1.6';
  const call = { station: 'nobody', version, action: 'BootNotification', payload: boot[version] } as const;
  await assert.rejects(wire.send(call), { code: 'SecurityError' });
});
