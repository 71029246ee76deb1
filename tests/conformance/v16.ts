import { type Case, type Heard, operator, type Step, says } from './case.js';

const versions: Case['versions'] = ['ocpp1.6'];
const at = (minutes: number) => new Date(Date.parse('2026-03-01T10:00:00Z') + minutes * 60_000).toISOString();
const idTag = 'RFID-1';
const accepted = { idTagInfo: { status: 'Accepted' } };
const positive = (is: unknown) => Number(is) > 0;

const authorize = says('Authorize', { idTag }, accepted);
const status = (is: string, more: object = {}): Step =>
  says('StatusNotification', { connectorId: 1, status: is, errorCode: 'NoError', ...more });
const start = (tag = idTag, told = 'Accepted'): Step =>
  says(
    'StartTransaction',
    { connectorId: 1, idTag: tag, meterStart: 1000, timestamp: at(0) },
    { transactionId: positive, idTagInfo: { status: told } },
  );
const stop = (reason: string, more: object = {}): Step =>
  says('StopTransaction', ({ transactionId }: Heard) => ({
    ...{ transactionId, meterStop: 2500, timestamp: at(30), reason, ...more },
  }));
const outcome = 'state answer { status }';
const answered = (is: string) => ({ state: 'ANSWERED', answer: { status: is } });
const ended = { status: 'ENDED', idToken: idTag, energyWh: 1500, evseId: 1 };

const remoteStart = (is: string) =>
  operator(
    `startTransaction(stationId: $id, evseId: 1, idToken: "${idTag}") { ${outcome} }`,
    ['RemoteStartTransaction', { connectorId: 1, idTag }],
    { status: is },
    answered(is),
  );
const remoteStop = (is: string) =>
  operator(
    ({ transactionId }) =>
      `ocpp16RemoteStopTransaction(stationId: $id, request: { transactionId: ${transactionId} }) { ${outcome} }`,
    ['RemoteStopTransaction', { transactionId: Number }],
    { status: is },
    answered(is),
  );
const reset = (type: string) =>
  operator(
    `ocpp16Reset(stationId: $id, request: { type: ${type} }) { ${outcome} }`,
    ['Reset', { type }],
    { status: 'Accepted' },
    answered('Accepted'),
  );
const boot = says(
  'BootNotification',
  { chargePointVendor: 'V', chargePointModel: 'M' },
  { status: 'Accepted' },
);
const unlock = (is: string) =>
  operator(
    `unlockConnector(stationId: $id, evseId: 1) { ${outcome} }`,
    ['UnlockConnector', { connectorId: 1 }],
    { status: is },
    answered(is),
  );

const sessions: Case[] = [
  {
    name: '003: plug-in first',
    versions,
    steps: [status('Preparing'), authorize, start(), status('Charging'), stop('Local'), status('Available')],
    kept: [{ ...ended, stoppedReason: 'Local' }],
  },
  {
    name: '004_1: identification first',
    versions,
    steps: [authorize, status('Preparing'), start(), status('Charging'), stop('EVDisconnected')],
    kept: [{ ...ended, stoppedReason: 'EVDisconnected' }],
  },
  {
    name: '004_2: identification first, and no cable in time: nothing began',
    versions,
    steps: [authorize, status('Preparing'), status('Available')],
    kept: [],
  },
  {
    name: '005_1: disconnecting at the EV stops the transaction',
    versions,
    steps: [start(), status('SuspendedEV'), stop('EVDisconnected'), status('Finishing'), status('Available')],
    kept: [{ ...ended, stoppedReason: 'EVDisconnected' }],
  },
  {
    name: '007: a session with a cached id: no Authorize comes, the start tells the verdict',
    versions,
    steps: [start(), stop('Local')],
    kept: [ended],
  },
  {
    name: '032_1: power failure: the stop comes with PowerLoss after the boot',
    versions,
    steps: [start(), 'hangs up and comes back', boot, stop('PowerLoss')],
    kept: [{ ...ended, stoppedReason: 'PowerLoss' }],
  },
  {
    name: '037_1: an offline start with a valid token',
    versions,
    steps: ['hangs up and comes back', start(), stop('Local')],
    kept: [ended],
  },
  {
    name: '037_3: an offline start with a token that is none gets a number and the verdict, and its stop',
    versions,
    steps: ['hangs up and comes back', start('NOBODY', 'Invalid'), stop('DeAuthorized')],
    kept: [{ status: 'REFUSED', idToken: 'NOBODY', stoppedReason: 'DeAuthorized', endedAt: at(30) }],
  },
  {
    name: '039: a whole transaction from the queue',
    versions,
    steps: [
      'hangs up and comes back',
      start(),
      says('MeterValues', ({ transactionId }) => ({
        ...{ connectorId: 1, transactionId },
        meterValue: [{ timestamp: at(15), sampledValue: [{ value: '1700' }] }],
      })),
      stop('Local', { idTag }),
    ],
    kept: [ended],
    samples: { all: 1 },
  },
  {
    name: '024: the lock of a connector fails',
    versions,
    steps: [authorize, status('Faulted', { errorCode: 'ConnectorLockFailure' })],
    kept: [],
  },
];

const remote: Case[] = [
  {
    name: '010: remote start, cable first',
    versions,
    steps: [status('Preparing'), remoteStart('Accepted'), start(), status('Charging'), stop('Local')],
    kept: [ended],
  },
  {
    name: '011_1: remote start before the cable',
    versions,
    steps: [remoteStart('Accepted'), status('Preparing'), start(), stop('Local')],
    kept: [ended],
  },
  {
    name: '011_2: remote start, and no cable in time',
    versions,
    steps: [remoteStart('Accepted'), status('Preparing'), status('Available')],
    kept: [],
  },
  {
    name: '012: remote stop with the number that was given',
    versions,
    steps: [start(), remoteStop('Accepted'), stop('Remote')],
    kept: [{ ...ended, stoppedReason: 'Remote' }],
  },
  { name: '026: remote start rejected', versions, steps: [remoteStart('Rejected')], kept: [] },
  {
    name: '028: remote stop rejected: it goes on',
    versions,
    steps: [start(), remoteStop('Rejected')],
    kept: [{ status: 'ACTIVE', endedAt: null }],
  },
  {
    name: '013: a hard reset, and the boot after it',
    versions,
    steps: [reset('Hard'), 'hangs up and comes back', boot],
  },
  {
    name: '014: a soft reset, and the boot after it',
    versions,
    steps: [reset('Soft'), 'hangs up and comes back', boot],
  },
  { name: '017_1: unlocked without a session', versions, steps: [unlock('Unlocked')] },
  { name: '017_2: a fixed cable is not unlocked', versions, steps: [unlock('NotSupported')] },
  {
    name: '018_1: unlocked in a session, which ends by it',
    versions,
    steps: [start(), unlock('Unlocked'), stop('UnlockCommand')],
    kept: [{ ...ended, stoppedReason: 'UnlockCommand' }],
  },
  { name: '030: unlocking failed', versions, steps: [unlock('UnlockFailed')] },
  {
    name: '031: a connector that the station has not',
    versions,
    steps: [
      operator(
        `ocpp16UnlockConnector(stationId: $id, request: { connectorId: 9 }) { ${outcome} }`,
        ['UnlockConnector', { connectorId: 9 }],
        { status: 'NotSupported' },
        answered('NotSupported'),
      ),
    ],
  },
];

const messages: [message: string, then: Step][] = [
  [
    'MeterValues',
    says('MeterValues', {
      connectorId: 1,
      meterValue: [{ timestamp: at(0), sampledValue: [{ value: '5', context: 'Trigger' }] }],
    }),
  ],
  ['Heartbeat', says('Heartbeat', {}, { currentTime: String })],
  ['StatusNotification', status('Available')],
  ['DiagnosticsStatusNotification', says('DiagnosticsStatusNotification', { status: 'Idle' })],
  ['FirmwareStatusNotification', says('FirmwareStatusNotification', { status: 'Idle' })],
  ['BootNotification', boot],
];
const trigger = (message: string, is: string) =>
  operator(
    `ocpp16TriggerMessage(stationId: $id, request: { requestedMessage: ${message} }) { ${outcome} }`,
    ['TriggerMessage', { requestedMessage: message }],
    { status: is },
    answered(is),
  );

export const cases16: Case[] = [
  ...sessions,
  ...remote,
  {
    name: '054: each message that can be triggered comes',
    versions,
    steps: messages.flatMap(([message, then]) => [trigger(message, 'Accepted'), then]),
  },
  { name: '055: a trigger rejected', versions, steps: [trigger('MeterValues', 'Rejected')] },
];
