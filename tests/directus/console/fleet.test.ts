import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { bundle } from '../../../directus/extensions/chargeql-operations/src/board/bundle.js';
import { createFleet } from '../../../directus/extensions/chargeql-operations/src/board/fleet.js';
import type { BoardStation } from '../../../directus/extensions/chargeql-operations/src/board/station-state.js';

const station = (id: string, change: Partial<BoardStation> = {}): BoardStation => ({
  id,
  name: null,
  online: true,
  lastSeenAt: null,
  registrationStatus: 'ACCEPTED',
  ocppVersion: null,
  vendor: null,
  model: null,
  firmwareVersion: null,
  location: null,
  connectors: [],
  currentTransactions: [],
  ...change,
});
const event = (__typename: string, stationId: string, fields: object = {}) => ({
  __typename,
  cursor: '1.1',
  stationId,
  at: '2026-11-25T10:00:00Z',
  ...fields,
});
const ids = (stations: readonly BoardStation[]) => stations.map(({ id }) => id);

test('a fleet stands in the order people count in, however its stations come', () => {
  const fleet = createFleet();
  fleet.put([station('cp10'), station('cp2')]);
  fleet.put([station('cp1'), station('cp1', { name: 'the newer' })]);
  assert.deepEqual(ids(fleet.list()), ['cp1', 'cp2', 'cp10']);
  assert.equal(fleet.get('cp1')?.name, 'the newer');
  assert.equal(fleet.get('cp3'), undefined);
});

test('a change gives a new list, in which all others are what they were', () => {
  const fleet = createFleet();
  fleet.put([station('cp1'), station('cp2')]);
  const before = fleet.list();
  fleet.put([station('cp2', { online: false })]);
  const after = fleet.list();
  assert.notEqual(after, before);
  assert.equal(after[0], before[0]);
  assert.deepEqual([before[1]?.online, after[1]?.online], [true, false]);
});

test('events are shown together, and a station that none knew is read', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const fleet = createFleet();
    fleet.put([station('cp1')]);
    const asked: (readonly string[])[] = [];
    let shown = 0;
    const events = bundle({
      fleet,
      show: () => shown++,
      read: async (wanted) => {
        asked.push(wanted);
        return wanted.map((id) => station(id));
      },
    });
    events.take(event('StationDisconnected', 'cp1'));
    events.take(event('StationConnected', 'cp9', { ocppVersion: 'OCPP_2_1' }));
    assert.equal(shown, 0);
    mock.timers.tick(200);
    assert.equal(shown, 1);
    assert.equal(fleet.get('cp1')?.online, false);
    await turn();
    assert.deepEqual(asked, [['cp9']]);
    assert.deepEqual(ids(fleet.list()), ['cp1', 'cp9']);
    assert.equal(shown, 2);
  } finally {
    mock.timers.reset();
  }
});

test('what is read while more happens does not undo it: the station is read once more', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const fleet = createFleet();
    fleet.put([station('cp1')]);
    const answers: ((stations: BoardStation[]) => void)[] = [];
    const events = bundle({
      fleet,
      show: () => undefined,
      read: () => new Promise((resolve) => answers.push(resolve)),
    });
    events.take(event('StationBooted', 'cp1', { model: 'M1' }));
    mock.timers.tick(200);
    events.take(event('StationDisconnected', 'cp1'));
    mock.timers.tick(200);
    answers[0]?.([station('cp1', { model: 'M1', online: true })]);
    await turn();
    assert.equal(fleet.get('cp1')?.online, false, 'what was read is older than the event');
    answers[1]?.([station('cp1', { model: 'M1', online: false, name: 'read last' })]);
    await turn();
    assert.equal(fleet.get('cp1')?.name, 'read last');
    assert.equal(answers.length, 2);
  } finally {
    mock.timers.reset();
  }
});
