import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LocalBroker } from '../../platform/broker/local.js';
import type { Charger } from './charger.js';
import { type Commanding, openCommanding, until } from './commanding.js';

const component = { name: 'Connector', evse: { id: 1, connectorId: 1 } };
const variable = { name: 'Temperature' };
const generatedAt = '2026-03-01T12:00:00.000Z';

describe('device model', () => {
  let all: Commanding;
  let station: Charger;
  before(async () => {
    all = await openCommanding(new LocalBroker());
    station = await all.plugIn('cp21', 'ocpp2.1');
  });
  after(() => all.stop());

  it('an event brings the value of its variable, unless what is known is newer', async () => {
    const { graph } = all;
    const query = `{ variables(filter: { stationId: "cp21", variable: "TEMPERATURE" }) { totalCount nodes { value station { id } } } }`;
    const variableAttribute = [{ value: '20' }];
    await station.call('NotifyReport', {
      ...{ requestId: 7, generatedAt, seqNo: 0, reportData: [{ component, variable, variableAttribute }] },
    });
    const notice = async (timestamp: string, actualValue: string) => {
      const event = { eventId: 12, timestamp, trigger: 'Delta', actualValue, component, variable };
      const eventData = [{ ...event, eventNotificationType: 'HardWiredMonitor' }];
      await station.call('NotifyEvent', { generatedAt: timestamp, seqNo: 0, eventData });
      return (await graph.read(query)).variables;
    };
    const known = (value: string) => ({ totalCount: 1, nodes: [{ value, station: { id: 'cp21' } }] });
    assert.deepEqual(await notice(generatedAt, '61'), known('20'));
    assert.deepEqual(await notice(new Date().toISOString(), '63'), known('63'));
  });

  it('streamed values are found by station', async () => {
    const params = { interval: 10, values: 20 };
    await station.call('OpenPeriodicEventStream', {
      constantStreamData: { id: 5, variableMonitoringId: 3, params },
    });
    station.write([
      ...[6, 'a send', 'NotifyPeriodicEventStream'],
      { id: 5, pending: 4, basetime: generatedAt, data: [{ t: 1.5, v: '62' }] },
    ]);
    const nodes = await until(async () => {
      const { streamedValues } = await all.graph.read(
        `{ streamedValues(filter: { stationId: "cp21", streamId: 5 }) { nodes { monitorId measuredAt value } } }`,
      );
      return streamedValues.nodes.length > 0 && streamedValues.nodes;
    });
    assert.deepEqual(nodes, [{ monitorId: '3', measuredAt: '2026-03-01T12:00:01.500Z', value: '62' }]);
    const { errors } = await all.graph.ask('{ streamedValues { totalCount } }');
    assert.equal(errors?.[0]?.extensions.code, 'BAD_USER_INPUT');
  });
});
