import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type OcppVersion, ocppVersions } from '../../ocpp/versions.js';
import { withoutRabbit } from '../support/broker.js';
import { until } from '../support/until.js';
import { type Chain, openChain } from './chain.js';
import { type StrictClient, strictClient, type Wire } from './strict-client.js';

interface Held {
  value: string;
  /** How it takes another value. */
  takes: 'Accepted' | 'Rejected' | 'RebootRequired';
}

const clients: StrictClient[] = [];

/** A charger that holds variables of one component; in 1.6 configuration keys. Two items a message are its limit. */
function charger(chain: Chain, id: string, version: OcppVersion, held: Record<string, Held>) {
  const client = strictClient(chain.url, id, version);
  clients.push(client);
  const asked: string[][] = [];
  const taken: Record<string, string> = {};
  const take = (name: string, value: string) => {
    const one = held[name];
    if (!one) return version === 'ocpp1.6' ? 'NotSupported' : 'UnknownVariable';
    if (one.takes === 'Accepted') one.value = value;
    if (one.takes === 'RebootRequired') taken[name] = value;
    return one.takes;
  };
  client.on('ChangeConfiguration', ({ key, value }) => {
    asked.push([key]);
    return { status: take(key, value) };
  });
  client.on('SetVariables', ({ setVariableData }) => {
    asked.push(setVariableData.map(({ variable }: Wire) => variable.name));
    return {
      setVariableResult: setVariableData.map(({ attributeValue, ...is }: Wire) => ({
        ...is,
        attributeStatus: take(is.variable.name, attributeValue),
      })),
    };
  });
  client.on('GetConfiguration', ({ key }) => {
    const known = key.filter((name: string) => held[name]);
    return {
      configurationKey: known.map((name: string) => ({
        ...{ key: name, readonly: false, value: held[name]?.value },
      })),
      unknownKey: key.filter((name: string) => !held[name]),
    };
  });
  client.on('GetVariables', ({ getVariableData }) => ({
    getVariableResult: getVariableData.map((is: Wire) => {
      const one = held[is.variable.name];
      return one
        ? { ...is, attributeStatus: 'Accepted', attributeValue: one.value }
        : { ...is, attributeStatus: 'UnknownVariable' };
    }),
  }));
  const boot = () => {
    for (const [name, value] of Object.entries(taken)) (held[name] as Held).value = value;
    return client.call(
      'BootNotification',
      version === 'ocpp1.6'
        ? { chargePointVendor: 'V', chargePointModel: 'M' }
        : { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } },
    );
  };
  return { client, asked, held, boot };
}

describe('drift', { skip: withoutRabbit }, () => {
  let chain: Chain;
  before(async () => {
    chain = await openChain();
  });
  after(async () => {
    for (const client of clients) await client.close().catch(() => undefined);
    await chain.stop();
  });

  for (const version of ocppVersions) {
    const component = version === 'ocpp1.6' ? 'OCPP16' : 'Ctrlr';

    test(`TC_B_09, TC_B_10, 1.6 TC_021, ${version}: what groups and stations desire is set, split by the station's limits, and drift is shown with its reason`, async () => {
      const id = `drift ${version}`;
      const { client, asked, held, boot } = charger(chain, id, version, {
        A: { value: '1', takes: 'Accepted' },
        B: { value: '1', takes: 'Rejected' },
        C: { value: '1', takes: 'RebootRequired' },
        D: { value: '2.0', takes: 'Accepted' },
        E: { value: '1', takes: 'Accepted' },
      });
      await client.connect();
      await boot();
      const group = async (name: string, priority: number) =>
        (
          await chain.read(
            `mutation ($input: NewStationGroup!) { createStationGroup(input: $input) { id } }`,
            { input: { name: `${name} ${version}`, priority } },
          )
        ).createStationGroup.id as string;
      const [high, low] = [await group('high', 5), await group('low', 1)];
      const desire = (of: object, variable: string, value: string, mode = 'ENFORCE') =>
        chain.read(`mutation ($input: NewDesiredVariable!) { createDesiredVariable(input: $input) { id } }`, {
          input: { ...of, component, variable, value, mode },
        });
      await chain.pool.query(
        `insert into variable (station_id, component, variable, variable_instance, attribute_type, value, source, updated_at)
         values ($1, 'DeviceDataCtrlr', 'ItemsPerMessage', 'SetVariables', 'Actual', '2', 'GET', now())`,
        [id],
      );
      // The station's own counts before the group's, and of groups the higher priority.
      await desire({ groupId: high }, 'A', '3');
      await desire({ groupId: low }, 'A', '4');
      await desire({ groupId: low }, 'B', '2');
      await desire({ groupId: low }, 'C', '2');
      await desire({ groupId: low }, 'D', '2');
      await desire({ groupId: low }, 'E', '9', 'REPORT');
      await desire({ groupId: low }, 'F', '1');
      await desire({ stationId: id }, 'F', '2');
      for (const groupId of [high, low])
        await chain.read(
          `mutation ($groupId: ID!, $ids: [ID!]!) { addStationsToGroup(groupId: $groupId, stationIds: $ids) { id } }`,
          { groupId, ids: [id] },
        );
      const drift = async () => {
        const { station } = await chain.read(
          `query ($id: ID!) { station(id: $id) { drift { totalCount nodes { variable desiredValue knownValue state reason } } } }`,
          { id },
        );
        return Object.fromEntries(
          station.drift.nodes.map((is: Wire) => [is.variable, [is.desiredValue, is.state]]),
        );
      };
      const settled = {
        A: ['3', 'IN_SYNC'],
        B: ['2', 'REJECTED'],
        C: ['2', 'PENDING_REBOOT'],
        D: ['2', 'IN_SYNC'],
        E: ['9', 'DRIFTED'],
        F: ['2', 'REJECTED'],
      };
      await until('settled', async () => JSON.stringify(await drift()) === JSON.stringify(settled), {
        ms: 20_000,
      }).catch(async () => assert.deepEqual(await drift(), settled));
      assert.equal(held.A?.value, '3');
      assert.equal(held.E?.value, '1');
      assert.ok(
        asked.every((names) => names.length <= 2),
        JSON.stringify(asked),
      );
      const { drift: refused } = await chain.read(
        `query ($id: ID!) { drift(filter: { stationId: $id, state: [REJECTED] }) { totalCount nodes { variable reason attempts } } }`,
        { id },
      );
      assert.equal(refused.totalCount, 2);
      assert.match(refused.nodes.find((is: Wire) => is.variable === 'B').reason, /^Rejected/);
      // After its reboot the value is read, and is as desired.
      await boot();
      await until('in force', async () => (await drift()).C[1] === 'IN_SYNC', { ms: 20_000 });
      // A plain edit of the rows does it too.
      await chain.pool.query(
        `update desired_variable set value = '7' where group_id = $1 and variable = 'A'`,
        [high],
      );
      await until('the edited value', async () => held.A?.value === '7', { ms: 20_000 });
      await chain.pool.query('delete from station_group where id = $1', [high]);
      await until('the other group counts', async () => held.A?.value === '4', { ms: 20_000 });
      const { rows } = await chain.pool.query(
        `select type, count(*)::int from station_event where station_id = $1 and type in ('DriftBegan', 'DriftEnded') group by 1`,
        [id],
      );
      assert.equal(rows.length, 2);
      // B and F were refused; F is not even there.
      assert.equal(asked.flat().filter((name) => name === 'B').length, 1);
      assert.deepEqual(client.complaints, []);
    });
  }
});
