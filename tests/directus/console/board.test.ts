import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEvent } from '../../../directus/extensions/chargeql-operations/src/board/apply-event.js';
import {
  type BoardFilter,
  countStates,
  fitting,
  noFilter,
} from '../../../directus/extensions/chargeql-operations/src/board/filter.js';
import {
  type BoardStation,
  powerOf,
  stationState,
} from '../../../directus/extensions/chargeql-operations/src/board/station-state.js';

const connector = (evseId: number, status: string) => ({
  evseId,
  connectorId: 1,
  status,
  reportedStatus: status,
  errorCode: null,
  info: null,
});

const station: BoardStation = {
  id: 'cp001',
  name: 'By the gate',
  online: true,
  lastSeenAt: null,
  registrationStatus: 'ACCEPTED',
  ocppVersion: 'OCPP_2_0_1',
  vendor: 'Maker',
  model: 'M1',
  firmwareVersion: null,
  location: { id: '7', name: 'Yard', city: 'Berlin', latitude: 52.5, longitude: 13.25 },
  connectors: [connector(1, 'Available'), connector(2, 'Occupied')],
  currentTransactions: [],
};
const event = (__typename: string, fields: object) => ({
  __typename,
  cursor: '1.1',
  stationId: 'cp001',
  at: '2026-11-25T10:00:00Z',
  ...fields,
});
const facts = {
  transactionRef: '5',
  evseId: 2,
  connectorId: 1,
  transactionStatus: 'ACTIVE',
  chargingState: 'Charging',
  startedAt: '2026-11-25T10:00:00Z',
  energyWh: 0,
  powerW: 7400,
  idToken: 'CARD',
};

test('events change what the board shows of their station, and nothing that they do not speak of', () => {
  assert.equal(stationState(station), 'OCCUPIED');
  const charging = applyEvent(station, event('TransactionStarted', facts));
  assert.equal(stationState(charging), 'CHARGING');
  assert.equal(powerOf(charging), 7400);
  const metered = applyEvent(
    charging,
    event('MeterValuesReceived', { meteredRef: '5', powerW: 11000, socPercent: null }),
  );
  assert.equal(powerOf(metered), 11000);
  const other = event('MeterValuesReceived', { meteredRef: '6', powerW: 1, socPercent: 50 });
  assert.deepEqual(applyEvent(metered, other).currentTransactions, metered.currentTransactions);
  const ended = applyEvent(metered, event('TransactionEnded', { ...facts, transactionStatus: 'ENDED' }));
  assert.deepEqual(ended.currentTransactions, []);
  assert.deepEqual(station.currentTransactions, [], 'what was read is not changed');
});

test('a fault outweighs all else while the station is online; offline, nothing counts', () => {
  const fault = event('ConnectorStatusChanged', {
    evseId: 1,
    connectorId: 1,
    status: 'Faulted',
    errorCode: 'GroundFailure',
  });
  const faulted = applyEvent(station, fault);
  assert.equal(stationState(faulted), 'FAULTED');
  assert.equal(faulted.connectors.length, 2);
  const away = applyEvent(faulted, event('StationDisconnected', {}));
  assert.equal(stationState(away), 'OFFLINE');
  assert.equal(countStates([away]).OFFLINE, 2);
});

test('connector 0 of 1.6 is the station itself: no connector to count, yet its fault shows', () => {
  const whole = (status: string): BoardStation => ({
    ...station,
    connectors: [connector(0, status), connector(1, 'Available')],
  });
  assert.equal(countStates([whole('Available')]).AVAILABLE, 1);
  assert.equal(stationState(whole('Available')), 'AVAILABLE');
  assert.equal(stationState(whole('Faulted')), 'FAULTED');
});

test('a filter takes what fits each of its conditions', () => {
  const fits = (of: BoardStation, filter: Partial<BoardFilter>) =>
    fitting([of], { ...noFilter, ...filter }).length === 1;
  assert.ok(fits(station, {}));
  assert.ok(fits(station, { text: 'YARD', states: ['AVAILABLE'], version: 'OCPP_2_0_1' }));
  assert.ok(!fits(station, { text: 'elsewhere' }));
  assert.ok(!fits(station, { states: ['FAULTED'] }));
  assert.ok(!fits(station, { locationId: 'none' }));
  assert.ok(fits({ ...station, location: null }, { locationId: 'none' }));
});
