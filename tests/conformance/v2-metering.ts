import { type Case, says } from './case.js';
import { begin, ended, event, evse, going, idToken, reading, versions } from './v2-words.js';

const underway = (trigger: string, context: string, signed = false): Omit<Case, 'name'> => ({
  versions,
  steps: [begin, event('Updated', trigger, 'Charging', { meterValue: reading(10, 1000, context, signed) })],
  kept: [going],
  samples: { all: 1 },
});

const atTheEnd = (context: string): Omit<Case, 'name'> => ({
  versions,
  steps: [
    begin,
    event('Ended', 'EVDeparted', 'Idle', {
      stoppedReason: 'EVDisconnected',
      meterValue: [...reading(5, 1000, context), ...reading(10, 1700, 'Transaction.End')],
    }),
  ],
  kept: [{ ...ended, energyWh: 700 }],
  samples: { all: 2 },
});

const atTheStart = (place: object): Omit<Case, 'name'> => ({
  versions,
  steps: [
    event('Started', 'Authorized', undefined, {
      ...{ idToken, meterValue: reading(0, 1000, 'Transaction.Begin'), ...place },
    }),
    event('Updated', 'CablePluggedIn', 'Charging', { evse }),
  ],
  kept: [{ ...going, evseId: 1 }],
  samples: { all: 1 },
});

export const metered: Case[] = [
  {
    name: 'TC_J_01: clock-aligned values while nobody charges',
    versions,
    steps: [says('MeterValues', { evseId: 1, meterValue: reading(0, 1000, 'Sample.Clock') })],
    samples: { all: 1, outside: 1 },
  },
  { name: 'TC_J_02: clock-aligned values on the way', ...underway('MeterValueClock', 'Sample.Clock') },
  { name: 'TC_J_03: clock-aligned values at the end count', ...atTheEnd('Sample.Clock') },
  { name: 'TC_J_04: signed clock-aligned values', ...underway('MeterValueClock', 'Sample.Clock', true) },
  { name: 'TC_J_07: sampled values at the start, at a known EVSE', ...atTheStart({ evse }) },
  { name: 'TC_J_08: sampled values at the start, before the EVSE is known', ...atTheStart({}) },
  { name: 'TC_J_09: sampled values on the way', ...underway('MeterValuePeriodic', 'Sample.Periodic') },
  { name: 'TC_J_10: sampled values at the end count', ...atTheEnd('Sample.Periodic') },
  { name: 'TC_J_11: signed sampled values', ...underway('MeterValuePeriodic', 'Sample.Periodic', true) },
];
