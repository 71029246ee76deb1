import { ago, blockedTag, meter, type Quirk, start, started, stop, tag } from './quirk.js';

const _accepted = { idTokenInfo: { status: 'Accepted' } };
const ended = { status: 'ENDED', energy_wh: 2500, ended_at: ago(10) };
const _status1 = { status: 'Charging', errorCode: 'NoError' };

/** Numbers that name no transaction of the station. */
export const transactionIds: Quirk[] = [
  {
    name: 'a stop with -1 ends the one transaction that is open',
    seen: 'steve#292',
    version: 'ocpp1.6',
    send: [start(), stop(-1)],
    both: { answers: [started, {}], kept: { transactions: [ended] } },
  },
  {
    name: 'a stop with -1 for a start that never came is an orphan',
    seen: 'libocpp#495',
    version: 'ocpp1.6',
    send: [stop(-1, { idTag: tag })],
    both: {
      answers: [{ idTagInfo: { status: 'Accepted' } }],
      kept: { orphans: [{ action: 'StopTransaction', payload: { transactionId: -1, meterStop: 3500 } }] },
    },
  },
  {
    name: 'a refused charger charges anyway and stops with -1: the refused transaction gets the end and the energy',
    seen: 'occore#55',
    version: 'ocpp1.6',
    send: [start({ idTag: blockedTag }), stop(-1)],
    both: {
      answers: [{ transactionId: (id: unknown) => Number(id) > 0, idTagInfo: { status: 'Blocked' } }, {}],
      kept: { transactions: [{ status: 'REFUSED', energy_wh: 2500, ended_at: ago(10) }] },
    },
  },
  {
    name: 'meter values with transactionId 0 at random belong to what runs there',
    seen: 'mh#478',
    version: 'ocpp1.6',
    send: [
      start(),
      ({ transactionId }) => meter('1500', { transactionId, at: ago(25) }),
      meter('2000', { transactionId: 0, at: ago(20) }),
      meter('2600', { transactionId: -1, at: ago(15) }),
    ],
    both: {
      answers: [started, {}, {}, {}],
      kept: {
        transactions: [{ status: 'ACTIVE', energy_wh: 1600 }],
        samples: [{ value: 1500 }, { value: 2000 }, { value: 2600, transaction_ref: Number }],
      },
    },
  },
  {
    name: 'transactionId 0 and kWh outside any transaction: a reading, no orphan',
    seen: 'ev-dashboard#1817',
    version: 'ocpp1.6',
    send: [meter('12.345', { transactionId: 0, unit: 'kWh' })],
    both: { answers: [{}], kept: { samples: [{ value: 12_345, unit: 'Wh', transaction_ref: null }] } },
  },
  {
    name: 'a negative number that the charger made up offline ends what is open',
    seen: 'lbbrhzn#1000',
    version: 'ocpp1.6',
    send: [start(), meter('2000', { transactionId: -1_234_567 }), stop(-1_234_567, { idTag: tag })],
    both: {
      answers: [started, {}, { idTagInfo: { status: 'Accepted' } }],
      kept: { transactions: [ended], samples: [{ value: 2000, transaction_ref: Number }] },
    },
  },
  {
    name: 'transactionId 9223372036854775807 breaks nothing, and its energy is left for a person',
    seen: 'lbbrhzn#45',
    version: 'ocpp1.6',
    send: [
      `[2,"max","MeterValues",{"connectorId":1,"transactionId":9223372036854775807,"meterValue":[{"timestamp":"${ago(20).toISOString()}","sampledValue":[{"value":"5"}]}]}]`,
      `[2,"stop","StopTransaction",{"transactionId":9223372036854775807,"meterStop":7,"timestamp":"${ago(10).toISOString()}"}]`,
    ],
    both: {
      answers: [{}, {}],
      kept: { orphans: [{ action: 'MeterValues' }, { action: 'StopTransaction' }], samples: [{ value: 5 }] },
    },
  },
  {
    name: "a stop with the number of another station's transaction ends nothing there",
    seen: 'occore#34',
    version: 'ocpp1.6',
    send: [({ neighboursTransactionId }) => stop(neighboursTransactionId)],
    both: { answers: [{}], kept: { orphans: [{ action: 'StopTransaction' }] } },
  },
];
