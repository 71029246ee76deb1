import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findAnswers } from '../../../handlers/commands/answers.js';
import { completeCommands } from '../../../handlers/commands/outcomes.js';
import type { Outcome } from '../../../platform/broker/messages.js';
import type { EventType } from '../../../platform/events/station-event.js';
import { write } from '../../support/commands.js';
import { openWire, type Wire } from '../wire.js';

let wire: Wire;
let answers: Awaited<ReturnType<typeof findAnswers>>;
before(async () => {
  wire = await openWire();
  answers = await findAnswers();
});
after(() => wire.close());

interface Exchange {
  station: string;
  action: string;
  request: Record<string, unknown>;
  answer: unknown;
  late?: boolean;
}

/** A command of a 2.1 station and how it was answered. */
async function answered({ station, action, request, answer, late = false }: Exchange): Promise<Outcome> {
  const version = 'ocpp2.1';
  const command = await write(wire.pool, { station, action, payload: request, version });
  return {
    ...{ command, station, epoch: '1', version, action, sentAt: Date.now(), at: Date.now(), late },
    request: JSON.stringify([2, command, action, request]),
    state: 'ANSWERED',
    answer: JSON.stringify([3, command, answer]),
  };
}

async function complete(...outcomes: Outcome[]): Promise<EventType[]> {
  const { pool, settings } = wire;
  const { events } = await completeCommands(outcomes, { pool, settings, answers });
  return events.map(({ type }) => type);
}

const component = { name: 'EVSE', evse: { id: 1 } };
const variable = { name: 'Temperature' };
const setTo = (station: string, value: string, answer: unknown): Exchange => ({
  station,
  action: 'SetVariables',
  request: { setVariableData: [{ component, variable, attributeValue: value }] },
  answer,
});
const accepted = { setVariableResult: [{ component, variable, attributeStatus: 'Accepted' }] };

const values = (station: string) =>
  wire.rows('select value, pending_value as pending from variable where station_id = $1', [station]);
const states = (station: string) =>
  wire.rows('select state, answer from command where station_id = $1', [station]);

test('an answer that comes twice teaches once, with its command and in the same transaction', async () => {
  const station = await wire.station('twice', 'ocpp2.1');
  const outcome = await answered(setTo(station, '5', accepted));
  assert.deepEqual(await complete(outcome, outcome), ['VariablesChanged', 'CommandUpdated']);
  await wire.pool.query('delete from variable where station_id = $1', [station]);
  assert.deepEqual(await complete(outcome), []);
  assert.deepEqual(await values(station), []);
});

test('a late answer teaches too', async () => {
  const station = await wire.station('late', 'ocpp2.1');
  const outcome = await answered({ ...setTo(station, '5', accepted), late: true });
  const timedOut: Outcome = { ...outcome, state: 'TIMED_OUT', late: false };
  delete timedOut.answer;
  assert.deepEqual(await complete(timedOut), ['CommandUpdated']);
  assert.deepEqual(await values(station), []);
  await complete(outcome);
  assert.deepEqual(await values(station), [{ value: '5', pending: null }]);
});

test('an answer that breaks its schema teaches nothing and completes its command all the same', async () => {
  const station = await wire.station('broken', 'ocpp2.1');
  const good = await answered(setTo(station, '5', accepted));
  const bad = [
    await answered(setTo(station, '6', {})),
    await answered(setTo(station, '7', { setVariableResult: 'none' })),
    await answered(setTo(station, '8', { setVariableResult: [{ attributeStatus: 'Accepted' }] })),
  ];
  await complete(...bad, good);
  assert.deepEqual(await values(station), [{ value: '5', pending: null }]);
  assert.deepEqual(new Set((await states(station)).map(({ state }) => state)), new Set(['ANSWERED']));
  assert.ok((await states(station)).every(({ answer }) => answer !== null));
});

test('a value that waits for the reboot ends when it is in force', async () => {
  const station = await wire.station('pending', 'ocpp2.1');
  const attributeStatus = 'RebootRequired';
  await complete(
    await answered(setTo(station, '5', { setVariableResult: [{ component, variable, attributeStatus }] })),
  );
  assert.deepEqual(await values(station), [{ value: null, pending: '5' }]);
  const got = (attributeValue: string): Exchange => ({
    station,
    action: 'GetVariables',
    request: { getVariableData: [{ component, variable }] },
    answer: { getVariableResult: [{ component, variable, attributeStatus: 'Accepted', attributeValue }] },
  });
  await complete(await answered(got('4')));
  assert.deepEqual(await values(station), [{ value: '4', pending: '5' }]);
  await complete(await answered(got('5')));
  assert.deepEqual(await values(station), [{ value: '5', pending: null }]);
});

test('monitors are known as they are set and cleared', async () => {
  const station = await wire.station('monitors', 'ocpp2.1');
  const wish = (value: number, severity: number) => ({
    ...{ component, variable, type: 'UpperThreshold', value, severity },
  });
  const result = (status: string, severity: number, id?: number) => ({
    ...{ component, variable, type: 'UpperThreshold', status, severity },
    ...(id === undefined ? {} : { id }),
  });
  const set = await answered({
    station,
    action: 'SetVariableMonitoring',
    request: {
      setMonitoringData: [wish(60, 4), { ...wish(70, 2), transaction: true }, wish(80, 4), wish(90, 0)],
    },
    answer: {
      setMonitoringResult: [
        result('Accepted', 4, 11),
        result('Accepted', 4, 12),
        result('Accepted', 2, 13),
        result('Rejected', 0),
      ],
    },
  });
  assert.deepEqual(await complete(set), ['MonitorsChanged', 'CommandUpdated']);
  const monitors = () =>
    wire.rows(
      `select monitor_id::int as id, component, evse_id, type, value, severity, transaction from variable_monitor
       where station_id = $1 order by 1`,
      [station],
    );
  const row = { component: 'EVSE', evse_id: 1, type: 'UpperThreshold' };
  assert.deepEqual(await monitors(), [
    { id: 11, ...row, value: 60, severity: 4, transaction: false },
    { id: 12, ...row, value: 80, severity: 4, transaction: false },
    { id: 13, ...row, value: 70, severity: 2, transaction: true },
  ]);
  const cleared = await answered({
    station,
    action: 'ClearVariableMonitoring',
    request: { id: [11, 12, 13, 14] },
    answer: {
      clearMonitoringResult: [
        { id: 11, status: 'Accepted' },
        { id: 12, status: 'NotFound' },
        { id: 13, status: 'Rejected' },
        { id: 14, status: 'NotFound' },
      ],
    },
  });
  assert.deepEqual(await complete(cleared), ['MonitorsChanged', 'CommandUpdated']);
  assert.deepEqual(
    (await monitors()).map(({ id }) => id),
    [13],
  );
  const { rows } = await wire.pool.query(
    `select data from station_event where station_id = $1 and type = 'MonitorsChanged' order by id`,
    [station],
  );
  assert.deepEqual(
    rows.map(({ data }) => [data.set.toSorted(), data.cleared.toSorted()]),
    [
      [['11', '12', '13'], []],
      [[], ['11', '12']],
    ],
  );
});

test('a monitoring base takes away the monitors it stands for', async () => {
  const kinds = ['CustomMonitor', 'PreconfiguredMonitor', 'HardWiredMonitor', null];
  for (const [monitoringBase, status, left] of [
    ['All', 'Accepted', [0, 1, 2, 3]],
    ['FactoryDefault', 'Rejected', [0, 1, 2, 3]],
    ['FactoryDefault', 'Accepted', [1, 2, 3]],
    ['HardWiredOnly', 'Accepted', [2, 3]],
  ] as const) {
    const station = await wire.station(`base ${monitoringBase} ${status}`, 'ocpp2.1');
    await wire.pool.query(
      `insert into variable_monitor (station_id, monitor_id, component, variable, type, event_notification_type, updated_at)
       select $1, n - 1, 'a', 'b', 'Delta', kind, now() - interval '1 minute' from unnest($2::text[]) with ordinality k (kind, n)`,
      [station, kinds],
    );
    const request = { monitoringBase };
    await complete(await answered({ station, action: 'SetMonitoringBase', request, answer: { status } }));
    const rows = await wire.rows<{ id: number }>(
      'select monitor_id::int as id from variable_monitor where station_id = $1 order by 1',
      [station],
    );
    assert.deepEqual(
      rows.map(({ id }) => id),
      left,
    );
  }
});
