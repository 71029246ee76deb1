import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { reply } from '../answering.js';
import { openWire, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
});
after(() => wire.close());

const info = (id: number, more: object = {}) => ({
  id,
  priority: 'NormalCycle',
  message: { format: 'UTF8', content: `text ${id}` },
  ...more,
});

const messages = (station: string) =>
  wire.rows(
    'select message_id::int as id, status, answer, content from display_message where station_id = $1 order by message_id',
    [station],
  );
const standing = async (station: string) => (await messages(station)).map(({ id, status }) => [id, status]);

for (const version of ['ocpp2.0.1', 'ocpp2.1'] as const) {
  const set = (station: string, message: object, status: string) =>
    reply(wire, {
      ...{ station, version, action: 'SetDisplayMessage' },
      request: { message },
      answer: { status },
    });
  const clear = (station: string, id: number, status: string) =>
    reply(wire, {
      ...{ station, version, action: 'ClearDisplayMessage' },
      request: { id },
      answer: { status },
    });
  const get = (station: string, request: object, status: string) =>
    reply(wire, { ...{ station, version, action: 'GetDisplayMessages' }, request, answer: { status } });

  test(`${version}: taken, refused with the station's word, replaced (O_01, O_26, O_12 to O_19, O_28)`, async () => {
    const station = await wire.station(`set ${version}`, version);
    const [event] = await set(station, info(1, { startDateTime: '2026-12-24T00:00:00.000Z' }), 'Accepted');
    assert.deepEqual(event?.data, { messageId: '1', status: 'ACTIVE', answer: 'Accepted' });
    for (const [id, word] of [
      [2, 'NotSupportedPriority'],
      [3, 'NotSupportedState'],
      [4, 'NotSupportedMessageFormat'],
      [5, 'UnknownTransaction'],
      [6, 'Rejected'],
    ] as const)
      await set(station, info(id), word);
    assert.deepEqual(
      (await messages(station)).map(({ id, status, answer }) => [id, status, answer]),
      [
        [1, 'ACTIVE', 'Accepted'],
        [2, 'REJECTED', 'NotSupportedPriority'],
        [3, 'REJECTED', 'NotSupportedState'],
        [4, 'REJECTED', 'NotSupportedMessageFormat'],
        [5, 'REJECTED', 'UnknownTransaction'],
        [6, 'REJECTED', 'Rejected'],
      ],
    );
    const other = { message: { format: 'UTF8', content: 'other' } };
    await set(station, info(1, other), 'NotSupportedPriority');
    assert.deepEqual((await messages(station))[0], {
      ...{ id: 1, status: 'ACTIVE', answer: 'NotSupportedPriority', content: 'text 1' },
    });
    await set(station, info(1, other), 'Accepted');
    assert.deepEqual((await messages(station))[0], {
      id: 1,
      status: 'ACTIVE',
      answer: 'Accepted',
      content: 'other',
    });
  });

  test(`${version}: cleared, and Unknown says that it was gone already (O_04, O_05)`, async () => {
    const station = await wire.station(`clear ${version}`, version);
    await set(station, info(1), 'Accepted');
    await set(station, info(2), 'Accepted');
    await clear(station, 1, 'Accepted');
    await clear(station, 2, 'Unknown');
    await clear(station, 9, 'Unknown');
    assert.deepEqual(await standing(station), [
      [1, 'CLEARED'],
      [2, 'CLEARED'],
    ]);
    await set(station, info(1), 'Accepted');
    assert.deepEqual((await standing(station))[0], [1, 'ACTIVE']);
  });

  test(`${version}: a report tells what is shown, and so what is not (O_02, O_03, O_07 to O_09)`, async () => {
    const station = await wire.station(`get ${version}`, version);
    for (const message of [info(1), info(2, { state: 'Idle' }), info(3, { priority: 'InFront' })])
      await set(station, message, 'Accepted');
    const report = (requestId: number, ids: number[], tbc: boolean) =>
      wire.send({
        ...{ station, version, action: 'NotifyDisplayMessages' },
        payload: { requestId, tbc, messageInfo: ids.map((id) => info(id)) },
      });
    await get(station, { requestId: 4, id: [3, 4] }, 'Unknown');
    assert.deepEqual(await standing(station), [
      [1, 'ACTIVE'],
      [2, 'ACTIVE'],
      [3, 'NOT_REPORTED'],
    ]);
    await get(station, { requestId: 5, priority: 'NormalCycle' }, 'Accepted');
    await report(5, [1], true);
    await set(station, info(7), 'Accepted');
    await report(5, [8], false);
    assert.deepEqual(await standing(station), [
      [1, 'ACTIVE'],
      [2, 'NOT_REPORTED'],
      [3, 'NOT_REPORTED'],
      [7, 'ACTIVE'],
      [8, 'ACTIVE'],
    ]);
    await get(station, { requestId: 6, state: 'Idle' }, 'Unknown');
    assert.equal((await standing(station)).filter(([, status]) => status === 'ACTIVE').length, 3);
  });

  test(`${version}: a message for one transaction goes with it (O_06, O_10, O_27)`, async () => {
    const station = await wire.station(`tx ${version}`, version);
    const tell = (eventType: string, seqNo: number) =>
      wire.send({
        ...{ station, version, action: 'TransactionEvent' },
        payload: {
          ...{ eventType, timestamp: new Date().toISOString(), triggerReason: 'RemoteStop', seqNo },
          transactionInfo: { transactionId: 'tx' },
        },
      });
    await tell('Started', 0);
    await set(station, info(1, { transactionId: 'tx' }), 'Accepted');
    await set(station, info(2), 'Accepted');
    await tell('Ended', 1);
    assert.deepEqual(await standing(station), [
      [1, 'TRANSACTION_ENDED'],
      [2, 'ACTIVE'],
    ]);
  });
}
