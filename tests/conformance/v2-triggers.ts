import { type Case, operator, type Step, says } from './case.js';
import { answered, at, begin, event, evse, going, reading, status, versions } from './v2-words.js';

interface Trigger {
  name: string;
  message: string;
  evse?: object;
  /** What the station then says. */
  follows: Step;
}

const values = says('MeterValues', { evseId: 1, meterValue: reading(0, 5, 'Trigger') });
const running = event('Updated', 'Trigger', 'Charging');

const triggers: Trigger[] = [
  { name: 'TC_F_11: MeterValues of an EVSE are triggered', message: 'MeterValues', evse, follows: values },
  { name: 'TC_F_12: MeterValues of all EVSEs are triggered', message: 'MeterValues', follows: values },
  {
    name: 'TC_F_13: TransactionEvent of an EVSE is triggered',
    message: 'TransactionEvent',
    evse,
    follows: running,
  },
  {
    name: 'TC_F_14: TransactionEvent of all EVSEs is triggered',
    message: 'TransactionEvent',
    follows: running,
  },
  {
    name: 'TC_F_15: LogStatusNotification is triggered',
    ...{ message: 'LogStatusNotification', follows: says('LogStatusNotification', { status: 'Idle' }) },
  },
  {
    name: 'TC_F_18: FirmwareStatusNotification is triggered',
    ...{
      message: 'FirmwareStatusNotification',
      follows: says('FirmwareStatusNotification', { status: 'Idle' }),
    },
  },
  {
    name: 'TC_F_20: Heartbeat is triggered',
    ...{ message: 'Heartbeat', follows: says('Heartbeat', {}, { currentTime: String }) },
  },
  {
    name: 'TC_F_23 TC_F_24: StatusNotification of an EVSE is triggered',
    ...{ message: 'StatusNotification', evse },
    follows: says('StatusNotification', {
      timestamp: at(0),
      connectorStatus: 'Available',
      evseId: 1,
      connectorId: 1,
    }),
  },
];

const trigger = ({ message, ...of }: Trigger): Step => {
  const place = of.evse ? ', evse: { id: 1, connectorId: 1 }' : '';
  return operator(
    ({ prefix }) =>
      `${prefix}TriggerMessage(stationId: $id, request: { requestedMessage: ${message}${place} }) { ${status} }`,
    ['TriggerMessage', { requestedMessage: message, ...(of.evse && { evse: of.evse }) }],
    { status: 'Accepted' },
    answered('Accepted'),
  );
};

export const triggered: Case[] = [
  ...triggers.map((each) => ({
    ...{ name: each.name, versions, kept: [going] },
    steps: [begin, trigger(each), each.follows],
  })),
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
