import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LocalBroker } from '../../platform/broker/local.js';
import { until } from '../support/until.js';
import type { Charger } from './charger.js';
import { type Commanding, openCommanding } from './commanding.js';

describe('display messages and customer information', () => {
  let all: Commanding;
  const chargers = new Map<string, Charger>();
  before(async () => {
    all = await openCommanding(new LocalBroker());
    for (const [id, protocol] of [
      ['old', 'ocpp1.6'],
      ['new', 'ocpp2.0.1'],
      ['newest', 'ocpp2.1'],
    ] as const)
      chargers.set(id, await all.plugIn(id, protocol));
    for (const action of [
      'SetDisplayMessage',
      'ClearDisplayMessage',
      'GetDisplayMessages',
      'CustomerInformation',
    ])
      all.replies.set(action, () => ({ status: 'Accepted' }));
  });
  after(() => all.stop());

  const last = (station: string) => chargers.get(station)?.calls.at(-1)?.payload;
  const refused = async (document: string) => (await all.graph.ask(document)).errors?.[0]?.extensions.code;
  const set = (station: string, message: string, more = '') =>
    `mutation { setDisplayMessage(stationId: "${station}" ${more} message: { ${message} }) { answer { status accepted } message { messageId status answer content priority transactionId } } }`;

  for (const station of ['new', 'newest']) {
    it(`${station}: a message is set, replaced, cleared and shown (O_01, O_02, O_12 to O_14)`, async () => {
      const { setDisplayMessage: one } = await all.graph.read(
        set(
          station,
          'content: "Hello" language: "en" priority: IN_FRONT state: IDLE endAt: "2030-01-01T00:00:00.000Z"',
        ),
      );
      const { messageId } = one.message;
      assert.deepEqual(last(station), {
        message: {
          ...{
            id: Number(messageId),
            priority: 'InFront',
            state: 'Idle',
            endDateTime: '2030-01-01T00:00:00.000Z',
          },
          message: { content: 'Hello', format: 'UTF8', language: 'en' },
        },
      });
      assert.equal(one.message.status, 'ACTIVE');
      const { setDisplayMessage: two } = await all.graph.read(
        set(station, 'content: "Bye"', `messageId: "${messageId}"`),
      );
      assert.deepEqual(last(station), {
        message: {
          ...{ id: Number(messageId), priority: 'NormalCycle' },
          message: { content: 'Bye', format: 'UTF8' },
        },
      });
      assert.equal(two.message.content, 'Bye');
      await all.graph.read(
        `mutation { clearDisplayMessage(stationId: "${station}" messageId: "${messageId}") { answer { accepted } } }`,
      );
      assert.deepEqual(last(station), { id: Number(messageId) });
      const read = await all.graph.read(
        `{ displayMessages(filter: { stationId: "${station}", status: [CLEARED] }) { nodes { messageId } } }`,
      );
      assert.deepEqual(read.displayMessages.nodes, [{ messageId }]);
    });

    it(`${station}: a message for a transaction; what the station shows is asked for (O_03, O_06, O_07 to O_09)`, async () => {
      const { rows } = await all.system.pool.query(
        `insert into transaction (station_id, transaction_id, evse_id, status, started_at) values ($1, 'tx', 1, 'ACTIVE', now()) returning id`,
        [station],
      );
      const { setDisplayMessage: bound } = await all.graph.read(
        set(station, `content: "Charging" transactionRef: "${rows[0].id}"`),
      );
      assert.equal(bound.message.transactionId, 'tx');
      const { getDisplayMessages: got } = await all.graph.read(
        `mutation { getDisplayMessages(stationId: "${station}" messageIds: ["7"] priority: ALWAYS_FRONT state: FAULTED) { answer { accepted } requestId } }`,
      );
      assert.deepEqual(last(station), {
        ...{ requestId: Number(got.requestId), id: [7], priority: 'AlwaysFront', state: 'Faulted' },
      });
      assert.equal(await refused(set(station, 'content: "x" transactionRef: "999999"')), 'NOT_FOUND');
    });

    it(`${station}: what is held about a customer is told part by part (N_30 to N_32, N_62, N_63)`, async () => {
      const ask = (more: string) =>
        `mutation { requestCustomerInformation(stationId: "${station}" ${more}) { answer { status } information { requestId answer complete information idToken } } }`;
      const { requestCustomerInformation: one } = await all.graph.read(
        ask('report: true clear: true idToken: "TAG" idTokenType: "ISO14443"'),
      );
      const requestId = Number(one.information.requestId);
      assert.deepEqual(last(station), {
        ...{ requestId, report: true, clear: true, idToken: { idToken: 'TAG', type: 'ISO14443' } },
      });
      assert.deepEqual(one.information, {
        ...{
          requestId: String(requestId),
          answer: 'Accepted',
          complete: false,
          information: null,
          idToken: 'TAG',
        },
      });
      await chargers.get(station)?.call('NotifyCustomerInformation', {
        ...{ requestId, seqNo: 0, data: 'Anna', generatedAt: new Date().toISOString() },
      });
      const { customerInformation: kept } = await all.graph.read(
        `{ customerInformation(filter: { requestId: "${requestId}" }) { nodes { information complete } } }`,
      );
      assert.deepEqual(kept.nodes, [{ information: 'Anna', complete: true }]);
      await until('the event', async () => {
        const { events } = await all.graph.read(
          `{ events(filter: { stationIds: ["${station}"], types: [CustomerInformationReported] }) { nodes { ... on CustomerInformationReported { information } } } }`,
        );
        return events.nodes[0]?.information === 'Anna';
      });
      await all.graph.read(ask('report: false clear: true customerIdentifier: "C-7"'));
      await all.graph.read(
        ask(
          'report: true clear: false certificate: { hashAlgorithm: SHA256 issuerNameHash: "a" issuerKeyHash: "b" serialNumber: "1f" }',
        ),
      );
      assert.deepEqual(last(station)?.customerCertificate, {
        ...{ hashAlgorithm: 'SHA256', issuerNameHash: 'a', issuerKeyHash: 'b', serialNumber: '1f' },
      });
      assert.equal(await refused(ask('report: false clear: false idToken: "TAG"')), 'BAD_USER_INPUT');
      assert.equal(await refused(ask('report: true clear: false')), 'BAD_USER_INPUT');
    });
  }

  it('further languages are for 2.1, and nothing of it for 1.6', async () => {
    const further = 'content: "Hello" further: [{ content: "Hallo" language: "de" }]';
    await all.graph.read(set('newest', further));
    assert.deepEqual((last('newest') as { message: { messageExtra: object[] } }).message.messageExtra, [
      { content: 'Hallo', format: 'UTF8', language: 'de' },
    ]);
    assert.equal(await refused(set('new', further)), 'UNSUPPORTED');
    assert.equal(await refused(set('new', 'content: "x" format: QRCODE')), 'BAD_USER_INPUT');
    assert.equal(await refused(set('old', 'content: "x"')), 'UNSUPPORTED');
    assert.equal(
      await refused(`mutation { clearDisplayMessage(stationId: "old" messageId: "1") { state } }`),
      'UNSUPPORTED',
    );
    assert.equal(
      await refused(
        `mutation { requestCustomerInformation(stationId: "old" report: true clear: false idToken: "T") { state } }`,
      ),
      'UNSUPPORTED',
    );
    assert.equal(
      await refused(`mutation { clearDisplayMessage(stationId: "new" messageId: "x") { state } }`),
      'BAD_USER_INPUT',
    );
  });
});
