import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findAnswers } from '../../../handlers/commands/answers.js';
import { completeCommands } from '../../../handlers/commands/outcomes.js';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { write } from '../../support/commands.js';
import { openWire, versions, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
  const schema = { type: 'object', required: ['level'], properties: { level: { type: 'integer' } } };
  await wire.pool.query(
    `insert into vendor_message (vendor_id, message_id, request_schema, answer_schema) values
       ('com.acme', 'level', $1, '{"type":"object","required":["ok"]}'), ('com.acme', 'free', null, null),
       ('com.acme', null, '{"type":"string","maxLength":5}', null), ('com.acme', 'broken', '{"type":"nothing"}', null)`,
    [JSON.stringify(schema)],
  );
});
after(() => wire.close());

const kept = (station: string) =>
  wire.rows(
    `select direction, vendor_id, message_id, data, status, answer_data, findings, times from data_transfer
     where station_id = $1 order by id`,
    [station],
  );

for (const version of versions) {
  const say = (station: string, payload: object, messageId = JSON.stringify(payload)) =>
    wire.send({ station, version, action: 'DataTransfer', payload, messageId });
  const json = (value: object) => (version === 'ocpp1.6' ? JSON.stringify(value) : value);

  test(`${version}: P_02 064 an unknown vendor, an unknown message and one that breaks its schema are told so and kept`, async () => {
    const station = await wire.station(`data ${version}`, version);
    const said: [payload: object, status: string, rule?: string][] = [
      [{ vendorId: 'com.other', messageId: 'hello', data: json({ a: 1 }) }, 'UnknownVendorId'],
      [{ vendorId: 'COM.ACME', messageId: 'hello' }, 'UnknownMessageId'],
      [{ vendorId: 'COM.acme', messageId: 'Level', data: json({ level: 7 }) }, 'Accepted'],
      [{ vendorId: 'com.acme', messageId: 'level', data: json({ level: 'x' }) }, 'Rejected', 'type'],
      [{ vendorId: 'com.acme', messageId: 'level' }, 'Rejected', 'type'],
      [{ vendorId: 'com.acme', messageId: 'free', data: 'anything' }, 'Accepted'],
      [{ vendorId: 'com.acme', data: 'short' }, 'Accepted'],
      [{ vendorId: 'com.acme', data: 'longer' }, 'Rejected', 'maxLength'],
      [{ vendorId: 'com.acme', messageId: 'broken', data: 'x' }, 'Rejected', 'schema'],
    ];
    for (const [payload, status] of said) assert.deepEqual(await say(station, payload), { status });
    const rows = await kept(station);
    assert.deepEqual(
      rows.map((row) => [row.status, (row.findings as { rule: string }[])[0]?.rule]),
      said.map(([, status, rule]) => [status, rule]),
    );
    assert.deepEqual(rows[2]?.data, json({ level: 7 }));
    const events = wire.eventsOf('DataTransferReceived').filter((one) => one.station === station);
    assert.deepEqual(
      events.map(({ data }) => [data.status, data.findings[0]?.rule]),
      said.map(([, status, rule]) => [status, rule]),
    );
  });

  test(`${version}: told again it is counted, not kept twice`, async () => {
    const station = await wire.station(`again ${version}`, version);
    const payload = { vendorId: 'com.acme', messageId: 'free', data: 'same' };
    for (const id of ['1', '1', '2']) await say(station, payload, id);
    assert.deepEqual(
      (await kept(station)).map(({ times }) => times),
      [2, 1],
    );
  });

  test(`${version}: what a station answers to ours is kept and held against its schema`, async () => {
    const station = await wire.station(`ours ${version}`, version);
    const answers = await findAnswers();
    const complete = async (request: object, answer: object) => {
      const action = 'DataTransfer';
      const command = await write(wire.pool, { station, action, payload: { ...request }, version });
      const outcome = {
        ...{ command, station, epoch: '1', version, action, sentAt: Date.now(), at: Date.now(), late: false },
        request: JSON.stringify([2, command, action, request]),
        state: 'ANSWERED' as const,
        answer: JSON.stringify([3, command, answer]),
      };
      await completeCommands([outcome], { pool: wire.pool, settings: wire.settings, answers });
    };
    const request = { vendorId: 'com.acme', messageId: 'level', data: json({ level: 1 }) };
    await complete(request, { status: 'Accepted', data: json({ ok: true }) });
    await complete(request, { status: 'Accepted', data: json({ no: true }) });
    await complete({ vendorId: 'com.acme' }, { status: 'UnknownMessageId' });
    assert.deepEqual(
      (await kept(station)).map(({ direction, status, answer_data, findings }) => [
        ...[direction, status, answer_data, (findings as { rule: string }[])[0]?.rule],
      ]),
      [
        ['OUT', 'Accepted', json({ ok: true }), undefined],
        ['OUT', 'Accepted', json({ no: true }), 'required'],
        ['OUT', 'UnknownMessageId', null, undefined],
      ],
    );
  });
}

test('a schema that is edited holds with the next message', async () => {
  const version: OcppVersion = 'ocpp2.1';
  const station = await wire.station('edited', version);
  const call = { station, version, action: 'DataTransfer' };
  const payload = { vendorId: 'edit', messageId: 'm', data: 3 };
  await wire.pool.query(
    `insert into vendor_message (vendor_id, message_id, request_schema) values ('edit', 'm', '{"minimum":5}')`,
  );
  assert.deepEqual(await wire.send({ ...call, payload }), { status: 'Rejected' });
  await wire.pool.query(
    `update vendor_message set request_schema = '{"minimum":2}' where vendor_id = 'edit'`,
  );
  assert.deepEqual(await wire.send({ ...call, payload }), { status: 'Accepted' });
});

test('a batch takes two statements', async () => {
  const station = await wire.station('counted', 'ocpp2.1');
  const before = wire.statements();
  await wire.batch(
    Array.from({ length: 30 }, (_, n) => ({
      ...{ station, version: 'ocpp2.1' as const, action: 'DataTransfer', messageId: String(n) },
      payload: { vendorId: 'com.acme', messageId: 'free', data: n },
    })),
  );
  assert.equal(wire.statements() - before, 2);
});
