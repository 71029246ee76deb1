import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { minute } from '../transactions/sessions.js';
import { type Call, openWire, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
});
after(() => wire.close());

const versions2 = ['ocpp2.0.1', 'ocpp2.1'] as const;

const variable = (name: string, value: string, more: object = {}) => ({
  component: { name: 'OCPPCommCtrlr' },
  variable: { name },
  variableAttribute: [{ value, mutability: 'ReadWrite' }],
  ...more,
});

interface Of {
  requestId?: number;
  at?: number;
  tbc?: boolean;
  version?: 'ocpp2.0.1' | 'ocpp2.1';
}

const part = (
  station: string,
  seqNo: number,
  reportData: object[],
  { requestId = 1, at = 0, tbc = true, version = 'ocpp2.0.1' }: Of = {},
): Call => ({
  station,
  version,
  action: 'NotifyReport',
  payload: { requestId, generatedAt: minute(at), seqNo, tbc, reportData },
});

const values = async (station: string) =>
  Object.fromEntries(
    (
      await wire.rows<{ variable: string; value: string }>(
        'select variable, value from variable where station_id = $1 order by id',
        [station],
      )
    ).map((row) => [row.variable, row.value]),
  );

const reports = (station: string) =>
  wire.rows(
    `select request_id, parts, last_part, rows, completed_at is not null as complete from device_report
     where station_id = $1 order by request_id`,
    [station],
  );

const received = (station: string) =>
  wire
    .eventsOf('ReportReceived')
    .filter((event) => event.station === station)
    .map(({ data }) => data);

for (const version of versions2)
  test(`${version}: everything told of a variable is kept, one row an attribute`, async () => {
    const station = await wire.station(`all ${version}`, version);
    const row = {
      component: { name: 'Connector', instance: 'left', evse: { id: 2, connectorId: 1 } },
      variable: { name: 'Power', instance: 'total' },
      variableAttribute: [
        { type: 'Actual', value: '7400', mutability: 'ReadOnly', persistent: true, constant: true },
        { type: 'MaxSet', value: '11000', mutability: 'ReadWrite' },
      ],
      variableCharacteristics: {
        dataType: 'decimal',
        unit: 'W',
        minLimit: 0,
        maxLimit: 22000,
        valuesList: '7400,11000',
        supportsMonitoring: true,
        ...(version === 'ocpp2.1' ? { maxElements: 3 } : {}),
      },
    };
    assert.deepEqual(await wire.send(part(station, 0, [row], { tbc: false, version })), {});
    const kept = await wire.rows(
      `select to_jsonb(v) - 'id' - 'updated_at' as row from variable v where station_id = $1 order by id`,
      [station],
    );
    const same = {
      station_id: station,
      component: 'Connector',
      component_instance: 'left',
      evse_id: 2,
      connector_id: 1,
      variable: 'Power',
      variable_instance: 'total',
      pending_value: null,
      data_type: 'decimal',
      unit: 'W',
      min_limit: 0,
      max_limit: 22000,
      max_elements: version === 'ocpp2.1' ? 3 : null,
      values_list: '7400,11000',
      supports_monitoring: true,
      source: 'REPORT',
    };
    assert.deepEqual(kept, [
      {
        row: {
          ...same,
          attribute_type: 'Actual',
          value: '7400',
          mutability: 'ReadOnly',
          persistent: true,
          constant: true,
        },
      },
      {
        row: {
          ...same,
          attribute_type: 'MaxSet',
          value: '11000',
          mutability: 'ReadWrite',
          persistent: false,
          constant: false,
        },
      },
    ]);
  });

test('parts are joined in any order, a repeated one counts once', async () => {
  const station = await wire.station('order', 'ocpp2.0.1');
  for (const [seqNo, tbc] of [
    [2, false],
    [0, true],
    [0, true],
  ] as const)
    await wire.send(part(station, seqNo, [variable(`v${seqNo}`, 'x')], { tbc }));
  assert.deepEqual(await reports(station), [
    { request_id: '1', parts: [0, 2], last_part: 2, rows: 2, complete: false },
  ]);
  assert.deepEqual(received(station), []);
  await wire.batch([
    part(station, 1, [variable('v1', 'x')]),
    part(station, 2, [variable('v2', 'x')], { tbc: false }),
    part(station, 1, [variable('v1', 'x')]),
  ]);
  assert.deepEqual(await reports(station), [
    { request_id: '1', parts: [0, 1, 2], last_part: 2, rows: 3, complete: true },
  ]);
  assert.deepEqual(received(station), [{ requestId: '1', parts: 3, variables: 3 }]);
  assert.deepEqual(await values(station), { v0: 'x', v1: 'x', v2: 'x' });
});

test('reports of two requests come interleaved, in one batch too', async () => {
  const station = await wire.station('interleaved', 'ocpp2.0.1');
  const other = await wire.station('interleaved too', 'ocpp2.0.1');
  await wire.batch([
    part(station, 0, [variable('a', '1')]),
    part(station, 0, [variable('b', '1')], { requestId: 2 }),
    part(other, 0, [variable('a', '9')], { tbc: false }),
    part(station, 1, [variable('c', '1')], { tbc: false }),
  ]);
  await wire.send(part(station, 1, [variable('a', '2')], { requestId: 2, tbc: false }));
  assert.deepEqual(received(station), [
    { requestId: '1', parts: 2, variables: 2 },
    { requestId: '2', parts: 2, variables: 2 },
  ]);
  assert.deepEqual(received(other), [{ requestId: '1', parts: 1, variables: 1 }]);
  assert.deepEqual(await values(station), { a: '2', b: '1', c: '1' });
  assert.deepEqual(await values(other), { a: '9' });
});

test('a request id that is used again begins its report anew', async () => {
  const station = await wire.station('again', 'ocpp2.0.1');
  await wire.send(part(station, 0, [variable('a', '1')]));
  await wire.send(part(station, 1, [variable('b', '1')], { tbc: false }));
  await wire.send(part(station, 0, [variable('a', '2')], { at: 60 }));
  assert.deepEqual(await reports(station), [
    { request_id: '1', parts: [0], last_part: null, rows: 1, complete: false },
  ]);
  await wire.send(part(station, 1, [variable('b', '2')], { at: 60, tbc: false }));
  assert.equal(received(station).length, 2);
  assert.deepEqual(await values(station), { a: '2', b: '2' });
});

test('a report without rows, and one whose numbers are odd, are answered', async () => {
  const station = await wire.station('empty', 'ocpp2.0.1');
  const empty = part(station, 0, [], { tbc: false });
  delete empty.payload.reportData;
  assert.deepEqual(await wire.send(empty), {});
  assert.deepEqual(received(station), [{ requestId: '1', parts: 1, variables: 0 }]);
  assert.deepEqual(await wire.send(part(station, 1e12, [], { requestId: 1e300 })), {});
});

test('what changed is told once; what stayed is not', async () => {
  const station = await wire.station('changes', 'ocpp2.0.1');
  const told = () =>
    wire
      .eventsOf('VariablesChanged')
      .filter((event) => event.station === station)
      .map(({ data }) => [
        data.changed,
        ...data.variables.map(({ variable, value }) => `${variable}=${value}`),
      ]);
  await wire.batch([part(station, 0, [variable('a', '1'), variable('b', '1')], { tbc: false })]);
  await wire.batch([part(station, 0, [variable('A', '1'), variable('b', '2')], { at: 1, tbc: false })]);
  await wire.batch([part(station, 0, [variable('a', '1'), variable('b', '2')], { at: 2, tbc: false })]);
  assert.deepEqual(told(), [
    [2, 'a=1', 'b=1'],
    [1, 'b=2'],
  ]);
});

test('values that can only be written are not kept', async () => {
  const station = await wire.station('secret', 'ocpp2.0.1');
  const writeOnly = { variableAttribute: [{ value: 'leaked', mutability: 'WriteOnly' }] };
  await wire.send(
    part(station, 0, [variable('Pin', '', writeOnly), variable('BasicAuthPassword', 'leaked')]),
  );
  assert.deepEqual(await values(station), { Pin: null, BasicAuthPassword: null });
});

test('an inventory of 2000 variables takes as many statements as one of two', async () => {
  const count = async (station: string, variables: number, parts: number) => {
    await wire.station(station, 'ocpp2.1');
    const each = variables / parts;
    const calls = Array.from({ length: parts }, (_, seqNo) =>
      part(
        station,
        seqNo,
        Array.from({ length: each }, (_, i) => variable(`v${seqNo * each + i}`, String(i))),
        { version: 'ocpp2.1', tbc: seqNo < parts - 1 },
      ),
    );
    const before = wire.statements();
    await wire.batch(calls);
    return wire.statements() - before;
  };
  const forTwo = await count('small', 2, 2);
  assert.equal(await count('large', 2000, 100), forTwo);
  const [row] = await wire.rows(`select count(*)::int from variable where station_id = 'large'`);
  assert.equal(row?.count, 2000);
  assert.deepEqual(received('large'), [{ requestId: '1', parts: 100, variables: 2000 }]);
  const [event] = wire.eventsOf('VariablesChanged').filter(({ station }) => station === 'large');
  assert.deepEqual([event?.data.changed, event?.data.variables.length], [2000, 100]);
});
