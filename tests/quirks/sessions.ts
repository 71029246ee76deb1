import { ago, call, event, evse, idToken, type Quirk, register, tag } from './quirk.js';

const accepted = { idTokenInfo: { status: 'Accepted' } };
const ended = { status: 'ENDED', energy_wh: 2500, ended_at: ago(10) };
const status1 = { status: 'Charging', errorCode: 'NoError' };

/** Messages that leave out what they are about, or come when nobody expects them. */
export const sessions: Quirk[] = [
  {
    name: 'seqNo is 0 in every message: each still counts',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [
      event('Started', 0, 30, { evse, idToken, meterValue: register(1000, 30) }),
      event('Updated', 0, 20, { meterValue: register(2000, 20) }),
      event('Updated', 0, 15, { meterValue: register(3000, 15) }),
      event('Ended', 0, 10, { meterValue: register(3500, 10) }),
    ],
    both: {
      answers: [accepted, {}, {}, {}],
      kept: {
        transactions: [ended],
        messages: [{ seq_no: 0 }, { seq_no: 0 }, { seq_no: 0 }, { seq_no: 0 }],
        samples: [{}, {}, {}, { value: 3500, evse_id: 1 }],
      },
    },
  },
  {
    name: 'Ended tells neither evse nor token, Started no token',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [event('Started', 0, 30, { evse }), event('Updated', 1, 29, { idToken }), event('Ended', 2, 10)],
    both: {
      answers: [{}, accepted, {}],
      kept: { transactions: [{ status: 'ENDED', evse_id: 1, connector_id: 1, id_token: tag }] },
    },
  },
  {
    name: 'evse without a connectorId, then with connectorId 0',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [
      event('Started', 0, 30, { evse: { id: 2 } }),
      event('Updated', 1, 20, { evse: { id: 2, connectorId: 0 } }),
    ],
    both: {
      answers: [{}, {}],
      kept: { transactions: [{ status: 'ACTIVE', evse_id: 2, connector_id: null }] },
    },
  },
  {
    name: 'evse 0 and connector 0 in a status are the station itself',
    seen: 'lbbrhzn PR#2020',
    version: 'ocpp2.0.1',
    send: [
      call('StatusNotification', {
        timestamp: ago(1),
        connectorStatus: 'Available',
        evseId: 0,
        connectorId: 0,
      }),
      call('StatusNotification', {
        timestamp: ago(1),
        connectorStatus: 'Occupied',
        evseId: 1,
        connectorId: 0,
      }),
    ],
    both: {
      answers: [{}, {}],
      kept: {
        connectors: [
          { evse_id: 0, connector_id: 0, status: 'Available' },
          { evse_id: 1, connector_id: 1, status: 'Occupied' },
        ],
      },
    },
  },
  {
    name: 'connector 0 of a 1.6 station is the station itself',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [
      call('StatusNotification', { ...status1, connectorId: 0, status: 'Available', timestamp: ago(1) }),
      call('StatusNotification', { ...status1, connectorId: 1, timestamp: ago(1) }),
    ],
    both: {
      answers: [{}, {}],
      kept: {
        connectors: [
          { evse_id: 0, connector_id: 0, status: 'Available' },
          { evse_id: 1, connector_id: 1, status: 'Occupied', reported_status: 'Charging' },
        ],
      },
    },
  },
  {
    name: 'one card comes under one type when it is shown and under another when it charges',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [
      call('Authorize', { idToken: { idToken: tag, type: 'ISO15693' } }),
      event('Started', 0, 30, { evse, idToken: { idToken: tag.toLowerCase(), type: 'Central' } }),
    ],
    both: { answers: [accepted, accepted], kept: { transactions: [{ authorization_status: 'Accepted' }] } },
  },
  {
    name: '2.x readings come as MeterValues during the transaction, never as Updated',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [
      event('Started', 0, 30, { evse, idToken }),
      call('MeterValues', { evseId: 1, meterValue: register(1000, 28) }),
      call('MeterValues', { evseId: 1, meterValue: register(3500, 12) }),
      event('Ended', 1, 10, { evse }),
    ],
    both: {
      answers: [accepted, {}, {}, {}],
      kept: {
        transactions: [ended],
        samples: [
          { value: 1000, transaction_ref: Number },
          { value: 3500, transaction_ref: Number },
        ],
      },
    },
  },
  {
    name: 'a session without a single reading has no energy, and is a session',
    seen: 'independent client',
    version: 'ocpp2.1',
    send: [event('Started', 0, 30, { evse, idToken }), event('Ended', 1, 10)],
    both: { answers: [accepted, {}], kept: { transactions: [{ status: 'ENDED', energy_wh: 0 }] } },
  },
  {
    name: 'readings that come after the stop and are dated before it still count',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [
      event('Started', 0, 30, { evse, idToken, meterValue: register(1000, 30) }),
      event('Ended', 1, 10, { evse }),
      call('MeterValues', { evseId: 1, meterValue: register(3500, 10) }),
    ],
    both: {
      answers: [accepted, {}, {}],
      kept: { transactions: [ended], samples: [{ value: 1000 }, { value: 3500, transaction_ref: Number }] },
    },
  },
  {
    name: 'readings that come before the stop and are dated after it are not its energy',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [
      event('Started', 0, 30, { evse, idToken, meterValue: register(1000, 30) }),
      event('Ended', 1, 10, { evse, meterValue: register(3500, 10) }),
      call('MeterValues', { evseId: 1, meterValue: register(9000, 5) }),
    ],
    both: {
      answers: [accepted, {}, {}],
      kept: {
        transactions: [ended],
        samples: [{ value: 1000 }, { value: 3500 }, { value: 9000, transaction_ref: null }],
      },
    },
  },
  {
    name: 'readings that come before the transaction is told of are given to it',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [
      call('MeterValues', { evseId: 1, meterValue: register(1000, 28) }),
      event('Started', 0, 30, { evse, idToken }),
      event('Ended', 1, 10, { evse, meterValue: register(3500, 10) }),
    ],
    both: {
      answers: [{}, accepted, {}],
      kept: { transactions: [ended], samples: [{ value: 1000, transaction_ref: Number }, { value: 3500 }] },
    },
  },
];
