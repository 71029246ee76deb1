import type { OcppVersion } from '../ocpp/versions.js';

export type ScenarioName = 'heartbeat' | 'meter' | 'session';

/** What one station says, one message after the other, for ever. `answer` is the payload that answered the last. */
export type Script = (station: string) => Generator<string, never, Record<string, unknown>>;

let lastId = 0;
const call = (action: string, payload: object): string =>
  JSON.stringify([2, String(++lastId), action, payload]);
const now = (): string => new Date().toISOString();

/** The load generator's own cost counts against the ceiling too, so the scripts do no more than a charger would. */
export function scriptOf(scenario: ScenarioName, version: OcppVersion): Script {
  if (scenario === 'heartbeat') return heartbeats;
  if (scenario === 'meter') return version === 'ocpp1.6' ? meter16 : meter2;
  return version === 'ocpp1.6' ? session16 : session2;
}

export const bootOf = (version: OcppVersion): string =>
  version === 'ocpp1.6'
    ? call('BootNotification', { chargePointVendor: 'Bench', chargePointModel: 'B16' })
    : call('BootNotification', { reason: 'PowerUp', chargingStation: { vendorName: 'Bench', model: 'B2' } });

function* heartbeats(): ReturnType<Script> {
  for (;;) yield call('Heartbeat', {});
}

/** Readings outside a transaction: energy and power, as most AC stations send them. */
function* meter16(): ReturnType<Script> {
  for (let wh = 1000; ; wh += 10) yield call('MeterValues', { connectorId: 1, meterValue: [reading16(wh)] });
}

function* meter2(): ReturnType<Script> {
  for (let wh = 1000; ; wh += 10) yield call('MeterValues', { evseId: 1, meterValue: [reading2(wh)] });
}

const reading16 = (wh: number) => ({
  timestamp: now(),
  sampledValue: [
    { value: String(wh), measurand: 'Energy.Active.Import.Register', unit: 'Wh', context: 'Sample.Periodic' },
    { value: '7360.0', measurand: 'Power.Active.Import', unit: 'W', context: 'Sample.Periodic' },
  ],
});

const reading2 = (wh: number) => ({
  timestamp: now(),
  sampledValue: [
    {
      value: wh,
      measurand: 'Energy.Active.Import.Register',
      unitOfMeasure: { unit: 'Wh' },
      context: 'Sample.Periodic',
    },
    {
      value: 7360,
      measurand: 'Power.Active.Import',
      unitOfMeasure: { unit: 'W' },
      context: 'Sample.Periodic',
    },
  ],
});

const readingsASession = 5;

function* session16(station: string): ReturnType<Script> {
  const idTag = 'BENCH';
  const status = (status: string) =>
    call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status, timestamp: now() });
  for (let wh = station.length; ; ) {
    yield status('Preparing');
    yield call('Authorize', { idTag });
    const { transactionId } = yield call('StartTransaction', {
      connectorId: 1,
      idTag,
      meterStart: wh,
      timestamp: now(),
    });
    yield status('Charging');
    for (let i = 0; i < readingsASession; i++) {
      wh += 100;
      yield call('MeterValues', { connectorId: 1, transactionId, meterValue: [reading16(wh)] });
    }
    yield call('StopTransaction', {
      transactionId,
      meterStop: wh,
      timestamp: now(),
      reason: 'EVDisconnected',
      idTag,
    });
    yield status('Available');
  }
}

function* session2(station: string): ReturnType<Script> {
  const idToken = { idToken: 'BENCH', type: 'ISO14443' };
  const run = Math.random().toString(36).slice(2, 10);
  const status = (connectorStatus: string) =>
    call('StatusNotification', { evseId: 1, connectorId: 1, connectorStatus, timestamp: now() });
  for (let count = 0, wh = station.length; ; count++) {
    const transactionInfo = { transactionId: `${run}-${count}`, chargingState: 'Charging' };
    let seqNo = 0;
    const event = (eventType: string, triggerReason: string, more: object = {}) =>
      call('TransactionEvent', {
        eventType,
        triggerReason,
        timestamp: now(),
        seqNo: seqNo++,
        transactionInfo,
        evse: { id: 1, connectorId: 1 },
        meterValue: [reading2(wh)],
        ...more,
      });
    yield status('Occupied');
    yield call('Authorize', { idToken });
    yield event('Started', 'Authorized', { idToken });
    for (let i = 0; i < readingsASession; i++) {
      wh += 100;
      yield event('Updated', 'MeterValuePeriodic');
    }
    yield event('Ended', 'StopAuthorized', { idToken });
    yield status('Available');
  }
}
