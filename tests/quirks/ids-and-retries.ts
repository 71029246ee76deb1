import {
  aboutNow,
  ago,
  blockedTag,
  call,
  event,
  evse,
  idToken,
  type Quirk,
  reconnect,
  register,
  start,
  started,
  stop,
  tag,
} from './quirk.js';

const oneOpen = [{ status: 'ACTIVE', id_token: tag, meter_start_wh: 1000, started_at: ago(30) }];
const firstStop = { meter_stop_wh: 3500, energy_wh: 2500, ended_at: ago(10), stopped_reason: 'Local' };
const oneEnded = [{ status: 'ENDED', ...firstStop }];

/** Messages told twice, told too late, or told under ids that mean nothing. */
export const idsAndRetries: Quirk[] = [
  {
    name: 'a start sent three times under one message id is one transaction with one number',
    seen: 'MicroOcpp#50',
    version: 'ocpp1.6',
    send: [start({}, 'same'), start({}, 'same'), start({}, 'same')],
    both: {
      answers: [started, 'again', 'again'],
      kept: { transactions: oneOpen, messages: [{ event_type: 'Started', repeats: 2 }] },
    },
  },
  {
    name: 'a start sent again under a new message id is the same transaction',
    seen: 'libocpp PR#298',
    version: 'ocpp1.6',
    send: [start(), reconnect, start()],
    both: { answers: [started, 'again'], kept: { transactions: oneOpen } },
  },
  {
    name: 'a start told once more after its transaction has ended opens nothing',
    seen: 'steve#1294, steve#81',
    version: 'ocpp1.6',
    send: [start(), ({ transactionId }) => stop(transactionId), start()],
    both: {
      answers: [started, {}, started],
      kept: {
        transactions: oneEnded,
        messages: [{ event_type: 'Started', repeats: 1 }, { event_type: 'Ended' }],
      },
    },
  },
  {
    name: 'two different stops of one transaction: the first one wins, the other is noted',
    seen: 'steve#955',
    version: 'ocpp1.6',
    send: [
      start(),
      ({ transactionId }) => stop(transactionId),
      ({ transactionId }) => stop(transactionId, { meterStop: 9999, timestamp: ago(5), reason: 'PowerLoss' }),
    ],
    both: {
      answers: [started, {}, {}],
      kept: {
        transactions: oneEnded,
        messages: [
          { event_type: 'Started' },
          { event_type: 'Ended', superseded: false, occurred_at: ago(10) },
          { event_type: 'Ended', superseded: true, occurred_at: ago(5) },
        ],
      },
    },
  },
  {
    name: 'one stop sent three times is counted, and kept once',
    seen: 'steve#1293',
    version: 'ocpp1.6',
    send: [
      start(),
      ({ transactionId }) => stop(transactionId),
      ({ transactionId }) => stop(transactionId),
      ({ transactionId }) => stop(transactionId),
    ],
    both: {
      answers: [started, {}, 'again', 'again'],
      kept: {
        transactions: oneEnded,
        messages: [{ event_type: 'Started' }, { event_type: 'Ended', repeats: 2 }],
      },
    },
  },
  {
    name: 'a stop of a transaction nobody knows is answered well, so it ends, and left for a person once',
    seen: 'steve#156',
    version: 'ocpp1.6',
    send: [stop(777_777), stop(777_777)],
    both: {
      answers: [{}, {}],
      kept: { orphans: [{ action: 'StopTransaction', payload: { transactionId: 777_777 } }] },
    },
  },
  {
    name: 'a start with a tag nobody knows gets a number all the same',
    seen: 'steve#134',
    version: 'ocpp1.6',
    send: [start({ idTag: 'NOBODY' })],
    both: {
      answers: [{ transactionId: (id: unknown) => Number(id) > 0, idTagInfo: { status: 'Invalid' } }],
      kept: { transactions: [{ status: 'REFUSED', authorization_status: 'Unknown', ended_at: null }] },
    },
  },
  {
    name: 'a refused start is kept with its status, and closes with the stop that the charger sends for it',
    seen: 'steve#1478',
    version: 'ocpp1.6',
    send: [
      start({ idTag: blockedTag }),
      ({ transactionId }) => stop(transactionId, { meterStop: 1000, reason: 'DeAuthorized' }),
    ],
    both: {
      answers: [{ idTagInfo: { status: 'Blocked' } }, {}],
      kept: {
        transactions: [
          { status: 'REFUSED', ended_at: ago(10), energy_wh: 0, stopped_reason: 'DeAuthorized' },
        ],
      },
    },
  },
  {
    name: 'message ids begin anew with each connection: one id, two different messages, both count',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [start({}, '1'), reconnect, start({ connectorId: 2, timestamp: ago(15) }, '1')],
    both: {
      answers: [started, started],
      kept: {
        transactions: [
          { evse_id: 1, status: 'ACTIVE' },
          { evse_id: 2, status: 'ACTIVE', started_at: ago(15) },
        ],
      },
    },
  },
  {
    name: 'an answer under an id that nobody asked is kept and answered by nothing',
    seen: 'mh#297',
    version: 'ocpp1.6',
    send: [
      [3, 'nobody', { status: 'Accepted' }],
      [4, 'nobody', 'GenericError', '', {}],
    ],
    both: { answers: ['nothing', 'nothing'] },
  },
  {
    name: 'messages of a 2.x session that come after its end do not open it again',
    seen: 'lbbrhzn PR#2141',
    version: 'ocpp2.0.1',
    send: [
      event('Started', 0, 30, { evse, idToken, offline: true }),
      event('Ended', 3, 10, { evse, offline: true, meterValue: register(2500, 10) }),
      event('Updated', 1, 20, { evse, offline: true, meterValue: register(1000, 20) }),
      event('Updated', 2, 15, { evse, offline: true, meterValue: register(1800, 15) }),
    ],
    both: {
      answers: [{ idTokenInfo: { status: 'Accepted' } }, {}, {}, {}],
      kept: {
        transactions: [
          {
            status: 'ENDED',
            started_at: ago(30),
            ended_at: ago(10),
            energy_wh: 1500,
            offline: true,
            last_seq_no: 3,
          },
        ],
        samples: [{ value: 1000 }, { value: 1800 }, { value: 2500 }],
      },
    },
  },
  {
    name: 'an Updated that is dated after the end changes nothing of the end',
    seen: 'citrineos#30, citrineos#204',
    version: 'ocpp2.0.1',
    send: [
      event('Started', 0, 30, { evse }),
      event('Ended', 1, 10),
      event('Updated', 2, 5),
      event('Ended', 3, 1),
    ],
    both: {
      answers: [{}, {}, {}, {}],
      kept: {
        transactions: [{ status: 'ENDED', ended_at: ago(10) }],
        messages: [
          { event_type: 'Started' },
          { event_type: 'Ended', superseded: false },
          { event_type: 'Updated' },
          { event_type: 'Ended', superseded: true },
        ],
      },
    },
  },
  {
    name: 'an end that comes before its start and its middle',
    seen: 'core PR#1053',
    version: 'ocpp2.0.1',
    send: [
      event('Ended', 2, 10, { evse }),
      event('Started', 0, 30, { evse, idToken }),
      event('Updated', 1, 20, { evse }),
    ],
    both: {
      answers: [{}, { idTokenInfo: { status: 'Accepted' } }, {}],
      kept: { transactions: [{ status: 'ENDED', started_at: ago(30), ended_at: ago(10), id_token: tag }] },
    },
  },
  {
    name: 'numbers for message ids come back as numbers',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [call('Heartbeat', {}, 7), call('Heartbeat', {}, -3), call('Heartbeat', {}, 0)],
    both: { answers: [{ currentTime: aboutNow }, { currentTime: aboutNow }, { currentTime: aboutNow }] },
  },
  {
    name: 'a message id of 300 characters comes back whole, one of 301 is none',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [call('Heartbeat', {}, 'i'.repeat(300)), call('Heartbeat', {}, 'i'.repeat(301))],
    both: { answers: [{ currentTime: aboutNow }, 'code RpcFrameworkError'] },
  },
];
