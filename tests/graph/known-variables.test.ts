import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LocalBroker } from '../../platform/broker/local.js';
import { until } from '../support/until.js';
import type { Charger } from './charger.js';
import { type Commanding, openCommanding } from './commanding.js';

describe('what answers to commands teach', () => {
  let all: Commanding;
  let old: Charger;
  let newer: Charger;
  before(async () => {
    all = await openCommanding(new LocalBroker());
    old = await all.plugIn('ocpp1.6', 'ocpp1.6');
    newer = await all.plugIn('ocpp2.0.1', 'ocpp2.0.1');
  });
  after(() => all.stop());

  const known = async (stationId: string) =>
    Object.fromEntries(
      (
        await all.graph.read(
          `{ variables(filter: { stationId: "${stationId}" } first: 100) { nodes { component variable value pendingValue mutability source } } }`,
        )
      ).variables.nodes.map(({ component, variable, ...rest }: Record<string, string>) => [
        `${component}.${variable}`,
        rest,
      ]),
    );

  it('1.6: keys that were got and changed are known; a password is not', async () => {
    const { graph, replies } = all;
    replies.set('GetConfiguration', () => ({
      configurationKey: [
        { key: 'HeartbeatInterval', readonly: false, value: '300' },
        { key: 'GetConfigurationMaxKeys', readonly: true, value: '2' },
        { key: 'AuthorizationKey', readonly: false, value: 'leaked' },
      ],
    }));
    await graph.read('mutation { getVariables(stationId: "ocpp1.6") { state } }');
    const answers: Record<string, string> = { HeartbeatInterval: 'Accepted', Reboots: 'RebootRequired' };
    replies.set('ChangeConfiguration', ({ key }) => ({ status: answers[String(key)] ?? 'Rejected' }));
    await graph.read(
      `mutation { setVariables(stationId: "ocpp1.6" variables: [{ variable: "heartbeatInterval", value: "60" }
        { variable: "HeartbeatInterval", value: "60" }, { variable: "Reboots", value: "1" }, { variable: "No", value: "1" }]) { state } }`,
    );
    const writable = { pendingValue: null, mutability: 'ReadWrite' };
    assert.deepEqual(await known('ocpp1.6'), {
      'OCPP16.HeartbeatInterval': { ...writable, value: '60', source: 'SET' },
      'OCPP16.GetConfigurationMaxKeys': {
        value: '2',
        pendingValue: null,
        mutability: 'ReadOnly',
        source: 'GET',
      },
      'OCPP16.AuthorizationKey': { value: null, pendingValue: null, mutability: 'WriteOnly', source: 'GET' },
      'OCPP16.Reboots': { value: null, pendingValue: '1', mutability: null, source: 'SET' },
    });
    // An event is shown once no older transaction is open, be it another test's.
    const events = await until('three events', async () => {
      const { nodes } = (
        await graph.read(
          `{ events(filter: { stationIds: ["ocpp1.6"], types: [VariablesChanged] } orderBy: { field: REPLAY, direction: ASC }) {
          nodes { ... on VariablesChanged { source changed variables { component variable value pendingValue } } } } }`,
        )
      ).events;
      return nodes.length >= 3 && nodes;
    });
    assert.deepEqual(
      events.map(({ source, changed }: Record<string, unknown>) => [source, changed]),
      [
        ['GET', 3],
        ['SET', 1],
        ['SET', 1],
      ],
    );
    assert.deepEqual(events[1].variables, [
      { component: 'OCPP16', variable: 'HeartbeatInterval', value: '60', pendingValue: null },
    ]);
  });

  it('1.6: no more keys are asked for at once than GetConfigurationMaxKeys allows', async () => {
    const { graph, replies } = all;
    replies.set('GetConfiguration', ({ key }) => ({
      configurationKey: (key as string[]).map((each) => ({ key: each, readonly: true, value: each })),
    }));
    const before = old.calls.length;
    const { getVariables } = await graph.read(
      `mutation { getVariables(stationId: "ocpp1.6" variables: [${[1, 2, 3].map((n) => `{ variable: "k${n}" }`)}]) { state answer { results { variable value } } } }`,
    );
    assert.deepEqual(
      old.calls.slice(before).map(({ payload }) => payload),
      [{ key: ['k1', 'k2'] }, { key: ['k3'] }],
    );
    assert.deepEqual(
      getVariables.answer.results,
      ['k1', 'k2', 'k3'].map((k) => ({ variable: k, value: k })),
    );
  });

  it('2.x: what was got and set is known, in calls as small as the station wants', async () => {
    const { graph, replies } = all;
    const limits = ['GetVariables', 'SetVariables'].map((instance) => ({
      component: { name: 'DeviceDataCtrlr' },
      variable: { name: 'ItemsPerMessage', instance },
      variableAttribute: [{ value: '2', mutability: 'ReadOnly' }],
    }));
    const report = { requestId: 70, generatedAt: '2026-03-01T12:00:00Z', seqNo: 0, reportData: limits };
    assert.deepEqual(await newer.call('NotifyReport', report), {});
    replies.set('GetVariables', ({ getVariableData }) => ({
      getVariableResult: (getVariableData as { variable: { name: string } }[]).map((data) =>
        data.variable.name === 'C'
          ? { ...data, attributeStatus: 'UnknownVariable' }
          : { ...data, attributeStatus: 'Accepted', attributeValue: `${data.variable.name}1` },
      ),
    }));
    const statuses: Record<string, string> = { A: 'Accepted', B: 'RebootRequired', C: 'Rejected' };
    replies.set('SetVariables', ({ setVariableData }) => ({
      // In another order than asked.
      setVariableResult: (setVariableData as { variable: { name: string } }[])
        .toReversed()
        .map(({ variable: name, ...data }) => ({
          ...{ ...data, attributeValue: undefined },
          variable: name,
          attributeStatus: statuses[name.name],
        })),
    }));
    const list = (more: string) =>
      ['A', 'B', 'C'].map((name) => `{ component: "X", variable: "${name}" ${more} }`).join(' ');
    const before = newer.calls.length;
    const got = await graph.read(
      `mutation { getVariables(stationId: "ocpp2.0.1" variables: [${list('')}]) { answer { results { variable status value } } } }`,
    );
    assert.deepEqual(
      got.getVariables.answer.results.map((each: object) => Object.values(each)),
      [
        ['A', 'Accepted', 'A1'],
        ['B', 'Accepted', 'B1'],
        ['C', 'UnknownVariable', null],
      ],
    );
    await graph.read(
      `mutation { setVariables(stationId: "ocpp2.0.1" variables: [${list('value: "2"')}]) { state } }`,
    );
    assert.deepEqual(
      newer.calls
        .slice(before)
        .map(
          ({ payload: { getVariableData, setVariableData } }) =>
            ((getVariableData ?? setVariableData) as object[]).length,
        ),
      [2, 1, 2, 1],
    );
    const { 'X.A': a, 'X.B': b, 'X.C': c } = await known('ocpp2.0.1');
    assert.deepEqual(a, { value: '2', pendingValue: null, mutability: null, source: 'SET' });
    assert.deepEqual(b, { value: 'B1', pendingValue: '2', mutability: null, source: 'SET' });
    assert.equal(c, undefined);
  });
});
