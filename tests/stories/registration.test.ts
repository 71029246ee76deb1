import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type OcppVersion, ocppVersions } from '../../ocpp/versions.js';
import { withoutRabbit } from '../support/broker.js';
import { until } from '../support/until.js';
import { type Chain, openChain } from './chain.js';
import { type StrictClient, strictClient, type Wire } from './strict-client.js';

const boot = (version: OcppVersion, firmwareVersion = '1.2') =>
  version === 'ocpp1.6'
    ? { chargePointVendor: 'Other', chargePointModel: 'Make', firmwareVersion }
    : {
        reason: 'PowerUp',
        chargingStation: { vendorName: 'Other', model: 'Make', firmwareVersion },
      };

const status = (version: OcppVersion, connector = 1) =>
  version === 'ocpp1.6'
    ? { connectorId: connector, errorCode: 'NoError', status: 'Available' }
    : {
        timestamp: new Date().toISOString(),
        connectorStatus: 'Available',
        evseId: connector,
        connectorId: 1,
      };

/** One variable each, in the dialect's own form. */
const variable = {
  component: { name: 'OCPPCommCtrlr' },
  variable: { name: 'OfflineThreshold' },
};

/** Closed in the end: one that tries to connect again would keep the process. */
const clients: StrictClient[] = [];

interface Talk {
  client: StrictClient;
  /** Actions it was asked, in their order; a trigger with what it asks for. */
  asked: string[];
  /** What its boots were answered. */
  told: string[];
  boot(firmware?: string): Promise<string>;
}

/** Done once the answer is out; what a test ends before that is no matter. */
const later = (deed: () => Promise<unknown>) => setImmediate(() => void deed().catch(() => undefined));

/** A charger that knows one variable, reports it, takes values for it, and does what it is triggered to. */
function talk(chain: Chain, id: string, version: OcppVersion, value = '60'): Talk {
  const client = strictClient(chain.url, id, version);
  clients.push(client);
  const asked: string[] = [];
  const told: string[] = [];
  let held = value;
  const bootNow = async (firmware?: string) => {
    const answer = await client.call('BootNotification', boot(version, firmware));
    told.push(answer.status);
    return answer.status as string;
  };
  const on = (action: string, answer: (payload: Wire) => object) =>
    client.on(action, (payload) => {
      asked.push(action);
      return answer(payload);
    });
  client.on('TriggerMessage', ({ requestedMessage, connectorId, evse }) => {
    asked.push([requestedMessage, connectorId ?? evse?.id].filter(Boolean).join(' '));
    if (requestedMessage === 'BootNotification') later(bootNow);
    else later(() => client.call('StatusNotification', status(version, connectorId ?? evse?.id ?? 1)));
    return { status: 'Accepted' };
  });
  on('GetConfiguration', ({ key }) => ({
    configurationKey: key?.length === 0 ? [] : [{ key: 'HeartbeatInterval', readonly: false, value: held }],
  }));
  on('ChangeConfiguration', (is) => {
    held = is.value;
    return { status: 'Accepted' };
  });
  on('SetVariables', ({ setVariableData }) => ({
    setVariableResult: setVariableData.map(({ attributeValue, ...is }: Wire) => {
      held = attributeValue;
      return { ...is, attributeStatus: 'Accepted' };
    }),
  }));
  on('GetVariables', ({ getVariableData }) => ({
    getVariableResult: getVariableData.map((is: Wire) => ({
      ...is,
      attributeStatus: 'Accepted',
      attributeValue: held,
    })),
  }));
  on('GetBaseReport', ({ requestId }) => {
    const report = {
      ...{ requestId, generatedAt: new Date().toISOString(), seqNo: 0 },
      reportData: [{ ...variable, variableAttribute: [{ value: held }] }],
    };
    later(() => client.call('NotifyReport', report));
    return { status: 'Accepted' };
  });
  for (const action of ['RemoteStartTransaction', 'RequestStartTransaction'])
    on(action, () => ({ status: 'Accepted' }));
  return { client, asked, told, boot: bootNow };
}

const refused = (call: Promise<unknown>) =>
  assert.rejects(call, (error: { rpcErrorCode?: string }) => error.rpcErrorCode === 'SecurityError');

const inventoryOf = (version: OcppVersion) => (version === 'ocpp1.6' ? 'GetConfiguration' : 'GetBaseReport');
const settingOf = (version: OcppVersion) => (version === 'ocpp1.6' ? 'ChangeConfiguration' : 'SetVariables');
const wanted = (version: OcppVersion) =>
  version === 'ocpp1.6'
    ? { component: 'OCPP16', variable: 'HeartbeatInterval' }
    : { component: 'OCPPCommCtrlr', variable: 'OfflineThreshold' };

describe('registration', { skip: withoutRabbit }, () => {
  let chain: Chain;
  before(async () => {
    chain = await openChain({
      environment: { UNKNOWN_STATIONS: 'pending', ASK_INVENTORY: 'true', ASK_MISSING_AFTER: '1' },
    });
  });
  after(async () => {
    for (const client of clients) await client.close().catch(() => undefined);
    await chain.stop();
  });

  const stand = async (id: string) =>
    (await chain.read(`{ station(id: "${id}") { registrationStatus toldStatus } }`)).station;

  for (const version of ocppVersions) {
    test(`TC_B_02, TC_B_30, TC_B_31, ${version}: a station waits as Pending, tells its variables, takes the wanted ones and is accepted by itself`, async () => {
      const id = `auto ${version}`;
      await chain.read(
        `mutation ($id: ID!) { createStation(input: { id: $id, registrationStatus: PENDING, acceptance: AUTOMATIC }) { id } }`,
        { id },
      );
      const { component, variable: name } = wanted(version);
      await chain.pool.query(
        `insert into desired_variable (station_id, component, variable, value) values ($1, $2, $3, '123')`,
        [id, component, name],
      );
      const { client, asked, told, boot } = talk(chain, id, version);
      await client.connect();
      assert.equal(await boot(), 'Pending');
      await refused(client.call('StatusNotification', status(version)));
      await refused(client.call('Heartbeat', {}));
      await until('accepted', () => told.includes('Accepted'), { ms: 20_000 });
      assert.deepEqual(asked, [inventoryOf(version), settingOf(version), 'BootNotification']);
      assert.deepEqual(told, ['Pending', 'Accepted']);
      assert.deepEqual(await stand(id), { registrationStatus: 'ACCEPTED', toldStatus: 'ACCEPTED' });
      await client.call('StatusNotification', status(version));
      assert.deepEqual(client.complaints, []);
    });

    test(`TC_B_31, ${version}: a person's word has a pending station boot at once; until then it is asked only what it may be`, async () => {
      const id = `manual ${version}`;
      const { client, asked, told, boot } = talk(chain, id, version);
      await client.connect();
      assert.equal(await boot(), 'Pending');
      await until('its variables', () => asked.includes(inventoryOf(version)));
      const start = (when: string) =>
        chain.read(
          `mutation ($id: ID!) { startTransaction(stationId: $id, evseId: 1, idToken: "RFID-1", waitMs: 0, whenOffline: ${when}) { state } }`,
          { id },
        );
      await assert.rejects(start('FAIL'), /NOT_ACCEPTED.*|is PENDING/);
      assert.equal((await start('QUEUE')).startTransaction.state, 'QUEUED');
      const { getVariables } = await chain.read(
        `mutation ($id: ID!, $variables: [VariableName!]!) { getVariables(stationId: $id, variables: $variables) { state } }`,
        { id, variables: [wanted(version)] },
      );
      assert.equal(getVariables.state, 'ANSWERED');
      assert.deepEqual(told, ['Pending']);
      // As Directus would: a plain update of the row.
      if (version === 'ocpp2.1')
        await chain.pool.query(`update charging_station set registration_status = 'ACCEPTED' where id = $1`, [
          id,
        ]);
      else await chain.read(`mutation { approveStation(id: "${id}") { registrationStatus } }`);
      await until('accepted', () => told.includes('Accepted'));
      const starting = version === 'ocpp1.6' ? 'RemoteStartTransaction' : 'RequestStartTransaction';
      await until('what waited', () => asked.includes(starting));
      assert.ok(asked.indexOf('BootNotification') < asked.indexOf(starting));
      assert.deepEqual(client.complaints, []);
    });

    test(`TC_B_30, ${version}: a rejected station may boot and nothing else, and nothing is sent to it`, async () => {
      const id = `rejected ${version}`;
      await chain.read(`mutation ($id: ID!) { createStation(input: { id: $id }) { id } }`, { id });
      await chain.read(`mutation ($id: ID!) { rejectStation(id: $id) { registrationStatus } }`, { id });
      const { client, asked, boot } = talk(chain, id, version);
      await client.connect();
      assert.equal(await boot(), 'Rejected');
      await refused(client.call('Heartbeat', {}));
      if (version !== 'ocpp1.6')
        await refused(
          client.call('NotifyReport', { requestId: 1, generatedAt: new Date().toISOString(), seqNo: 0 }),
        );
      await assert.rejects(
        chain.read(
          `mutation ($id: ID!) { triggerMessage(stationId: $id, message: BootNotification) { state } }`,
          { id },
        ),
        /is REJECTED/,
      );
      await chain.read(`mutation ($id: ID!) { approveStation(id: $id) { registrationStatus } }`, { id });
      assert.equal(await boot(), 'Accepted');
      await until('its variables', () => asked.includes(inventoryOf(version)));
      assert.deepEqual(client.complaints, []);
    });

    test(`${version}: what a pending station is triggered to send is heard`, async () => {
      const id = `triggered ${version}`;
      const { client, boot } = talk(chain, id, version);
      await client.connect();
      assert.equal(await boot(), 'Pending');
      await refused(client.call('StatusNotification', status(version)));
      await chain.read(
        `mutation ($id: ID!) { triggerMessage(stationId: $id, message: StatusNotification, evseId: 1, connectorId: 1) { state } }`,
        { id },
      );
      await until('its status', async () => {
        const { rows } = await chain.pool.query(`select from connector where station_id = $1`, [id]);
        return rows.length === 1;
      });
      await client.call('StatusNotification', status(version));
      await refused(client.call('Heartbeat', {}));
    });

    test(`${version}: the inventory is asked for once, and anew when the firmware is another`, async () => {
      const id = `inventory ${version}`;
      await chain.read(`mutation ($id: ID!) { createStation(input: { id: $id }) { id } }`, { id });
      const { client, asked, boot } = talk(chain, id, version);
      await client.connect();
      const inventories = () => asked.filter((action) => action === inventoryOf(version)).length;
      const isKnown = (firmware: string) =>
        until('known', async () => {
          const { rows } = await chain.pool.query(
            `select from inventory where station_id = $1 and state = 'KNOWN' and firmware_version = $2`,
            [id, firmware],
          );
          return rows.length === 1;
        });
      await boot('1');
      await isKnown('1');
      await boot('1');
      await boot('2');
      await isKnown('2');
      assert.equal(inventories(), 2);
      const { station } = await chain.read(
        `query ($id: ID!) { station(id: $id) { variables { nodes { variable value } } } }`,
        { id },
      );
      assert.deepEqual(station.variables.nodes, [{ variable: wanted(version).variable, value: '60' }]);
    });

    test(`${version}: a boot and statuses that are missing after a connect are asked for, once`, async () => {
      const id = `silent ${version}`;
      await chain.read(`mutation ($id: ID!) { createStation(input: { id: $id }) { id } }`, { id });
      await chain.pool.query(`insert into evse (station_id, evse_id) values ($1, 1), ($1, 2)`, [id]);
      await chain.pool.query(
        `insert into connector (station_id, evse_id, connector_id, status, reported_status, status_at)
         values ($1, 1, 1, 'Available', 'Available', now()), ($1, 2, 1, 'Available', 'Available', now())`,
        [id],
      );
      const { client, asked, told } = talk(chain, id, version);
      const triggered = () => asked.filter((each) => /Notification/.test(each));
      await client.connect();
      await until('a boot', () => told.includes('Accepted'));
      await client.call('StatusNotification', status(version, 1));
      await until('the status of the other connector', () => triggered().length === 2, { ms: 20_000 });
      assert.deepEqual(triggered(), ['BootNotification', 'StatusNotification 2']);
    });
  }
});
