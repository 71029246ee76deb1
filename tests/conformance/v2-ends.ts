import type { Case, Step } from './case.js';
import { authorize, ended, event, evse, idToken, reading, unplugged, versions } from './v2-words.js';

const meterValue = reading(0, 1000, 'Transaction.Begin', true);
const charging = event('Started', 'ChargingStateChanged', 'Charging', { evse, idToken });

/** Each TxStartPoint: what comes first. */
const starts: { name: string; first: Step }[] = [
  { name: 'TC_E_01: a transaction that starts when the power path closes', first: charging },
  { name: 'TC_E_02: a transaction that starts when energy flows', first: charging },
  {
    name: 'TC_E_09: a transaction that starts when the EV is connected',
    first: event('Started', 'CablePluggedIn', 'EVConnected', { evse }),
  },
  {
    name: 'TC_E_10: a transaction that starts when it is authorized',
    first: event('Started', 'Authorized', undefined, { idToken }),
  },
  {
    name: 'TC_E_11: a transaction that starts when the meter has signed',
    first: event('Started', 'SignedDataReceived', 'EVConnected', { evse, meterValue }),
  },
  {
    name: 'TC_E_12: a transaction that starts when the parking bay is taken',
    first: event('Started', 'EVDetected', undefined, { evse: { id: 1 } }),
  },
];

/** Each TxStopPoint with the reasons that it may have. */
const stops: [trigger: string, ...reasons: string[]][] = [
  ['StopAuthorized', 'Local', 'MasterPass'],
  ['EVDeparted', 'EVDisconnected'],
  ['EVCommunicationLost', 'EVDisconnected'],
  ['ChargingStateChanged', 'StoppedByEV', 'SOCLimitReached'],
  ['Deauthorized', 'DeAuthorized'],
  ['EnergyLimitReached', 'EnergyLimitReached'],
  ['TimeLimitReached', 'TimeLimitReached'],
  ['AbnormalCondition', 'EmergencyStop', 'GroundFault', 'PowerLoss', 'PowerQuality'],
  ['ResetCommand', 'ImmediateReset'],
];

export const ends: Case[] = [
  ...starts.map(({ name, first }) => ({
    ...{ name, versions, kept: [ended] },
    steps: [authorize, first, event('Updated', 'Authorized', 'Charging', { evse, idToken }), unplugged],
  })),
  ...stops.flatMap(([trigger, ...reasons]) => reasons.map((reason) => stop(trigger, reason))),
];

function stop(trigger: string, stoppedReason: string): Case {
  return {
    name: `TC_E_07 TC_E_08 TC_E_14 TC_E_15 TC_E_17 TC_E_19 TC_E_20 TC_E_22: a transaction that ends by ${trigger}, ${stoppedReason}`,
    versions,
    steps: [
      event('Started', 'Authorized', 'Charging', { evse, idToken, meterValue }),
      event('Ended', trigger, 'EVConnected', {
        stoppedReason,
        meterValue: reading(10, 2500, 'Transaction.End'),
      }),
    ],
    kept: [{ ...ended, stoppedReason, energyWh: 1500 }],
  };
}
