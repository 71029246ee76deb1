import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWire, versions, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
});
after(() => wire.close());

for (const version of versions)
  test(`${version}: a vendor nobody knows is declined and noted`, async () => {
    const station = await wire.station(`data ${version}`, version);
    const data = version === 'ocpp1.6' ? '{"a":1}' : { a: [1] };
    const payload = { vendorId: 'com.acme', messageId: 'hello', data };
    assert.deepEqual(await wire.send({ station, version, action: 'DataTransfer', payload }), {
      status: 'UnknownVendorId',
    });
    const event = wire.eventsOf('DataTransferReceived').find((one) => one.station === station);
    assert.deepEqual(event?.data, { ...payload, status: 'UnknownVendorId' });
  });
