import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type OcppVersion, ocppVersions } from '../../ocpp/versions.js';
import { withoutRabbit } from '../support/broker.js';
import { until } from '../support/until.js';
import { type Chain, type Data, openChain } from './chain.js';
import { type StrictClient, strictClient, type Wire } from './strict-client.js';

const at = (second: number) => new Date(Date.UTC(2026, 5, 1, 12, 0, second)).toISOString();
const idToken = { idToken: 'RFID-1', type: 'ISO14443' };
const wh = (value: number) => [{ timestamp: at(value / 100), sampledValue: [{ value }] }];
const wh16 = (value: number) => [{ timestamp: at(value / 100), sampledValue: [{ value: String(value) }] }];

/** What a charger of each dialect says along a session of 2,500 Wh; `begin` gives what the charger calls it. */
const speech = {
  v16: {
    boot: { chargePointVendor: 'Other', chargePointModel: 'Make', firmwareVersion: '1.2' },
    status: { connectorId: 1, errorCode: 'NoError', status: 'Available', timestamp: at(0) },
    authorize: { idTag: 'RFID-1' },
    authorized: (is: Wire) => is.idTagInfo.status,
    async begin(client: StrictClient, start = 1000): Promise<string | number> {
      const started = await client.call('StartTransaction', {
        ...{ connectorId: 1, idTag: 'RFID-1', meterStart: start, timestamp: at(start / 100) },
      });
      assert.equal(started.idTagInfo.status, 'Accepted');
      assert.ok(started.transactionId > 0);
      return started.transactionId;
    },
    meter: (client: StrictClient, id: string | number, value: number) =>
      client.call('MeterValues', { connectorId: 1, transactionId: id, meterValue: wh16(value) }),
    end: (client: StrictClient, id: string | number, value: number) =>
      client.call('StopTransaction', {
        ...{ transactionId: id, meterStop: value, timestamp: at(value / 100), reason: 'Local' },
      }),
  },
  v2: {
    boot: {
      reason: 'PowerUp',
      chargingStation: { vendorName: 'Other', model: 'Make', firmwareVersion: '1.2' },
    },
    status: { timestamp: at(0), connectorStatus: 'Available', evseId: 1, connectorId: 1 },
    authorize: { idToken },
    authorized: (is: Wire) => is.idTokenInfo.status,
    async begin(client: StrictClient, start = 1000, remoteStartId?: number): Promise<string | number> {
      const id = `tx-${start}`;
      const answer = await client.call('TransactionEvent', {
        ...{ eventType: 'Started', timestamp: at(start / 100), seqNo: 0, idToken, meterValue: wh(start) },
        ...{ triggerReason: remoteStartId ? 'RemoteStart' : 'Authorized', evse: { id: 1, connectorId: 1 } },
        transactionInfo: {
          ...{ transactionId: id, chargingState: 'Charging' },
          ...(remoteStartId ? { remoteStartId } : {}),
        },
      });
      assert.equal(answer.idTokenInfo.status, 'Accepted');
      return id;
    },
    meter: (client: StrictClient, id: string | number, value: number) =>
      client.call('TransactionEvent', {
        ...{ eventType: 'Updated', timestamp: at(value / 100), seqNo: value, meterValue: wh(value) },
        ...{ triggerReason: 'MeterValuePeriodic', transactionInfo: { transactionId: id } },
      }),
    end: (client: StrictClient, id: string | number, value: number) =>
      client.call('TransactionEvent', {
        ...{ eventType: 'Ended', timestamp: at(value / 100), seqNo: value, meterValue: wh(value) },
        ...{
          triggerReason: 'StopAuthorized',
          transactionInfo: { transactionId: id, stoppedReason: 'Local' },
        },
      }),
  },
};

/** Answers to our commands; each knows the CALL it was asked with. */
function obey(client: StrictClient, version: OcppVersion, began: (id: string | number) => void): string[] {
  const asked: string[] = [];
  const on = (action: string, answer: (payload: Wire) => object) =>
    client.on(action, (payload) => {
      asked.push(action);
      return answer(payload);
    });
  const accepted = () => ({ status: 'Accepted' });
  for (const action of ['Reset', 'ChangeAvailability', 'TriggerMessage']) on(action, accepted);
  on('UnlockConnector', () => ({ status: 'Unlocked' }));
  const begin = (start: Promise<string | number>) => void start.then(began);
  if (version === 'ocpp1.6') {
    on('RemoteStartTransaction', () => {
      setImmediate(() => begin(speech.v16.begin(client, 5000)));
      return accepted();
    });
    on('RemoteStopTransaction', accepted);
    on('GetConfiguration', ({ key }) => ({
      configurationKey: [{ key: key[0], readonly: false, value: '300' }],
      unknownKey: key.slice(1),
    }));
    on('ChangeConfiguration', accepted);
  } else {
    on('RequestStartTransaction', ({ remoteStartId }) => {
      setImmediate(() => begin(speech.v2.begin(client, 5000, remoteStartId)));
      return accepted();
    });
    on('RequestStopTransaction', accepted);
    on('GetVariables', ({ getVariableData }) => ({
      getVariableResult: getVariableData.map((each: object, i: number) => ({
        ...each,
        ...(i === 0
          ? { attributeStatus: 'Accepted', attributeValue: '300' }
          : { attributeStatus: 'UnknownVariable' }),
      })),
    }));
    on('SetVariables', ({ setVariableData }) => ({
      setVariableResult: setVariableData.map(({ attributeValue: _, ...each }: Data) => ({
        ...each,
        attributeStatus: 'Accepted',
      })),
    }));
  }
  return asked;
}

const said = 'state errorCode errorDescription';
const status = `${said} answer { accepted status } command { id action state payload answer }`;

describe('a charger of another make, strict with every frame', { skip: withoutRabbit }, () => {
  let chain: Chain;
  before(async () => {
    chain = await openChain();
  });
  after(() => chain?.stop());

  for (const version of ocppVersions)
    test(`${version}: boots, charges and obeys; all of it is read back over GraphQL and seen live (B_01, 001)`, async () => {
      const id = `OTHER-${version}`;
      const say = version === 'ocpp1.6' ? speech.v16 : speech.v2;
      const seen: Data[] = [];
      chain.client().subscribe<Data>(
        {
          query: `subscription ($id: ID!) { stationEvents(stationIds: [$id], after: "0.0") { type cursor
            ... on TransactionChanged { energyWh transactionStatus transactionRef }
            ... on CommandUpdated { state } } }`,
          variables: { id },
        },
        {
          next: ({ data, errors }) => seen.push(data?.stationEvents ?? errors),
          error: (error) => seen.push(error),
          complete() {},
        },
      );

      const client = strictClient(chain.url, id, version);
      const began = Promise.withResolvers<string | number>();
      const asked = obey(client, version, began.resolve);
      await client.connect();
      assert.equal((await client.call('BootNotification', say.boot)).status, 'Accepted');
      await client.call('StatusNotification', say.status);
      assert.ok((await client.call('Heartbeat', {})).currentTime);
      assert.equal(say.authorized(await client.call('Authorize', say.authorize)), 'Accepted');
      const transactionId = await say.begin(client);
      await say.meter(client, transactionId, 2000);
      await say.meter(client, transactionId, 3000);
      await say.end(client, transactionId, 3500);

      const { station } = await chain.read(
        `query ($id: ID!) { station(id: $id) { vendor model firmwareVersion online ocppVersion
          connectors { evseId connectorId status }
          transactions { totalCount nodes { id transactionId status energyWh idToken stoppedReason
            meterValues { totalCount nodes { value unit measurand } } } } } }`,
        { id },
      );
      const [session] = station.transactions.nodes;
      assert.deepEqual(
        [station.vendor, station.model, station.firmwareVersion, station.online],
        ['Other', 'Make', '1.2', true],
      );
      assert.deepEqual(station.connectors, [{ evseId: 1, connectorId: 1, status: 'Available' }]);
      assert.equal(station.transactions.totalCount, 1);
      assert.deepEqual(
        [session.transactionId, session.status, session.energyWh, session.idToken, session.stoppedReason],
        [String(transactionId), 'ENDED', 2500, 'RFID-1', 'Local'],
      );
      assert.ok(session.meterValues.totalCount >= 2);

      const command = async (call: string): Promise<Data> => {
        const { it } = await chain.read(`mutation { it: ${call} }`);
        assert.equal(it.state, 'ANSWERED', `${call}: ${JSON.stringify(it)}`);
        return it;
      };
      const q = `stationId: "${id}"`;
      for (const call of [
        `resetStation(${q}) { ${status} }`,
        `unlockConnector(${q}, evseId: 1) { ${status} }`,
        `changeAvailability(${q}, evseId: 1, operationalStatus: INOPERATIVE) { ${status} }`,
        `triggerMessage(${q}, message: Heartbeat) { ${status} }`,
      ]) {
        const { answer, command: row } = await command(call);
        assert.equal(answer.accepted, true, call);
        assert.equal(row.state, 'ANSWERED');
        assert.deepEqual(row.answer, { status: answer.status });
      }
      const names =
        '{ component: "OCPPCommCtrlr", variable: "HeartbeatInterval" }, { component: "X", variable: "Unknown" }';
      const got = await command(
        `getVariables(${q}, variables: [${names}]) { ${said} answer { results { variable value status } } }`,
      );
      assert.equal(got.answer.results[0].value, '300');
      assert.equal(got.answer.results.length, 2);
      const set = await command(
        `setVariables(${q}, variables: [{ component: "OCPPCommCtrlr", variable: "HeartbeatInterval", value: "60" }])
           { ${said} answer { results { status } } }`,
      );
      assert.equal(set.answer.results[0].status, 'Accepted');

      const start = await command(
        `startTransaction(${q}, evseId: 1, idToken: "RFID-1") { ${said} answer { accepted }
           transaction(waitMs: 5000) { id transactionId status } }`,
      );
      const remote = await began.promise;
      assert.equal(start.transaction?.transactionId, String(remote));
      assert.equal(start.transaction.status, 'ACTIVE');
      const stop = await command(`stopTransaction(id: "${start.transaction.id}") { ${status} }`);
      assert.equal(stop.answer.accepted, true);
      await say.end(client, remote, 6000);
      const { transaction } = await chain.read(
        'query ($id: ID!) { transaction(id: $id) { status energyWh } }',
        {
          id: start.transaction.id,
        },
      );
      assert.deepEqual(transaction, { status: 'ENDED', energyWh: 1000 });
      assert.equal(asked.length, 8);

      await client.close();
      await until('the last event', () => seen.some(({ type }) => type === 'StationDisconnected'));
      const types = seen.map(({ type }) => type);
      assert.deepEqual(types.slice(0, 2), ['StationConnected', 'StationBooted']);
      const counted = (wanted: string) => types.filter((type) => type === wanted).length;
      assert.deepEqual(
        [counted('TransactionStarted'), counted('TransactionEnded'), counted('ConnectorStatusChanged')],
        [2, 2, 1],
      );
      assert.equal(seen.filter(({ state }) => state === 'ANSWERED').length, 8);
      assert.equal(new Set(seen.map(({ cursor }) => cursor)).size, seen.length);
      assert.equal(seen.find(({ type }) => type === 'TransactionEnded').energyWh, 2500);

      const trace = await until('the whole trace', async () => {
        const { stationMessages } = await chain.read(
          `query ($id: ID!) { stationMessages(filter: { stationId: $id }, first: 100) { nodes { direction outcome action } } }`,
          { id },
        );
        return stationMessages.nodes.length >= 18 && stationMessages.nodes;
      });
      assert.deepEqual([...new Set(trace.map(({ outcome }: Data) => outcome))], ['RESULT']);
      assert.equal(trace.filter(({ direction }: Data) => direction === 'OUT').length, 8);
      assert.deepEqual(client.complaints, []);
    });
});
