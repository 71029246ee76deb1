import { aboutNow, ago, call, meter, type Quirk, refused, start, started, stop } from './quirk.js';

const importRegister = 'Energy.Active.Import.Register';
const ended = { status: 'ENDED', energy_wh: 2500 };

/** 1.6, several values at one time, all of the running transaction. */
const values = (minutes: number, ...sampledValue: object[]): unknown[] =>
  call('MeterValues', { connectorId: 1, meterValue: [{ timestamp: ago(minutes), sampledValue }] });

const _lifetime = (phase: string, value: string) => ({ value, phase, measurand: importRegister, unit: 'Wh' });

/** Times that are missing, wrong, or written in an odd way. */
export const clocks: Quirk[] = [
  {
    name: 'a clock that was never set: 1970 is taken as now, and a retry is still a retry',
    seen: 'MicroOcpp#311, MicroOcpp PR#354',
    version: 'ocpp1.6',
    send: [
      start({ timestamp: '1970-01-01T00:00:21Z' }),
      start({ timestamp: '1970-01-01T00:00:21Z' }),
      meter('1500', { at: '1970-01-01T00:01:00Z' }),
    ],
    both: {
      answers: [started, 'again', {}],
      kept: {
        transactions: [{ started_at: aboutNow, energy_wh: 500 }],
        samples: [{ measured_at: aboutNow }],
      },
    },
  },
  {
    name: 'a session of 29 million minutes: begun in 1970, ended today',
    seen: 'lbbrhzn#1767',
    version: 'ocpp1.6',
    send: [
      start({ timestamp: '1970-01-01T00:00:21.000Z' }),
      ({ transactionId }) => stop(transactionId, { timestamp: ago(0) }),
    ],
    both: {
      answers: [started, {}],
      kept: { transactions: [{ ...ended, started_at: aboutNow, ended_at: aboutNow }] },
    },
  },
  {
    name: 'a clock two days ahead is not believed',
    seen: 'evcc#15874',
    version: 'ocpp1.6',
    send: [meter('5', { at: ago(-2880) })],
    both: { answers: [{}], kept: { samples: [{ measured_at: aboutNow, received_at: aboutNow }] } },
  },
  {
    name: 'an empty string for a time',
    seen: 'libocpp#678',
    version: 'ocpp1.6',
    send: [meter('5', { at: '' })],
    findings: ['/meterValue/0/timestamp format'],
    lenient: { answers: [{}], kept: { samples: [{ value: 5, measured_at: aboutNow }] } },
    strict: refused('PropertyConstraintViolation'),
  },
  {
    name: 'a time without a zone is UTC',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [start({ timestamp: ago(30).toISOString().replace('Z', '') })],
    findings: ['/timestamp format'],
    lenient: { answers: [started], kept: { transactions: [{ started_at: ago(30) }] } },
    strict: refused('PropertyConstraintViolation'),
  },
  {
    name: 'a time with a space and a zone without a colon',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [start({ timestamp: ago(30).toISOString().replace('T', ' ').replace(/\..*/, '+0000') })],
    both: { answers: [started], kept: { transactions: [{ started_at: ago(30) }] } },
  },
  {
    name: 'times with and without milliseconds are one time',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [start(), start({ timestamp: ago(30).toISOString().replace('.000Z', 'Z') })],
    both: { answers: [started, 'again'], kept: { transactions: [{ started_at: ago(30) }] } },
  },
  {
    name: 'clock-aligned and periodic readings of one time are two readings',
    seen: 'libocpp#445',
    version: 'ocpp1.6',
    send: [
      values(15, { value: '7', context: 'Sample.Clock' }, { value: '7', context: 'Sample.Periodic' }),
      values(15, { value: '7', context: 'Sample.Clock' }),
    ],
    both: { answers: [{}, {}], kept: { samples: [{ measured_at: ago(15) }, { measured_at: ago(15) }] } },
  },
];
