import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ocppVersions } from '../../ocpp/versions.js';
import { accepted, call, charging, csms, v2Versions } from './one-station.js';

test('1.6: configuration keys are shown, changed, refused or unknown', async () => {
  const { station } = await accepted('ocpp1.6');
  const all = await call('GetConfiguration');
  assert.ok((all.configurationKey as unknown[]).length > 15);
  assert.equal(all.unknownKey, undefined);
  const change = async (key: string, value: string) =>
    (await call('ChangeConfiguration', { key, value })).status;
  assert.equal(await change('MeterValueSampleInterval', '17'), 'Accepted');
  assert.equal(await change('MeterValueSampleInterval', 'often'), 'Rejected');
  assert.equal(await change('NumberOfConnectors', '3'), 'Rejected');
  assert.equal(await change('Coffee', 'black'), 'NotSupported');
  assert.deepEqual(
    await call('GetConfiguration', { key: ['MeterValueSampleInterval', 'Coffee', 'NumberOfConnectors'] }),
    {
      configurationKey: [
        { key: 'MeterValueSampleInterval', readonly: false, value: '17' },
        { key: 'NumberOfConnectors', readonly: true, value: '2' },
      ],
      unknownKey: ['Coffee'],
    },
  );
  assert.equal(station.model.number('TxUpdatedInterval'), 17);
  assert.deepEqual(csms.breaches, []);
});

for (const version of v2Versions)
  test(`${version}: variables are shown, set, refused or unknown, and reported in parts`, async () => {
    await accepted(version);
    const at = (component: string, name: string) => ({ component: { name: component }, variable: { name } });
    const set = await call('SetVariables', {
      setVariableData: [
        { ...at('SampledDataCtrlr', 'TxUpdatedInterval'), attributeValue: '17' },
        { ...at('SampledDataCtrlr', 'TxUpdatedInterval'), attributeValue: '-1' },
        { ...at('ChargingStation', 'Model'), attributeValue: 'x' },
        { ...at('Toaster', 'Heat'), attributeValue: '1' },
        { ...at('AuthCtrlr', 'Heat'), attributeValue: '1' },
        { ...at('OCPPCommCtrlr', 'NetworkConfigurationPriority'), attributeValue: '1' },
        { ...at('TxCtrlr', 'EVConnectionTimeOut'), attributeValue: '9', attributeType: 'MaxSet' },
      ],
    });
    assert.deepEqual(
      (set.setVariableResult as { attributeStatus: string }[]).map((each) => each.attributeStatus),
      [
        'Accepted',
        'Rejected',
        'Rejected',
        'UnknownComponent',
        'UnknownVariable',
        'RebootRequired',
        'NotSupportedAttributeType',
      ],
    );
    const got = await call('GetVariables', {
      getVariableData: [
        at('sampleddatactrlr', 'txupdatedinterval'),
        at('SecurityCtrlr', 'BasicAuthPassword'),
        { component: { name: 'EVSE', evse: { id: 2 } }, variable: { name: 'AvailabilityState' } },
      ],
    });
    assert.deepEqual(
      (got.getVariableResult as Record<string, unknown>[]).map((each) => [
        each.attributeStatus,
        each.attributeValue,
      ]),
      [
        ['Accepted', '17'],
        ['Rejected', undefined],
        ['Accepted', 'Available'],
      ],
    );
    assert.equal(
      (await call('GetBaseReport', { requestId: 5, reportBase: 'FullInventory' })).status,
      'Accepted',
    );
    await csms.hears('NotifyReport', (is) => is.tbc === false);
    const parts = csms.of('NotifyReport');
    assert.ok(parts.length > 1);
    assert.deepEqual(
      parts.map((each) => each.seqNo),
      parts.map((_, i) => i),
    );
    assert.deepEqual(
      parts.map((each) => each.tbc),
      parts.map((_, i) => i < parts.length - 1),
    );
    assert.ok(parts.every((each) => each.requestId === 5));
    assert.deepEqual(csms.breaches, []);
  });

test('a new password is used for the connection that follows at once', async () => {
  await accepted('ocpp2.0.1', { credentials: () => ({ password: 'the-first-password' }) });
  const wanted = { component: { name: 'SecurityCtrlr' }, variable: { name: 'BasicAuthPassword' } };
  await call('SetVariables', { setVariableData: [{ ...wanted, attributeValue: 'the-second-password' }] });
  await csms.until(() => csms.handshakes.length === 2, 'a second handshake');
  assert.deepEqual(
    csms.handshakes.map(({ authorization }) =>
      Buffer.from(String(authorization).slice(6), 'base64').toString(),
    ),
    ['A:the-first-password', 'A:the-second-password'],
  );
});

for (const version of ocppVersions)
  test(`${version}: a charging profile lowers the power, and clearing it raises it again`, async () => {
    const { station, evse } = await charging(version);
    const powerIs = async (low: number, high: number): Promise<void> => {
      await station.until(() => {
        evse.advance();
        return evse.powerW >= low && evse.powerW <= high;
      });
    };
    const watch = setInterval(() => evse.changed(), 20);
    await powerIs(10_900, 11_000);
    const periods = [{ startPeriod: 0, limit: 8 }];
    const schedule = { chargingRateUnit: 'A', chargingSchedulePeriod: periods };
    const common = {
      stackLevel: 1,
      chargingProfilePurpose: 'TxDefaultProfile',
      chargingProfileKind: 'Absolute',
    };
    const answer =
      version === 'ocpp1.6'
        ? await call('SetChargingProfile', {
            connectorId: 1,
            csChargingProfiles: { chargingProfileId: 9, ...common, chargingSchedule: schedule },
          })
        : await call('SetChargingProfile', {
            evseId: 1,
            chargingProfile: { id: 9, ...common, chargingSchedule: [{ id: 1, ...schedule }] },
          });
    assert.deepEqual(answer, { status: 'Accepted' });
    await powerIs(5500, 5520);
    const clear = () =>
      call('ClearChargingProfile', version === 'ocpp1.6' ? { id: 9 } : { chargingProfileId: 9 });
    assert.deepEqual(await clear(), { status: 'Accepted' });
    assert.deepEqual(await clear(), { status: 'Unknown' });
    await powerIs(10_900, 11_000);
    clearInterval(watch);
    assert.deepEqual(csms.breaches, []);
  });
