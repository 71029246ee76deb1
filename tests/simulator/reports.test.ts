import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted, call, csms, v2Versions } from './one-station.js';

let requestId = 0;

/** The names of what is reported; the status where nothing is. */
async function report(action: string, wanted: object): Promise<unknown> {
  const { status } = await call(action, { requestId: ++requestId, ...wanted });
  if (status !== 'Accepted') return status;
  const mine = (is: Record<string, unknown>) => is.requestId === requestId;
  await csms.hears('NotifyReport', (is) => mine(is) && is.tbc === false);
  return csms
    .of('NotifyReport')
    .filter(mine)
    .flatMap(({ reportData }) => reportData as { component: Named; variable: Named }[])
    .map(({ component, variable }) => `${component.name}${component.evse?.id ?? ''}.${variable.name}`);
}
interface Named {
  name: string;
  evse?: { id: number };
}

for (const version of v2Versions)
  test(`${version}: reports hold what was asked for, or say that there is nothing (B07, B08)`, async () => {
    await accepted(version);
    const of = (componentVariable: object[], more = {}) =>
      report('GetReport', { componentVariable, ...more });

    assert.deepEqual(await report('GetBaseReport', { reportBase: 'SummaryInventory' }), [
      'LocalAuthListCtrlr.Enabled',
      'ChargingStation.AvailabilityState',
      'EVSE1.AvailabilityState',
      'EVSE2.AvailabilityState',
    ]);
    assert.deepEqual(await of([{ component: { name: 'evse' }, variable: { name: 'Power' } }]), [
      'EVSE1.Power',
      'EVSE2.Power',
    ]);
    assert.deepEqual(await of([{ component: { name: 'EVSE', evse: { id: 2 } } }]), [
      'EVSE2.Power',
      'EVSE2.AvailabilityState',
    ]);
    assert.equal(await of([{ component: { name: 'Toaster' } }]), 'EmptyResultSet');
    const list = [{ component: { name: 'LocalAuthListCtrlr' } }];
    assert.deepEqual(await of(list), ['LocalAuthListCtrlr.Enabled']);
    assert.equal(await of(list, { componentCriteria: ['Enabled'] }), 'EmptyResultSet', 'it is disabled');
    assert.deepEqual(await of(list, { componentCriteria: ['Enabled', 'Available'] }), [
      'LocalAuthListCtrlr.Enabled',
    ]);
    assert.equal(await report('GetReport', { componentCriteria: ['Problem'] }), 'EmptyResultSet');
    assert.deepEqual(csms.breaches, []);
  });
