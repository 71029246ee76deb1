import { type Case, operator, says } from './case.js';
import {
  answered,
  at,
  authorize,
  ended,
  event,
  evse,
  going,
  idToken,
  reading,
  status,
  transactionId,
  unplugged,
  versions,
} from './v2-words.js';

/** Sessions as they go, with a remote start or without. */
export const sessions: Case[] = [
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
      ...(asks
        ? { name: 'TC_F_02: remote start before the cable, the station asks whether the token may charge' }
        : { name: 'TC_F_03: remote start before the cable, the station takes our word for the token' }),
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
  ...['Authorized', 'RemoteStart'].map(
    (trigger): Case => ({
      name: `TC_E_39 TC_F_04: the cable does not come in time after ${trigger}`,
      versions,
      steps: [
        event('Started', trigger, undefined, { idToken, evse }),
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
