import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dropOldInformation } from '../../../handlers/customer-information/customer-information.js';
import { reply } from '../answering.js';
import { openWire, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
});
after(() => wire.close());

const certificate = { hashAlgorithm: 'SHA256', issuerNameHash: 'a', issuerKeyHash: 'b', serialNumber: '1f' };

for (const version of ['ocpp2.0.1', 'ocpp2.1'] as const) {
  const ask = (station: string, requestId: number, more: object, status = 'Accepted') =>
    reply(wire, {
      ...{ station, version, action: 'CustomerInformation' },
      request: { requestId, report: true, clear: false, ...more },
      answer: { status },
    });
  const tell = (station: string, requestId: number, seqNo: number, data: string, tbc: boolean) =>
    wire.send({
      ...{ station, version, action: 'NotifyCustomerInformation' },
      payload: { requestId, seqNo, data, tbc, generatedAt: new Date().toISOString() },
    });

  test(`${version}: what was asked, about whom, the station's word, and the parts, whichever comes first (N_30 to N_32, N_62, N_63)`, async () => {
    const station = await wire.station(`asked ${version}`, version);
    const [event] = await ask(station, 1, { idToken: { idToken: 'TAG', type: 'ISO14443' }, clear: true });
    assert.deepEqual(event?.data, { requestId: '1', report: true, clear: true, answer: 'Accepted' });
    await tell(station, 1, 0, 'An', true);
    await tell(station, 1, 1, 'na', false);
    await tell(station, 2, 0, 'early', false);
    await ask(station, 2, { customerIdentifier: 'C-7' });
    await ask(station, 3, { report: false, clear: true, customerCertificate: certificate });
    await ask(station, 4, { customerIdentifier: 'nobody' }, 'Invalid');
    assert.deepEqual(
      await wire.rows(
        `select request_id::int as id, report, clear, coalesce(id_token, customer_identifier, certificate ->> 'serialNumber') as who,
           answer, parts from customer_information where station_id = $1 order by request_id`,
        [station],
      ),
      [
        { id: 1, report: true, clear: true, who: 'TAG', answer: 'Accepted', parts: { 0: 'An', 1: 'na' } },
        { id: 2, report: true, clear: false, who: 'C-7', answer: 'Accepted', parts: { 0: 'early' } },
        { id: 3, report: false, clear: true, who: '1f', answer: 'Accepted', parts: {} },
        { id: 4, report: true, clear: false, who: 'nobody', answer: 'Invalid', parts: {} },
      ],
    );
  });
}

test('is kept no longer than the setting says, and stands nowhere else', async () => {
  const station = await wire.station('old', 'ocpp2.0.1');
  await wire.send({
    ...{ station, version: 'ocpp2.0.1', action: 'NotifyCustomerInformation' },
    payload: { requestId: 1, seqNo: 0, data: 'secret', generatedAt: new Date().toISOString() },
  });
  await wire.rows(
    `update customer_information set kept_since = now() - interval '8 days' where station_id = $1`,
    [station],
  );
  await dropOldInformation(wire.pool, 9);
  const kept = () => wire.rows('select from customer_information where station_id = $1', [station]);
  assert.equal((await kept()).length, 1);
  await dropOldInformation(wire.pool, 7);
  assert.equal((await kept()).length, 0);
  assert.deepEqual(
    await wire.rows(`select from station_event where station_id = $1 and data::text like '%secret%'`, [
      station,
    ]),
    [],
  );
});
