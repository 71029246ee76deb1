import {
  ago,
  call,
  event,
  evse,
  meter,
  type Quirk,
  refused,
  register,
  start,
  started,
  stop,
} from './quirk.js';

const importRegister = 'Energy.Active.Import.Register';
const ended = { status: 'ENDED', energy_wh: 2500 };

/** 1.6, several values at one time, all of the running transaction. */
const values = (minutes: number, ...sampledValue: object[]): unknown[] =>
  call('MeterValues', { connectorId: 1, meterValue: [{ timestamp: ago(minutes), sampledValue }] });

const lifetime = (phase: string, value: string) => ({ value, phase, measurand: importRegister, unit: 'Wh' });

/** Readings of odd measurands, in odd units and places. */
export const meterValues: Quirk[] = [
  {
    name: 'readings without energy do not wipe the energy known',
    seen: 'core PR#868',
    version: 'ocpp2.0.1',
    send: [
      event('Started', 0, 30, { evse, meterValue: register(1000, 30) }),
      event('Updated', 1, 20, { meterValue: register(3500, 20) }),
      event('Updated', 2, 15, {
        meterValue: [{ timestamp: ago(15), sampledValue: [{ value: 230, measurand: 'Voltage' }] }],
      }),
    ],
    both: {
      answers: [{}, {}, {}],
      kept: {
        transactions: [{ status: 'ACTIVE', energy_wh: 2500 }],
        samples: [{}, {}, { value: 230, unit: 'V', measurand: 'Voltage' }],
      },
    },
  },
  {
    name: 'MeterValues without a transactionId count for the transaction that runs there',
    seen: 'core PR#1025',
    version: 'ocpp1.6',
    send: [start(), meter('3500')],
    both: {
      answers: [started, {}],
      kept: {
        transactions: [{ status: 'ACTIVE', energy_wh: 2500 }],
        samples: [{ value: 3500, transaction_ref: Number }],
      },
    },
  },
  {
    name: 'registers phase by phase, without their sum, add up',
    seen: 'core PR#395',
    version: 'ocpp1.6',
    send: [
      start(),
      values(25, lifetime('L1', '400'), lifetime('L2', '300'), lifetime('L3', '300')),
      values(20, lifetime('L1', '1500'), lifetime('L2', '1000'), lifetime('L3', '1000')),
    ],
    both: {
      answers: [started, {}, {}],
      kept: {
        transactions: [{ energy_wh: 2500 }],
        samples: [{}, {}, {}, {}, {}, { value: 1500, phase: 'L1' }],
      },
    },
  },
  {
    name: 'intervals are the energy where no register is told',
    seen: 'core PR#395',
    version: 'ocpp2.0.1',
    send: [
      event('Started', 0, 30, { evse }),
      ...[25, 20].map((minutes, i) =>
        event('Updated', i + 1, minutes, {
          meterValue: [
            {
              timestamp: ago(minutes),
              sampledValue: [{ value: 1250, measurand: 'Energy.Active.Import.Interval' }],
            },
          ],
        }),
      ),
    ],
    both: { answers: [{}, {}, {}], kept: { transactions: [{ energy_wh: 2500 }], samples: [{}, {}] } },
  },
  {
    name: 'ABB: the session counts from 0 inside a transaction, the lifetime outside, under one measurand',
    seen: 'lbbrhzn PR#919, lbbrhzn#374',
    version: 'ocpp1.6',
    send: [
      meter('1000000', { at: ago(40) }),
      start({ meterStart: 0 }),
      ({ transactionId }) => meter('2500', { transactionId, at: ago(12) }),
      ({ transactionId }) => stop(transactionId, { meterStop: 2500 }),
      meter('1002500', { at: ago(5) }),
    ],
    both: {
      answers: [{}, started, {}, {}, {}],
      kept: {
        transactions: [ended],
        samples: [{ transaction_ref: null }, { value: 2500 }, { value: 1_002_500, transaction_ref: null }],
      },
    },
  },
  {
    name: 'energy in kWh is kept in Wh',
    seen: 'steve#738',
    version: 'ocpp1.6',
    send: [start(), meter('3.5', { unit: 'kWh' })],
    both: {
      answers: [started, {}],
      kept: { transactions: [{ energy_wh: 2500 }], samples: [{ value: 3500, unit: 'Wh' }] },
    },
  },
  {
    name: 'Wh and kWh in one transaction',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [start(), meter('2000', { unit: 'Wh', at: ago(25) }), meter('3.5', { unit: 'kWh', at: ago(20) })],
    both: {
      answers: [started, {}, {}],
      kept: { transactions: [{ energy_wh: 2500 }], samples: [{ value: 2000 }, { value: 3500 }] },
    },
  },
  {
    name: 'a measurand that is none is kept under its own name',
    seen: 'mh#54',
    version: 'ocpp1.6',
    send: [meter('5', { measurand: 'Energy.Total' })],
    findings: ['/meterValue/0/sampledValue/0/measurand enum'],
    lenient: { answers: [{}], kept: { samples: [{ measurand: 'Energy.Total', value: 5 }] } },
    strict: refused('PropertyConstraintViolation'),
  },
  {
    name: 'the unit Hz, which 1.6 forgot',
    seen: 'lbbrhzn#1576',
    version: 'ocpp1.6',
    send: [meter('50.02', { measurand: 'Frequency', unit: 'Hz' })],
    findings: ['/meterValue/0/sampledValue/0/unit enum'],
    lenient: { answers: [{}], kept: { samples: [{ measurand: 'Frequency', unit: 'Hz', value: 50.02 }] } },
    strict: refused('PropertyConstraintViolation'),
  },
  {
    name: 'Alfen: a context that is none',
    seen: 'lbbrhzn#361',
    version: 'ocpp1.6',
    send: [meter('5', { context: 'Sample.Periodical' })],
    findings: ['/meterValue/0/sampledValue/0/context enum'],
    lenient: { answers: [{}], kept: { samples: [{ context: 'Sample.Periodical', value: 5 }] } },
    strict: refused('PropertyConstraintViolation'),
  },
  {
    name: 'Vestel: an empty sampledValue',
    seen: 'lbbrhzn#466',
    version: 'ocpp1.6',
    send: [call('MeterValues', { connectorId: 1, meterValue: [{ timestamp: ago(20), sampledValue: [] }] })],
    both: { answers: [{}] },
  },
  {
    name: 'an empty sampledValue in 2.x',
    seen: 'lbbrhzn#466',
    version: 'ocpp2.0.1',
    send: [call('MeterValues', { evseId: 1, meterValue: [{ timestamp: ago(20), sampledValue: [] }] })],
    findings: ['/meterValue/0/sampledValue minItems'],
    lenient: { answers: [{}] },
    strict: refused('OccurrenceConstraintViolation'),
  },
  {
    name: 'a sampled value of 1,000 characters is kept as it came',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [values(20, { value: 'OCMF|'.padEnd(1000, 'x'), format: 'SignedData' })],
    both: { answers: [{}], kept: { samples: [{ value: null, raw_value: 'OCMF|'.padEnd(1000, 'x') }] } },
  },
  {
    name: 'a 1.6 value as a number, not as text',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [meter(5.5)],
    findings: ['/meterValue/0/sampledValue/0/value type'],
    lenient: { answers: [{}], kept: { samples: [{ value: 5.5 }] } },
    strict: refused('TypeConstraintViolation'),
  },
];
