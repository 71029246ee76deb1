import { type Case, type Heard, operator, type Step, says } from './case.js';

const versions: Case['versions'] = ['ocpp2.0.1', 'ocpp2.1'];
const at = (minutes: number) => new Date(Date.parse('2026-03-01T10:00:00Z') + minutes * 60_000).toISOString();
const evse = { id: 1, connectorId: 1 };
const idToken = { idToken: 'RFID-1', type: 'ISO14443' };
const accepted = { idTokenInfo: { status: 'Accepted' } };
const transactionId = 'tx';
const reading = (minutes: number, value: number, context: string, signed = false) => [
  {
    timestamp: at(minutes),
    sampledValue: [
      {
        ...{ value, context, measurand: 'Energy.Active.Import.Register' },
        ...(signed && {
          signedMeterValue: {
            ...{
              signedMeterData: 'T0NNRnx7fQ==',
              signingMethod: 'ECDSA',
              encodingMethod: 'OCMF',
              publicKey: 'MFkw',
            },
          },
        }),
      },
    ],
  },
];

let seqNo = 0;
/** In the order in which they are written here. */
const event = (
  eventType: string,
  triggerReason: string,
  chargingState: string | undefined,
  more: Record<string, unknown> = {},
): Step => {
  const { stoppedReason, remote, ...rest } = more;
  seqNo = eventType === 'Started' ? 0 : seqNo + 1;
  const number = seqNo;
  const time = at(number * 10);
  return says(
    'TransactionEvent',
    ({ remoteStartId }: Heard) => ({
      ...{ eventType, triggerReason, seqNo: number, timestamp: time },
      transactionInfo: {
        transactionId,
        ...(chargingState && { chargingState }),
        ...(stoppedReason ? { stoppedReason } : {}),
        ...(remote ? { remoteStartId } : {}),
      },
      ...rest,
    }),
    'idToken' in rest ? accepted : {},
  );
};
const authorize = says('Authorize', { idToken }, accepted);
const unplugged = event('Ended', 'EVCommunicationLost', 'Idle', { stoppedReason: 'EVDisconnected', evse });
const ended = { status: 'ENDED', idToken: 'RFID-1', stoppedReason: 'EVDisconnected', evseId: 1 };
const going = { status: 'ACTIVE', endedAt: null };
const status = 'state answer { status }';
const answered = (is: string) => ({ state: 'ANSWERED', answer: { status: is } });

/** One way for each TxStartPoint: what comes first, and the rest of the session. */
const starts: Case[] = [
  ['TC_E_01', 'power path closed', event('Started', 'ChargingStateChanged', 'Charging', { evse, idToken })],
  ['TC_E_02', 'energy transfer', event('Started', 'ChargingStateChanged', 'Charging', { evse, idToken })],
  ['TC_E_09', 'EV connected', event('Started', 'CablePluggedIn', 'EVConnected', { evse })],
  ['TC_E_10', 'authorized', event('Started', 'Authorized', undefined, { idToken })],
  [
    'TC_E_11',
    'data signed',
    event('Started', 'SignedDataReceived', 'EVConnected', {
      evse,
      meterValue: reading(0, 1000, 'Transaction.Begin', true),
    }),
  ],
  ['TC_E_12', 'parking bay occupied', event('Started', 'EVDetected', undefined, { evse: { id: 1 } })],
].map(([id, point, first]) => ({
  name: `${id}: a transaction that starts at ${point}`,
  versions,
  steps: [authorize, first as Step, event('Updated', 'Authorized', 'Charging', { evse, idToken }), unplugged],
  kept: [ended],
}));

const ways: [trigger: string, reason: string][] = [
  ...([
    ['StopAuthorized', 'Local'],
    ['StopAuthorized', 'MasterPass'],
    ['EVDeparted', 'EVDisconnected'],
  ] as [string, string][]),
  ...([
    ['EVCommunicationLost', 'EVDisconnected'],
    ['ChargingStateChanged', 'StoppedByEV'],
  ] as [string, string][]),
  ...([
    ['Deauthorized', 'DeAuthorized'],
    ['EnergyLimitReached', 'EnergyLimitReached'],
  ] as [string, string][]),
  ...([
    ['TimeLimitReached', 'TimeLimitReached'],
    ['AbnormalCondition', 'EmergencyStop'],
  ] as [string, string][]),
  ...([
    ['AbnormalCondition', 'GroundFault'],
    ['ResetCommand', 'ImmediateReset'],
    ['AbnormalCondition', 'PowerLoss'],
  ] as [string, string][]),
  ...([
    ['ChargingStateChanged', 'SOCLimitReached'],
    ['AbnormalCondition', 'PowerQuality'],
  ] as [string, string][]),
];
const stops: Case[] = ways.map(([trigger, reason]) => ({
  name: `TC_E_07 TC_E_08 TC_E_14 TC_E_15 TC_E_17 TC_E_19 TC_E_20 TC_E_22: a transaction that ends by ${trigger}, ${reason}`,
  versions,
  steps: [
    event('Started', 'Authorized', 'Charging', {
      evse,
      idToken,
      meterValue: reading(0, 1000, 'Transaction.Begin'),
    }),
    event('Ended', trigger, 'EVConnected', {
      stoppedReason: reason,
      meterValue: reading(10, 2500, 'Transaction.End'),
    }),
  ],
  kept: [{ ...ended, stoppedReason: reason, energyWh: 1500 }],
}));

const sessions: Case[] = [
  {
    name: 'TC_E_03: cable first, then the token',
    versions,
    steps: [
      event('Started', 'CablePluggedIn', 'EVConnected', { evse }),
      authorize,
      event('Updated', 'Authorized', 'EVConnected', { idToken }),
      event('Updated', 'ChargingStateChanged', 'Charging'),
      unplugged,
    ],
    kept: [ended],
  },
  {
    name: 'TC_E_04: token first, then the cable',
    versions,
    steps: [
      authorize,
      event('Started', 'Authorized', undefined, { idToken }),
      event('Updated', 'CablePluggedIn', 'EVConnected', { evse }),
      event('Updated', 'ChargingStateChanged', 'Charging'),
      unplugged,
    ],
    kept: [ended],
  },
  {
    name: 'TC_E_38: the EV is not ready at first',
    versions,
    steps: [
      event('Started', 'Authorized', 'EVConnected', { evse, idToken }),
      event('Updated', 'ChargingStateChanged', 'SuspendedEV'),
    ],
    kept: [{ ...going, chargingState: 'SuspendedEV' }],
  },
  {
    name: 'TC_E_16: a token that is none is told so with the transaction, which the station then ends',
    versions,
    steps: [
      says(
        'TransactionEvent',
        {
          ...{ eventType: 'Started', triggerReason: 'Authorized', seqNo: 0, timestamp: at(0), evse },
          ...{ transactionInfo: { transactionId }, idToken: { ...idToken, idToken: 'NOBODY' } },
        },
        { idTokenInfo: { status: (is: unknown) => is === 'Invalid' || is === 'Unknown' } },
      ),
      says('TransactionEvent', {
        ...{ eventType: 'Ended', triggerReason: 'Deauthorized', seqNo: 1, timestamp: at(1) },
        transactionInfo: { transactionId, stoppedReason: 'DeAuthorized' },
      }),
    ],
    kept: [{ stoppedReason: 'DeAuthorized', idToken: 'NOBODY' }],
  },
  {
    name: 'TC_E_21 TC_F_01: remote start once the cable is in, remote stop by the id that the station gave',
    versions,
    steps: [
      event('Started', 'CablePluggedIn', 'EVConnected', { evse }),
      operator(
        `startTransaction(stationId: $id, evseId: 1, idToken: "RFID-1") { ${status} }`,
        [
          'RequestStartTransaction',
          { idToken: { idToken: 'RFID-1', type: String }, remoteStartId: Number, evseId: 1 },
        ],
        { status: 'Accepted', transactionId },
        answered('Accepted'),
      ),
      event('Updated', 'RemoteStart', 'Charging', { remote: true, idToken }),
      operator(
        ({ prefix }) =>
          `${prefix}RequestStopTransaction(stationId: $id, request: { transactionId: "${transactionId}" }) { ${status} }`,
        ['RequestStopTransaction', { transactionId }],
        { status: 'Accepted' },
        answered('Accepted'),
      ),
      event('Ended', 'RemoteStop', 'EVConnected', { stoppedReason: 'Remote' }),
    ],
    kept: [{ ...ended, stoppedReason: 'Remote', remoteStartId: (is: unknown) => Number(is) > 0 }],
  },
  ...[true, false].map(
    (asks): Case => ({
      name: asks
        ? 'TC_F_02: remote start before the cable, the station asks whether the token may charge'
        : 'TC_F_03: remote start before the cable, the station takes our word for the token',
      versions,
      steps: [
        operator(
          `startTransaction(stationId: $id, idToken: "RFID-1") { ${status} }`,
          [
            'RequestStartTransaction',
            { idToken: { idToken: 'RFID-1', type: String }, remoteStartId: Number },
          ],
          { status: 'Accepted' },
          answered('Accepted'),
        ),
        ...(asks ? [authorize] : []),
        event('Started', 'RemoteStart', undefined, { remote: true, idToken }),
        event('Updated', 'CablePluggedIn', 'Charging', { evse }),
        unplugged,
      ],
      kept: [{ ...ended, remoteStartId: (is: unknown) => Number(is) > 0 }],
    }),
  ),
  ...['TC_E_39', 'TC_F_04'].map(
    (id): Case => ({
      name: `${id}: the cable does not come in time`,
      versions,
      steps: [
        event('Started', id === 'TC_F_04' ? 'RemoteStart' : 'Authorized', undefined, { idToken, evse }),
        event('Ended', 'EVConnectTimeout', 'Idle', { stoppedReason: 'Timeout' }),
      ],
      kept: [{ ...ended, stoppedReason: 'Timeout', energyWh: 0 }],
    }),
  ),
  {
    name: 'TC_E_26: unplugging at the EV suspends, and does not end',
    versions,
    steps: [
      event('Started', 'Authorized', 'Charging', { evse, idToken }),
      event('Updated', 'EVCommunicationLost', 'SuspendedEVSE'),
    ],
    kept: [going],
  },
  {
    name: 'TC_E_53: the first event has seqNo 0',
    versions,
    steps: [event('Started', 'CablePluggedIn', 'EVConnected', { evse })],
    kept: [going],
  },
  {
    name: 'TC_E_29 TC_E_30 TC_E_31 TC_E_33 TC_E_34: how a transaction stands is asked with and without its id; what was queued follows',
    versions,
    steps: [
      event('Started', 'Authorized', 'Charging', { evse, idToken }),
      'hangs up and comes back',
      operator(
        ({ prefix }) =>
          `${prefix}GetTransactionStatus(stationId: $id, request: { transactionId: "tx" }) { state answer { ongoingIndicator messagesInQueue } }`,
        ['GetTransactionStatus', { transactionId }],
        { ongoingIndicator: false, messagesInQueue: true },
        { answer: { ongoingIndicator: false, messagesInQueue: true } },
      ),
      event('Updated', 'MeterValuePeriodic', 'Charging', {
        offline: true,
        meterValue: reading(10, 1500, 'Sample.Periodic'),
      }),
      event('Ended', 'EVDeparted', 'Idle', {
        offline: true,
        stoppedReason: 'EVDisconnected',
        meterValue: reading(20, 2000, 'Transaction.End'),
      }),
      operator(
        ({ prefix }) =>
          `${prefix}GetTransactionStatus(stationId: $id) { state answer { ongoingIndicator messagesInQueue } }`,
        ['GetTransactionStatus', {}],
        { messagesInQueue: false },
        { answer: { ongoingIndicator: null, messagesInQueue: false } },
      ),
    ],
    kept: [{ ...ended, offline: true, energyWh: 500 }],
  },
];

/** What is triggered, for which place, and what the station then says. */
const triggers: [ids: string, message: string, place: object | undefined, then: Step][] = [
  ['TC_F_11', 'MeterValues', evse, says('MeterValues', { evseId: 1, meterValue: reading(0, 5, 'Trigger') })],
  [
    'TC_F_12',
    'MeterValues',
    undefined,
    says('MeterValues', { evseId: 1, meterValue: reading(0, 5, 'Trigger') }),
  ],
  ['TC_F_13', 'TransactionEvent', evse, event('Updated', 'Trigger', 'Charging')],
  ['TC_F_14', 'TransactionEvent', undefined, event('Updated', 'Trigger', 'Charging')],
  ['TC_F_15', 'LogStatusNotification', undefined, says('LogStatusNotification', { status: 'Idle' })],
  [
    'TC_F_18',
    'FirmwareStatusNotification',
    undefined,
    says('FirmwareStatusNotification', { status: 'Idle' }),
  ],
  ['TC_F_20', 'Heartbeat', undefined, says('Heartbeat', {}, { currentTime: String })],
  [
    ...(['TC_F_23 TC_F_24', 'StatusNotification', evse] as const),
    says('StatusNotification', { timestamp: at(0), connectorStatus: 'Available', evseId: 1, connectorId: 1 }),
  ],
];
const triggered: Case[] = triggers.map(([ids, message, place, then]) => ({
  name: `${ids}: ${message} is triggered${place ? ' for an EVSE' : ''} and comes`,
  versions,
  steps: [
    event('Started', 'Authorized', 'Charging', { evse, idToken }),
    operator(
      ({ prefix }) =>
        `${prefix}TriggerMessage(stationId: $id, request: { requestedMessage: ${message}${place ? ', evse: { id: 1, connectorId: 1 }' : ''} }) { ${status} }`,
      ['TriggerMessage', { requestedMessage: message, ...(place && { evse: place }) }],
      { status: 'Accepted' },
      answered('Accepted'),
    ),
    then,
  ],
  kept: [going],
}));

const others: Case[] = [
  {
    name: 'TC_F_27: a trigger that the station has not implemented is told so',
    versions,
    steps: [
      operator(
        `triggerMessage(stationId: $id, message: Heartbeat) { ${status} }`,
        ['TriggerMessage', { requestedMessage: 'Heartbeat' }],
        { status: 'NotImplemented' },
        answered('NotImplemented'),
      ),
    ],
  },
  {
    name: 'TC_F_06: a connector is unlocked by both of its numbers',
    versions,
    steps: [
      operator(
        `unlockConnector(stationId: $id, evseId: 1, connectorId: 2) { ${status} }`,
        ['UnlockConnector', { evseId: 1, connectorId: 2 }],
        { status: 'Unlocked' },
        answered('Unlocked'),
      ),
    ],
  },
];

const begin = event('Started', 'Authorized', 'Charging', { evse, idToken });
const metered: Case[] = [
  {
    name: 'TC_J_01: clock-aligned values while nobody charges',
    versions,
    steps: [says('MeterValues', { evseId: 1, meterValue: reading(0, 1000, 'Sample.Clock') })],
    samples: { all: 1, outside: 1 },
  },
  ...(
    [
      ['TC_J_02', 'MeterValueClock', 'Sample.Clock', false],
      ['TC_J_09', 'MeterValuePeriodic', 'Sample.Periodic', false],
      ['TC_J_04', 'MeterValueClock', 'Sample.Clock', true],
      ['TC_J_11', 'MeterValuePeriodic', 'Sample.Periodic', true],
    ] as const
  ).map(
    ([id, trigger, context, signed]): Case => ({
      name: `${id}: ${context} values on the way${signed ? ', signed' : ''}`,
      versions,
      steps: [
        begin,
        event('Updated', trigger, 'Charging', { meterValue: reading(10, 1000, context, signed) }),
      ],
      kept: [going],
      samples: { all: 1 },
    }),
  ),
  ...(['TC_J_03', 'TC_J_10'] as const).map(
    (id): Case => ({
      name: `${id}: ${id === 'TC_J_03' ? 'clock-aligned' : 'sampled'} values at the end count`,
      versions,
      steps: [
        begin,
        event('Ended', 'EVDeparted', 'Idle', {
          stoppedReason: 'EVDisconnected',
          meterValue: [
            ...reading(5, 1000, id === 'TC_J_03' ? 'Sample.Clock' : 'Sample.Periodic'),
            ...reading(10, 1700, 'Transaction.End'),
          ],
        }),
      ],
      kept: [{ ...ended, energyWh: 700 }],
      samples: { all: 2 },
    }),
  ),
  ...(['TC_J_07', 'TC_J_08'] as const).map(
    (id): Case => ({
      name: `${id}: values at the start, the EVSE ${id === 'TC_J_07' ? 'known' : 'not yet known'}`,
      versions,
      steps: [
        event('Started', 'Authorized', undefined, {
          ...{ idToken, meterValue: reading(0, 1000, 'Transaction.Begin') },
          ...(id === 'TC_J_07' ? { evse } : {}),
        }),
        event('Updated', 'CablePluggedIn', 'Charging', { evse }),
      ],
      kept: [{ ...going, evseId: 1 }],
      samples: { all: 1 },
    }),
  ),
];

export const cases2: Case[] = [...starts, ...stops, ...sessions, ...triggered, ...others, ...metered];
