import assert from 'node:assert/strict';
import { test } from 'node:test';
import { car, token } from './car.js';
import { accepted, call, csms, v2Versions } from './one-station.js';

const power = { component: { name: 'EVSE', evse: { id: 1 } }, variable: { name: 'Power' } };
const state = { component: { name: 'EVSE', evse: { id: 1 } }, variable: { name: 'AvailabilityState' } };
const interval = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } };
const password = { component: { name: 'SecurityCtrlr' }, variable: { name: 'BasicAuthPassword' } };
const toaster = { component: { name: 'Toaster' }, variable: { name: 'Heat' } };

/** Statuses and numbers, monitor by monitor. */
const set = async (...setMonitoringData: object[]): Promise<[unknown, unknown][]> =>
  (
    (await call('SetVariableMonitoring', { setMonitoringData })).setMonitoringResult as {
      status: string;
      id?: number;
    }[]
  ).map(({ status, id }) => [status, id]);
const monitor = (of: object, type: string, value: number, more: object = {}) => ({
  ...{ ...of, type, value, severity: 5 },
  ...more,
});

interface Event {
  variableMonitoringId: number;
  trigger: string;
  actualValue: string;
  cleared?: boolean;
}
const events = (): Event[] => csms.of('NotifyEvent').flatMap(({ eventData }) => eventData as Event[]);
const notices = (test: (event: Event) => boolean, what: string) =>
  csms.until(() => events().some(test), what).then(() => events().find(test) as Event);

for (const version of v2Versions)
  test(`${version}: monitors are set, replaced, refused, told and cleared (N02 to N06)`, async () => {
    await accepted(version);
    assert.deepEqual(
      await set(
        monitor(power, 'UpperThreshold', 5000),
        monitor(power, 'UpperThreshold', 6000),
        monitor(power, 'UpperThreshold', 6000, { severity: 7 }),
        monitor(power, 'LowerThreshold', 90_000),
        monitor(state, 'UpperThreshold', 1),
        monitor(state, 'Delta', 0),
        monitor(power, 'Delta', -1),
        monitor(interval, 'Periodic', 0),
        monitor(password, 'Delta', 0),
        monitor(toaster, 'Delta', 1),
        monitor({ ...toaster, component: interval.component }, 'Delta', 1),
        monitor(power, 'UpperThreshold', 7000, { id: 2 }),
        monitor(power, 'UpperThreshold', 7000, { id: 99 }),
        monitor(interval, 'Delta', 5, { id: 3 }),
      ),
      [
        ['Accepted', 1],
        ['Duplicate', undefined],
        ['Accepted', 2],
        ['Rejected', undefined],
        ['UnsupportedMonitorType', undefined],
        ['Accepted', 3],
        ['Rejected', undefined],
        ['Rejected', undefined],
        ['Rejected', undefined],
        ['UnknownComponent', undefined],
        ['UnknownVariable', undefined],
        ['Duplicate', 2],
        ['Rejected', 99],
        ['Rejected', 3],
      ],
    );
    const report = async (wanted: Record<string, unknown>): Promise<unknown> => {
      const { status } = await call('GetMonitoringReport', wanted);
      if (status !== 'Accepted') return status;
      const [told] = csms.of('NotifyMonitoringReport').slice(-1);
      await csms.hears('NotifyMonitoringReport', (is) => is !== told && is.tbc === false);
      const rows = csms.of('NotifyMonitoringReport').at(-1)?.monitor as {
        variable: { name: string };
        variableMonitoring: { id: number }[];
      }[];
      return rows.map(({ variable, variableMonitoring }) => [
        variable.name,
        variableMonitoring.map(({ id }) => id),
      ]);
    };
    const all = [
      ['Power', [1, 2]],
      ['AvailabilityState', [3]],
    ];
    assert.deepEqual(await report({ requestId: 1 }), all);
    assert.deepEqual(await report({ requestId: 2, monitoringCriteria: ['DeltaMonitoring'] }), [all[1]]);
    assert.deepEqual(await report({ requestId: 3, componentVariable: [power] }), [all[0]]);
    assert.equal(await report({ requestId: 4, componentVariable: [interval] }), 'EmptyResultSet');
    assert.deepEqual((await call('ClearVariableMonitoring', { id: [1, 1] })).clearMonitoringResult, [
      { id: 1, status: 'Accepted' },
      { id: 1, status: 'NotFound' },
    ]);
    assert.deepEqual(await call('SetMonitoringBase', { monitoringBase: 'HardWiredOnly' }), {
      status: 'Accepted',
    });
    assert.equal(await report({ requestId: 5 }), 'EmptyResultSet');
    assert.deepEqual(csms.breaches, []);
  });

for (const version of v2Versions)
  test(`${version}: what monitors notice is told, and that it is over (N07, N08)`, async () => {
    const { evse } = await accepted(version);
    const [[, upper] = [], [, delta] = [], [, periodic] = []] = await set(
      monitor(power, 'UpperThreshold', 5000),
      monitor(state, 'Delta', 0),
      monitor(interval, 'Periodic', 1),
      monitor(power, 'Delta', 1, { severity: 8 }),
    );
    await call('SetMonitoringLevel', { severity: 7 });
    evse.plugIn(car);
    await evse.present(token);
    const occupied = await notices(({ variableMonitoringId }) => variableMonitoringId === delta, 'Delta');
    assert.deepEqual([occupied.actualValue, occupied.trigger], ['Occupied', 'Delta']);
    const isUpper = (cleared?: true) => (each: Event) =>
      each.variableMonitoringId === upper && each.cleared === cleared;
    const alert = await notices(isUpper(), 'Alerting');
    assert.equal(alert.trigger, 'Alerting');
    assert.ok(Number(alert.actualValue) > 5000);
    evse.unplug();
    await notices(isUpper(true), 'cleared');
    const beat = await notices(({ variableMonitoringId }) => variableMonitoringId === periodic, 'Periodic');
    assert.deepEqual([beat.actualValue, beat.trigger], ['300', 'Periodic']);
    assert.deepEqual([...new Set(events().map(({ variableMonitoringId }) => variableMonitoringId))].sort(), [
      upper,
      delta,
      periodic,
    ]);
    assert.equal(events().filter(({ variableMonitoringId }) => variableMonitoringId === upper).length, 2);
    assert.deepEqual(csms.breaches, []);
  });
