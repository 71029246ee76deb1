import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LocalBroker } from '../../platform/broker/local.js';
import { until } from '../support/until.js';
import { type Commanding, openCommanding } from './commanding.js';

describe('messages of vendors', () => {
  let all: Commanding;
  before(async () => {
    all = await openCommanding(new LocalBroker());
  });
  after(() => all.stop());

  it('are made known, changed and deleted', async () => {
    const { graph } = all;
    const fields = 'id vendorId messageId requestSchema answerSchema note';
    const { it } = await graph.read(
      `mutation ($schema: JSON) { it: createVendorMessage(input: { vendorId: "com.acme", messageId: "level", requestSchema: $schema }) { ${fields} } }`,
      { schema: { type: 'object', required: ['level'] } },
    );
    assert.deepEqual(it.requestSchema, { type: 'object', required: ['level'] });
    const changed = await graph.read(
      `mutation { it: updateVendorMessage(id: "${it.id}", input: { requestSchema: null, answerSchema: { type: "string" }, note: "x" }) { ${fields} } }`,
    );
    assert.deepEqual(changed.it, { ...it, requestSchema: null, answerSchema: { type: 'string' }, note: 'x' });
    const { vendorMessages } = await graph.read(
      '{ vendorMessages(filter: { vendorId: "COM.ACME", messageId: "LEVEL" }) { totalCount nodes { note } } }',
    );
    assert.deepEqual(vendorMessages, { totalCount: 1, nodes: [{ note: 'x' }] });
    const code = async (mutation: string) => (await graph.ask(`mutation { ${mutation} }`)).errors?.[0];
    const twice = await code(
      'createVendorMessage(input: { vendorId: "Com.Acme", messageId: "LEVEL" }) { id }',
    );
    assert.equal(twice?.extensions.code, 'CONFLICT');
    const remote = await code(
      'createVendorMessage(input: { vendorId: "x", requestSchema: { _ref: 1, type: "nothing" } }) { id }',
    );
    assert.equal(remote?.extensions.code, 'BAD_USER_INPUT');
    assert.match(remote?.message ?? '', /^requestSchema: /);
    assert.equal((await code('deleteVendorMessage(id: "999")'))?.extensions.code, 'NOT_FOUND');
    await graph.read(`mutation { deleteVendorMessage(id: "${it.id}") }`);
    assert.equal((await graph.read(`{ vendorMessage(id: "${it.id}") { id } }`)).vendorMessage, null);
  });

  for (const protocol of ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'])
    it(`${protocol}: P_01 go to the station, come back with its answer, and are listed both ways`, async () => {
      const { graph, replies, plugIn } = all;
      const id = `vendor ${protocol}`;
      const station = await plugIn(encodeURIComponent(id), protocol);
      replies.set('DataTransfer', ({ data }) => ({
        status: 'Accepted',
        data: `heard ${JSON.stringify(data)}`,
      }));
      const { transferData } = await graph.read(
        `mutation ($data: JSON) { transferData(stationId: "${id}" vendorId: "com.acme" messageId: "m" data: $data) { state command { payload } answer { status accepted data } } }`,
        { data: { a: 1 } },
      );
      const data = protocol === 'ocpp1.6' ? '{"a":1}' : { a: 1 };
      assert.deepEqual(transferData.command.payload, { vendorId: 'com.acme', messageId: 'm', data });
      const heard = `heard ${JSON.stringify(data)}`;
      assert.deepEqual(transferData.answer, { status: 'Accepted', accepted: true, data: heard });
      const bare = await graph.read(
        `mutation { transferData(stationId: "${id}" vendorId: "com.acme") { command { payload } } }`,
      );
      assert.deepEqual(bare.transferData.command.payload, { vendorId: 'com.acme' });
      assert.equal((await station.call('DataTransfer', { vendorId: 'com.other' })).status, 'UnknownVendorId');
      const read = `query ($id: ID!) { station(id: $id) { dataTransfers { totalCount nodes { direction vendorId messageId data status answerData findings { rule } times station { id } } } } }`;
      const { dataTransfers } = (await graph.read(read, { id })).station;
      assert.equal(dataTransfers.totalCount, 3);
      assert.deepEqual(dataTransfers.nodes[2], {
        ...{ direction: 'OUT', vendorId: 'com.acme', messageId: 'm', data, status: 'Accepted' },
        ...{ answerData: heard, findings: [], times: 1, station: { id } },
      });
      const { nodes } = (
        await graph.read(
          `query ($id: ID!) { dataTransfers(filter: { stationId: $id, direction: IN, status: ["UnknownVendorId"] }) { nodes { vendorId } } }`,
          { id },
        )
      ).dataTransfers;
      assert.deepEqual(nodes, [{ vendorId: 'com.other' }]);
      const event = await until('the event', async () => {
        const { events } = await graph.read(
          `query ($id: ID!) { events(filter: { stationIds: [$id], types: [DataTransferReceived] }) { nodes { ... on DataTransferReceived { vendorId status findings { rule } } } } }`,
          { id },
        );
        return events.nodes[0];
      });
      assert.deepEqual(event, { vendorId: 'com.other', status: 'UnknownVendorId', findings: [] });
    });
});
