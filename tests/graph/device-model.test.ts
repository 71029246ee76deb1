import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LocalBroker } from '../../platform/broker/local.js';
import type { Charger } from './charger.js';
import { type Commanding, openCommanding, until } from './commanding.js';
import { component, kept, variable } from './device-model-messages.js';

describe('device model', () => {
  let all: Commanding;
  const newer = {} as Record<'ocpp2.0.1' | 'ocpp2.1', Charger>;
  before(async () => {
    all = await openCommanding(new LocalBroker());
    newer['ocpp2.0.1'] = await all.plugIn('ocpp2.0.1', 'ocpp2.0.1');
    newer['ocpp2.1'] = await all.plugIn('ocpp2.1', 'ocpp2.1');
  });
  after(() => all.stop());

  for (const version of ['ocpp2.0.1', 'ocpp2.1'] as const)
    for (const { action, payload, answer, row, field, event } of kept(version === 'ocpp2.1'))
      it(`${version} ${action} leaves a row, a field and an event`, async () => {
        const { graph, system } = all;
        const [type, fields, is] = event;
        if (answer) assert.deepEqual(await newer[version].call(action, payload), answer);
        else newer[version].write([6, 'a send', action, payload]);
        const happened = await until(async () => {
          const { events } = await graph.read(
            `{ events(filter: { stationIds: ["${version}"], types: [${type}] }) { nodes { ... on ${type} { ${fields} } } } }`,
          );
          return events.nodes[0] ?? false;
        });
        assert.deepEqual(happened, is);
        const { rows } = await system.pool.query(`${row[0]} where station_id = $1`, [version]);
        assert.deepEqual(rows, [row[1]]);
        const { station } = await graph.read(`{ station(id: "${version}") { it: ${field[0]} } }`);
        assert.deepEqual(station.it.nodes, [field[1]]);
      });

  it('an event brings the value of its variable, unless what is known is newer', async () => {
    const { graph } = all;
    const query = `{ variables(filter: { stationId: "ocpp2.1", variable: "TEMPERATURE" }) { totalCount nodes { value station { id } } } }`;
    const value = async () => (await graph.read(query)).variables;
    assert.deepEqual(await value(), { totalCount: 1, nodes: [{ value: '20', station: { id: 'ocpp2.1' } }] });
    const timestamp = new Date().toISOString();
    const event = { ...{ eventId: 12, timestamp, trigger: 'Delta', actualValue: '63' } };
    const eventData = [{ ...event, component, variable, eventNotificationType: 'HardWiredMonitor' }];
    await newer['ocpp2.1'].call('NotifyEvent', { generatedAt: timestamp, seqNo: 0, eventData });
    assert.equal((await value()).nodes[0].value, '63');
  });

  it('streamed values are found by station', async () => {
    const { streamedValues } = await all.graph.read(
      `{ streamedValues(filter: { stationId: "ocpp2.1", streamId: 5 }) { nodes { monitorId measuredAt value } } }`,
    );
    assert.deepEqual(streamedValues.nodes, [
      { monitorId: '3', measuredAt: '2026-03-01T12:00:01.500Z', value: '62' },
    ]);
    const { errors } = await all.graph.ask('{ streamedValues { totalCount } }');
    assert.equal(errors?.[0]?.extensions.code, 'BAD_USER_INPUT');
  });
});
