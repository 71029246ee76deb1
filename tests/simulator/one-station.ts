import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import type { OcppVersion } from '../../ocpp/versions.js';
import type { Evse } from '../../simulator/evse.js';
import { type Fleet, startFleet } from '../../simulator/fleet.js';
import type { Station } from '../../simulator/station.js';
import { car, token } from './car.js';
import { TestCsms } from './csms.js';

export let fleet: Fleet | undefined;
/** Of the running test. */
export let csms: TestCsms;

afterEach(async () => {
  await fleet?.stop();
  await csms?.close();
});

/** Station A, accepted, with two EVSEs and nothing plugged in. */
export async function accepted(
  version: OcppVersion,
  more: object = {},
): Promise<{ station: Station; evse: Evse }> {
  csms = await TestCsms.open(version);
  fleet = startFleet({
    url: csms.url,
    stations: [{ id: 'A', version, evses: 2 }],
    speed: 100,
    variables: { TxUpdatedInterval: '0' },
    ...more,
  });
  const station = fleet.station('A');
  await station.until((each) => each.isOnline);
  const [evse] = station.evses;
  assert.ok(evse);
  return { station, evse };
}

/** The same with a session on its first EVSE. */
export async function charging(version: OcppVersion): Promise<{ station: Station; evse: Evse; id: string }> {
  const { station, evse } = await accepted(version);
  evse.plugIn(car);
  await evse.present(token);
  await station.until(({ backlog }) => backlog.length === 0);
  return { station, evse, id: evse.session?.id ?? '' };
}

/** What a CSMS asks station A. */
export const call = (action: string, payload: Record<string, unknown> = {}) =>
  csms.call('A', action, payload);
export const v2Versions = ['ocpp2.0.1', 'ocpp2.1'] as const;
export const ended = (is: Record<string, unknown>) => is.eventType === 'Ended';
