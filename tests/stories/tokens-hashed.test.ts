import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { OcppVersion } from '../../ocpp/versions.js';
import { tokenHash } from '../../platform/redaction.js';
import { connectCharger, type Reply } from '../graph/charger.js';
import { withoutRabbit } from '../support/broker.js';
import { tablesHolding } from '../support/kept.js';
import { type Roles, rolesToken, startRoles } from '../support/roles.js';
import { runProcess } from '../support/run-process.js';
import { until } from '../support/until.js';

const SECRET = 'a secret of this story';
const hash = tokenHash(SECRET);
/** Every token of this story has it in it, so that one look finds all. */
const marked = 'CQX';

let roles: Roles;
before(async () => {
  if (withoutRabbit) return;
  roles = await startRoles({ SECRET, HASH_ID_TOKENS: 'true' });
});
after(() => roles?.stop());

const at = new Date().toISOString();
const later = new Date(Date.now() + 3_600_000).toISOString();
const tagged = (idToken: string) => ({ idToken, type: 'ISO14443' });

interface Dialect {
  prefix: string;
  boot: object;
  /** By the card: shown, a transaction begun and ended with it. */
  charges: (card: string) => [action: string, payload: object][];
  /** Sent by us. */
  told: [action: string, payload: object][];
  answers: Record<string, Reply>;
}

const accepted = { status: 'Accepted' };

const v16: Dialect = {
  prefix: 'ocpp16',
  boot: { chargePointVendor: 'V', chargePointModel: 'M' },
  charges: (idTag) => [
    ['Authorize', { idTag }],
    ['StartTransaction', { connectorId: 1, idTag, meterStart: 0, timestamp: at }],
    ['DataTransfer', { vendorId: 'V', data: JSON.stringify({ idToken: tagged(`${marked}-vendor`) }) }],
  ],
  told: [
    ['RemoteStartTransaction', { idTag: `${marked}-remote` }],
    [
      'ReserveNow',
      {
        ...{ connectorId: 1, expiryDate: later, idTag: `${marked}-reserve`, parentIdTag: `${marked}-parent` },
        reservationId: 1,
      },
    ],
    [
      'SendLocalList',
      {
        ...{ listVersion: 1, updateType: 'Full' },
        localAuthorizationList: [
          { idTag: `${marked}-list`, idTagInfo: { status: 'Accepted', parentIdTag: `${marked}-listed` } },
        ],
      },
    ],
  ],
  answers: { RemoteStartTransaction: accepted, ReserveNow: accepted, SendLocalList: accepted },
};

const v2 = (prefix: string): Dialect => ({
  prefix,
  boot: { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } },
  charges: (card) => [
    [
      'Authorize',
      { idToken: { ...tagged(card), additionalInfo: [{ additionalIdToken: `${marked}-more`, type: 't' }] } },
    ],
    ['Authorize', { idToken: { idToken: `${marked}-DE-ABC-C12345`, type: 'eMAID' } }],
    [
      'TransactionEvent',
      {
        ...{ eventType: 'Started', timestamp: at, triggerReason: 'Authorized', seqNo: 0 },
        ...{
          transactionInfo: { transactionId: 't' },
          idToken: tagged(card),
          evse: { id: 1, connectorId: 1 },
        },
      },
    ],
    ['DataTransfer', { vendorId: 'V', data: { idToken: tagged(`${marked}-vendor`) } }],
    [
      'NotifyCustomerInformation',
      { data: `the customer has ${marked}-words`, seqNo: 0, generatedAt: at, requestId: 1 },
    ],
    ...(prefix === 'ocpp21'
      ? ([
          [
            'BatterySwap',
            {
              ...{ eventType: 'BatteryIn', requestId: 1, idToken: tagged(`${marked}-swap`) },
              batteryData: [{ evseId: 1, serialNumber: 's', soC: 50, soH: 90 }],
            },
          ],
        ] as [string, object][])
      : []),
  ],
  told: [
    ['RequestStartTransaction', { idToken: tagged(`${marked}-remote`), remoteStartId: 1 }],
    [
      'ReserveNow',
      {
        ...{ id: 1, expiryDateTime: later, idToken: tagged(`${marked}-reserve`) },
        groupIdToken: tagged(`${marked}-parent`),
      },
    ],
    [
      'SendLocalList',
      {
        ...{ versionNumber: 1, updateType: 'Full' },
        localAuthorizationList: [
          {
            idToken: tagged(`${marked}-list`),
            idTokenInfo: { status: 'Accepted', groupIdToken: tagged(`${marked}-listed`) },
          },
        ],
      },
    ],
    [
      'CustomerInformation',
      { requestId: 2, report: true, clear: false, customerIdentifier: `${marked}-customer` },
    ],
    ...(prefix === 'ocpp21' ? ([['GetTariffs', { evseId: 0 }]] as [string, object][]) : []),
  ],
  answers: {
    ...{ RequestStartTransaction: accepted, ReserveNow: accepted, SendLocalList: accepted },
    CustomerInformation: accepted,
    GetTariffs: {
      ...accepted,
      tariffAssignments: [{ tariffId: 't', tariffKind: 'DriverTariff', idTokens: [`${marked}-tariff`] }],
    },
  },
});

const dialects: Record<OcppVersion, Dialect> = {
  'ocpp1.6': v16,
  'ocpp2.0.1': v2('ocpp201'),
  'ocpp2.1': v2('ocpp21'),
};

for (const [version, { prefix, boot, charges, told, answers }] of Object.entries(dialects) as [
  OcppVersion,
  Dialect,
][])
  test(`${version}: trace, events and logs have hashes of tokens, by which they can be followed`, {
    skip: withoutRabbit,
  }, async () => {
    const id = `hashes ${version}`;
    const card = `${marked}-${prefix}`;
    const heard: string[] = [];
    const client = createClient({
      url: roles.api.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${rolesToken}` },
    });
    const live = (async () => {
      const events = client.iterate({
        query: `subscription { stationEvents { type ... on IdTokenAuthorized { idToken } ... on TransactionChanged { idToken }
          ... on DataTransferReceived { data } ... on CommandUpdated { answer } ... on BatterySwapped { idToken } } }`,
      });
      for await (const event of events) heard.push(JSON.stringify(event));
    })();
    await roles.ask(
      'mutation ($card: String!, $group: String!) { createIdTokenGroup(input: { groupIdToken: $group }) { id } createIdToken(input: { idToken: $card, groupIdToken: $group }) { id } }',
      { card, group: `${card}-G` },
    );
    await roles.ask(
      'mutation ($id: ID!) { createStation(input: { id: $id, registrationStatus: ACCEPTED }) { id } }',
      { id },
    );
    const charger = await connectCharger(
      `${roles.gateway}/${encodeURIComponent(id)}`,
      version,
      (action) => answers[action],
    );
    assert.equal((await charger.call('BootNotification', boot)).status, 'Accepted');
    for (const [action, payload] of charges(card)) {
      const answer = await charger.call(action, payload);
      assert.equal(answer.error, undefined, `${action}: ${JSON.stringify(answer)}`);
      if (action === 'Authorize' && JSON.stringify(payload).includes(card))
        assert.match(
          JSON.stringify(answer),
          new RegExp(`Accepted.*${card}-G`),
          'it is judged by the token itself',
        );
    }
    for (const [action, request] of told) {
      const type = `${prefix[0]?.toUpperCase()}${prefix.slice(1)}${action}Request`;
      const { it } = await roles.ask(
        `mutation ($id: ID!, $request: ${type}!) { it: ${prefix}${action}(stationId: $id, request: $request) { state } }`,
        { id, request },
      );
      assert.equal(it.state, 'ANSWERED', action);
      assert.deepEqual(charger.calls.at(-1)?.payload, request, 'the station is told the token itself');
    }
    const passed = [...charges(card), ...told].map(([action]) => action);
    await until('the trace is written', async () => {
      const { rows } = await roles.pool.query(
        'select array_agg(distinct action) as actions from station_message where station_id = $1',
        [id],
      );
      return passed.every((action) => rows[0].actions?.includes(action));
    });
    await until('the events are heard', () => heard.some((event) => event.includes('TransactionStarted')));
    await client.dispose();
    await live;
    await charger.leave();

    const holding = await tablesHolding(roles.pool, marked);
    assert.ok(!holding.includes('station_message') && !holding.includes('station_event'), String(holding));
    assert.ok(['id_token', 'transaction', 'reservation'].every((table) => holding.includes(table)));
    assert.ok(!heard.join().includes(marked), 'live events');
    for (const run of roles.runs) assert.ok(!run.output().includes(marked), 'logs');
    assert.ok(heard.join().includes(hash(card)));

    const found = async (idToken: string): Promise<string[]> => {
      const { stationMessages } = await roles.ask(
        `query ($filter: StationMessageFilter!) { stationMessages(first: 50, filter: $filter) { nodes { action } } }`,
        { filter: { stationId: id, idToken } },
      );
      return stationMessages.nodes.map(({ action }: { action: string }) => action).sort();
    };
    const begins = version === 'ocpp1.6' ? 'StartTransaction' : 'TransactionEvent';
    assert.deepEqual(await found(card), ['Authorize', begins]);
    assert.deepEqual(await found(card.toLowerCase()), ['Authorize', begins]);
    assert.deepEqual(await found(hash(card)), ['Authorize', begins]);
    assert.deepEqual(await found(`${marked}-vendor`), ['DataTransfer']);
    assert.deepEqual(await found(`${marked}-listed`), ['SendLocalList']);
    if (version === 'ocpp2.1') assert.deepEqual(await found(`${marked}-tariff`), ['GetTariffs']);
    assert.deepEqual(await found('.*'), []);

    await roles.pool.query(
      `update transaction set status = 'ENDED', ended_at = now() where station_id = $1`,
      [id],
    );
    await roles.ask('mutation ($card: String!) { eraseIdToken(idToken: $card) { pseudonym } }', { card });
    assert.deepEqual(await found(card), [], 'an erased token is found no more');
    assert.deepEqual(await tablesHolding(roles.pool, hash(card)), []);
  });

test('without SECRET there is no key: that ends the start, in words', { skip: withoutRabbit }, async () => {
  const { DATABASE_URL = '', AMQP_URL = '' } = roles.settings;
  const run = runProcess('handlers/main.js', {
    DATABASE_URL,
    AMQP_URL,
    OPS_PORT: '0',
    HASH_ID_TOKENS: 'true',
  });
  await run.says(/SECRET is not set/);
  assert.equal(await run.ended, 1);
});
