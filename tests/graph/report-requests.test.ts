import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LocalBroker } from '../../platform/broker/local.js';
import { type Commanding, openCommanding } from './commanding.js';

let all: Commanding;
before(async () => {
  all = await openCommanding(new LocalBroker());
});
after(() => all.stop());

// biome-ignore lint/suspicious/noExplicitAny: asserted on, field by field
type Payload = any;

/** What the station said of itself before. */
const tell = (station: string, component: string, variable: string, instance: string | null, value: string) =>
  all.system.pool.query(
    `insert into variable (station_id, component, variable, variable_instance, attribute_type, value, source, updated_at)
     values ($1, $2, $3, $4, 'Actual', $5, 'REPORT', now())`,
    [station, component, variable, instance, value],
  );

const report = (stationId: string, wish: object) =>
  all.graph.ask(
    `mutation ($stationId: ID!, $report: ReportWish!) {
       requestReport(stationId: $stationId, report: $report) { state commands { action payload } answer { requestIds status accepted } } }`,
    { stationId, report: wish },
  );

const names = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ component: 'EVSE', variable: `V${n}` }));

for (const version of ['ocpp2.0.1', 'ocpp2.1']) {
  test(`TC_B_12, TC_B_13, ${version}: base reports are asked for, each under a number of its own`, async () => {
    const id = `base ${version}`;
    all.replies.set('GetBaseReport', ({ reportBase }) => ({
      status: reportBase === 'SummaryInventory' ? 'NotSupported' : 'Accepted',
    }));
    await all.plugIn(id, version);
    const ids = new Set<number>();
    for (const [base, wire, status] of [
      ['CONFIGURATION', 'ConfigurationInventory', 'Accepted'],
      ['FULL', 'FullInventory', 'Accepted'],
      ['SUMMARY', 'SummaryInventory', 'NotSupported'],
    ]) {
      const { requestReport } = (await report(id, { base })).data;
      const [{ action, payload }] = requestReport.commands;
      assert.deepEqual([action, payload.reportBase], ['GetBaseReport', wire]);
      ids.add(payload.requestId);
      assert.deepEqual(requestReport.answer, {
        requestIds: status === 'Accepted' ? [String(payload.requestId)] : [],
        status,
        accepted: status === 'Accepted',
      });
    }
    assert.equal(ids.size, 3);
  });

  test(`TC_B_14, ${version}: a report of chosen variables takes as many calls as the station's limits say`, async () => {
    const id = `chosen ${version}`;
    all.replies.set('GetReport', () => ({ status: 'Accepted' }));
    await all.plugIn(id, version);
    await tell(id, 'DeviceDataCtrlr', 'ItemsPerMessage', 'GetReport', '2');
    const { requestReport } = (await report(id, { criteria: ['Problem'], variables: names(5) })).data;
    const payloads = requestReport.commands.map(({ payload }: Payload) => payload);
    assert.deepEqual(
      payloads.map((is: Payload) => is.componentVariable.length),
      [2, 2, 1],
    );
    assert.ok(payloads.every((is: Payload) => is.componentCriteria[0] === 'Problem'));
    assert.deepEqual(
      requestReport.answer.requestIds,
      payloads.map((is: Payload) => String(is.requestId)),
    );
    assert.equal(new Set(requestReport.answer.requestIds).size, 3);
    const { errors } = await report(id, { base: 'FULL', criteria: ['Problem'] });
    assert.equal(errors?.[0]?.extensions.code, 'BAD_USER_INPUT');
  });

  test(`${version}: monitors are set, reported and cleared, in as many calls as the station's limits say`, async () => {
    const id = `monitors ${version}`;
    let last = 0;
    all.replies.set('SetVariableMonitoring', ({ setMonitoringData }) => ({
      setMonitoringResult: (setMonitoringData as Payload[]).map(({ value: _, transaction: _t, ...is }) => ({
        ...is,
        id: ++last,
        status: 'Accepted',
      })),
    }));
    all.replies.set('ClearVariableMonitoring', ({ id }) => ({
      clearMonitoringResult: (id as number[]).map((each) => ({
        id: each,
        status: each > 3 ? 'NotFound' : 'Accepted',
      })),
    }));
    all.replies.set('GetMonitoringReport', () => ({ status: 'Accepted' }));
    await all.plugIn(id, version);
    await tell(id, 'MonitoringCtrlr', 'BytesPerMessage', 'SetVariableMonitoring', '400');
    await tell(id, 'MonitoringCtrlr', 'ItemsPerMessage', 'ClearVariableMonitoring', '2');
    const { setMonitors } = await all.graph.read(
      `mutation ($id: ID!, $monitors: [MonitorWish!]!) { setMonitors(stationId: $id, monitors: $monitors) {
         commands { payload } answer { results { monitorId variable type status } } } }`,
      { id, monitors: names(3).map((is) => ({ ...is, type: 'UpperThreshold', value: 70.5, severity: 2 })) },
    );
    assert.ok(setMonitors.commands.length > 1);
    for (const { payload } of setMonitors.commands) assert.ok(JSON.stringify(payload).length < 400);
    assert.deepEqual(
      setMonitors.answer.results.map((is: Payload) => [is.monitorId, is.variable, is.status]),
      [1, 2, 3].map((n) => [String(n), `V${n - 1}`, 'Accepted']),
    );
    const { station } = await all.graph.read(
      `query ($id: ID!) { station(id: $id) { variableMonitors { nodes { monitorId variable type value severity } } } }`,
      { id },
    );
    assert.deepEqual(station.variableMonitors.nodes[0], {
      ...{ monitorId: '1', variable: 'V0', type: 'UpperThreshold', value: 70.5, severity: 2 },
    });
    const { getMonitors } = await all.graph.read(
      `mutation ($id: ID!) { getMonitors(stationId: $id, criteria: [ThresholdMonitoring]) { answer { status accepted } command { payload } } }`,
      { id },
    );
    assert.deepEqual(getMonitors.answer, { status: 'Accepted', accepted: true });
    assert.deepEqual(getMonitors.command.payload.monitoringCriteria, ['ThresholdMonitoring']);
    const { clearMonitors } = await all.graph.read(
      `mutation ($id: ID!) { clearMonitors(stationId: $id, monitorIds: ["1", "2", "3", "9"]) { commands { action } answer { results { monitorId status } } } }`,
      { id },
    );
    assert.equal(clearMonitors.commands.length, 2);
    assert.deepEqual(
      clearMonitors.answer.results.map((is: Payload) => is.status),
      ['Accepted', 'Accepted', 'Accepted', 'NotFound'],
    );
  });
}

test('1.6 TC_019, TC_040: keys are reported by the answer, in as many calls as the station takes; monitors it has none', async () => {
  const id = 'keys';
  all.replies.set('GetConfiguration', ({ key = [] }) => ({
    configurationKey: (key as string[])
      .filter((name) => name !== 'V4')
      .map((name) => ({ key: name, readonly: true, value: '1' })),
    unknownKey: (key as string[]).filter((name) => name === 'V4'),
  }));
  all.replies.set('ChangeConfiguration', ({ key }) => ({
    status: key === 'V4' ? 'NotSupported' : 'Rejected',
  }));
  await all.plugIn(id, 'ocpp1.6');
  await tell(id, 'OCPP16', 'GetConfigurationMaxKeys', null, '3');
  const whole = (await report(id, { base: 'FULL' })).data.requestReport;
  assert.deepEqual(whole.commands, [{ action: 'GetConfiguration', payload: {} }]);
  assert.deepEqual(whole.answer, { requestIds: [], status: 'Accepted', accepted: true });
  const { getVariables } = await all.graph.read(
    `mutation ($id: ID!, $variables: [VariableName!]!) { getVariables(stationId: $id, variables: $variables) {
       commands { payload } answer { results { variable status } } } }`,
    { id, variables: names(5) },
  );
  assert.deepEqual(
    getVariables.commands.map(({ payload }: Payload) => payload.key.length),
    [3, 2],
  );
  assert.equal(getVariables.answer.results[4].status, 'UnknownVariable');
  const { setVariables } = await all.graph.read(
    `mutation ($id: ID!) { setVariables(stationId: $id, variables: [{ variable: "V4", value: "1" }, { variable: "V1", value: "-1" }]) { answer { results { status } } } }`,
    { id },
  );
  assert.deepEqual(setVariables.answer.results, [{ status: 'NotSupported' }, { status: 'Rejected' }]);
  for (const { errors } of [
    await report(id, { base: 'SUMMARY' }),
    await all.graph.ask(`mutation { clearMonitors(stationId: "keys", monitorIds: ["1"]) { state } }`),
  ])
    assert.equal(errors?.[0]?.extensions.code, 'UNSUPPORTED');
});
