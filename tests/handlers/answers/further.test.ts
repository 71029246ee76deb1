import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LocalBroker } from '../../../platform/broker/local.js';
import type { NewEvent } from '../../../platform/events/station-event.js';
import { graphBeside, type TestGraph } from '../../graph/support.js';
import { reply } from '../answering.js';
import { openWire, type Wire } from '../wire.js';

let wire: Wire;
let graph: TestGraph;
before(async () => {
  wire = await openWire();
  graph = await graphBeside({ pool: wire.pool, broker: new LocalBroker() });
});
after(async () => {
  await graph.stop();
  await wire.close();
});

const v2 = ['ocpp2.0.1', 'ocpp2.1'] as const;
type Version = (typeof v2)[number];

const asked = (version: Version, station: string, action: string, request: object, answer: object) =>
  reply(wire, { station, version, action, request, answer });
const told = (events: NewEvent[]) => events.map(({ type, data }) => [type, data]);
const shown = async (station: string, fields: string) =>
  (await graph.read(`query ($id: ID!) { station(id: $id) { ${fields} } }`, { id: station })).station;

for (const version of v2) {
  test(`${version}: whether a transaction goes on is noted, and never ends it (E_29 to E_34)`, async () => {
    const station = await wire.station(`check ${version}`, version);
    await wire.rows(
      `insert into transaction (station_id, transaction_id, evse_id, status, started_at) values ($1, 'tx', 1, 'ACTIVE', now())`,
      [station],
    );
    const check = (request: object, answer: object) =>
      asked(version, station, 'GetTransactionStatus', request, answer);
    assert.deepEqual(
      told(await check({ transactionId: 'tx' }, { ongoingIndicator: false, messagesInQueue: true })),
      [['TransactionChecked', { transactionId: 'tx', ongoing: false, messagesInQueue: true }]],
    );
    await check({}, { messagesInQueue: false });
    const fields = 'transactionExchanges { nodes { transactionId ongoing messagesInQueue } }';
    const { transactionExchanges, transactions } = await shown(
      station,
      `${fields} transactions { nodes { status exchange { ongoing messagesInQueue } } }`,
    );
    assert.deepEqual(transactionExchanges.nodes, [
      { transactionId: null, ongoing: null, messagesInQueue: false },
      { transactionId: 'tx', ongoing: false, messagesInQueue: true },
    ]);
    assert.deepEqual(transactions.nodes, [
      { status: 'ACTIVE', exchange: { ongoing: false, messagesInQueue: true } },
    ]);
  });

  test(`${version}: the cost that a driver is shown (I_01, I_02)`, async () => {
    const station = await wire.station(`cost ${version}`, version);
    const tell = (totalCost: number) =>
      asked(version, station, 'CostUpdated', { transactionId: 'tx', totalCost }, {});
    await tell(1.5);
    assert.deepEqual(told(await tell(2.25)), [['CostTold', { transactionId: 'tx', totalCost: 2.25 }]]);
    assert.deepEqual(await shown(station, 'transactionExchanges { nodes { transactionId totalCost } }'), {
      transactionExchanges: { nodes: [{ transactionId: 'tx', totalCost: 2.25 }] },
    });
  });
}

const version = 'ocpp2.1';
const tariff = (tariffId: string, more: object = {}) => ({ tariffId, currency: 'EUR', ...more });

test('2.1: tariffs that a station has: set, listed, changed, cleared (I07 to I11)', async () => {
  const station = await wire.station('tariffs', version);
  const ask = (action: string, request: object, answer: object) =>
    asked(version, station, action, request, answer);
  const has = async () =>
    (
      await shown(
        station,
        'stationTariffs(filter: { holds: true }) { nodes { evseId tariffId kind tariff } }',
      )
    ).stationTariffs.nodes
      .map((each: Record<string, unknown>) => [each.evseId, each.tariffId, each.kind, !!each.tariff])
      .sort();
  await ask('SetDefaultTariff', { evseId: 1, tariff: tariff('A') }, { status: 'Accepted' });
  await ask('SetDefaultTariff', { evseId: 2, tariff: tariff('B') }, { status: 'Accepted' });
  await ask('SetDefaultTariff', { evseId: 2, tariff: tariff('C') }, { status: 'TooManyElements' });
  assert.deepEqual(
    told(await ask('SetDefaultTariff', { evseId: 1, tariff: tariff('D') }, { status: 'Accepted' })),
    [['TariffsChanged', { set: ['D'], ended: ['A'] }]],
  );
  // One that holds later only stands beside the one that holds now.
  const validFrom = '2030-01-01T00:00:00.000Z';
  await ask('SetDefaultTariff', { evseId: 1, tariff: tariff('E', { validFrom }) }, { status: 'Accepted' });
  await ask('ChangeTransactionTariff', { transactionId: 'tx', tariff: tariff('T') }, { status: 'Accepted' });
  assert.deepEqual(await has(), [
    [0, 'T', 'TransactionTariff', true],
    [1, 'D', 'DefaultTariff', true],
    [1, 'E', 'DefaultTariff', true],
    [2, 'B', 'DefaultTariff', true],
  ]);
  await ask(
    'GetTariffs',
    { evseId: 1 },
    {
      status: 'Accepted',
      tariffAssignments: [
        { tariffId: 'D', tariffKind: 'DefaultTariff', evseIds: [1] },
        { tariffId: 'F', tariffKind: 'DriverTariff', evseIds: [1], idTokens: ['TAG'] },
      ],
    },
  );
  assert.deepEqual(await has(), [
    [0, 'T', 'TransactionTariff', true],
    [1, 'D', 'DefaultTariff', true],
    [1, 'F', 'DriverTariff', false],
    [2, 'B', 'DefaultTariff', true],
  ]);
  await ask(
    'ClearTariffs',
    { tariffIds: ['D', 'B'] },
    {
      clearTariffsResult: [
        { tariffId: 'D', status: 'Accepted' },
        { tariffId: 'B', status: 'Rejected' },
      ],
    },
  );
  await ask('GetTariffs', { evseId: 2 }, { status: 'NoTariff' });
  assert.deepEqual(await has(), [
    [0, 'T', 'TransactionTariff', true],
    [1, 'F', 'DriverTariff', false],
  ]);
});

test('2.1: controls towards the grid: set, superseded, cleared, not found (R02 to R04)', async () => {
  const station = await wire.station('der', version);
  const ask = (action: string, request: object, answer: object) =>
    asked(version, station, action, request, answer);
  const set = (controlId: string, more: object, answer: object) =>
    ask('SetDERControl', { isDefault: false, controlId, controlType: 'LimitMaxDischarge', ...more }, answer);
  const has = async () =>
    (
      await shown(station, 'derControls { nodes { controlId controlType isDefault isSuperseded clearedAt } }')
    ).derControls.nodes
      .map((each: Record<string, unknown>) => [
        each.controlId,
        each.isDefault,
        each.isSuperseded,
        each.clearedAt !== null,
      ])
      .sort();
  assert.deepEqual(told(await set('a', { isDefault: true }, { status: 'Accepted' })), [
    ['DERControlsChanged', { set: ['a'], cleared: [] }],
  ]);
  await set('b', {}, { status: 'Accepted' });
  await set('c', {}, { status: 'Accepted', supersededIds: ['b'] });
  await set('d', {}, { status: 'NotSupported' });
  assert.deepEqual(await has(), [
    ['a', true, false, false],
    ['b', false, true, false],
    ['c', false, false, false],
  ]);
  await ask('ClearDERControl', { isDefault: false, controlId: 'b' }, { status: 'Accepted' });
  await ask('ClearDERControl', { isDefault: false, controlId: 'c' }, { status: 'Rejected' });
  await ask('GetDERControl', { requestId: 1, isDefault: true }, { status: 'NotFound' });
  assert.deepEqual(await has(), [
    ['a', true, false, true],
    ['b', false, true, true],
    ['c', false, false, false],
  ]);
  // What is reported is there.
  await wire.send({
    ...{ station, version, action: 'ReportDERControl' },
    payload: {
      requestId: 2,
      limitMaxDischarge: [
        {
          ...{ id: 'a', isDefault: true, isSuperseded: false },
          limitMaxDischarge: { priority: 1, pctMaxDischargePower: 50 },
        },
      ],
    },
  });
  assert.deepEqual((await has())[0], ['a', true, false, false]);
});

test('2.1: how energy may flow; battery swaps; signals of frequency restoration (Q02, Q10, S03)', async () => {
  const station = await wire.station('further', version);
  const ask = (action: string, request: object, status: string) =>
    asked(version, station, action, request, { status });
  const allow = (allowedEnergyTransfer: string[], status: string) =>
    ask('NotifyAllowedEnergyTransfer', { transactionId: 'tx', allowedEnergyTransfer }, status);
  await allow(['DC', 'DC_BPT'], 'Accepted');
  assert.deepEqual(told(await allow(['DC'], 'Rejected')), [
    ['AllowedEnergyTransferTold', { transactionId: 'tx', allowedEnergyTransfer: ['DC'], answer: 'Rejected' }],
  ]);
  await ask('RequestBatterySwap', { requestId: 7, idToken: { idToken: 'TAG', type: 'Central' } }, 'Accepted');
  await ask('AFRRSignal', { timestamp: new Date().toISOString(), signal: 3 }, 'Accepted');
  assert.deepEqual(
    await shown(
      station,
      'transactionExchanges { nodes { allowedEnergyTransfer transferAnswer } } batterySwapRequests { nodes { requestId idToken answer } } afrrSignals { nodes { signal answer } }',
    ),
    {
      transactionExchanges: {
        nodes: [{ allowedEnergyTransfer: ['DC', 'DC_BPT'], transferAnswer: 'Rejected' }],
      },
      batterySwapRequests: { nodes: [{ requestId: '7', idToken: 'TAG', answer: 'Accepted' }] },
      afrrSignals: { nodes: [{ signal: 3, answer: 'Accepted' }] },
    },
  );
});

test('2.1: streams of values: adjusted, listed (N13, N14)', async () => {
  const station = await wire.station('streams', version);
  for (const id of [1, 2])
    await wire.send({
      ...{ station, version, action: 'OpenPeriodicEventStream' },
      payload: {
        constantStreamData: { id, variableMonitoringId: 10 + id, params: { interval: 60, values: 5 } },
      },
    });
  assert.deepEqual(
    told(
      await asked(
        version,
        station,
        'AdjustPeriodicEventStream',
        { id: 1, params: { interval: 30, values: 9 } },
        { status: 'Accepted' },
      ),
    ),
    [['EventStreamAdjusted', { streamId: 1, interval: 30, values: 9 }]],
  );
  const list = {
    constantStreamData: [
      { id: 1, variableMonitoringId: 11, params: { interval: 30, values: 9 } },
      { id: 3, variableMonitoringId: 13, params: { interval: 10 } },
    ],
  };
  assert.deepEqual(
    (await asked(version, station, 'GetPeriodicEventStream', {}, list)).map(({ type }) => type),
    ['EventStreamOpened', 'EventStreamClosed'],
  );
  assert.deepEqual(await asked(version, station, 'GetPeriodicEventStream', {}, list), []);
  assert.deepEqual(
    await wire.rows(
      'select stream_id::int as id, interval, closed_at is null as open from event_stream where station_id = $1 order by stream_id',
      [station],
    ),
    [
      { id: 1, interval: 30, open: true },
      { id: 2, interval: 60, open: false },
      { id: 3, interval: 10, open: true },
    ],
  );
});
