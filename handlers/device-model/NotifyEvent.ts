import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { small, whole } from '../bounds.js';
import { timeOf } from '../clock.js';
import { type DeviceEvent, keepDeviceEvents } from './device-events.js';
import { nameOf } from './variable-name.js';

/** The station noticed something: a monitor fired, or a part of it has a problem (N07, G05). */
export default on<DeviceEvent[], null>({
  read: {
    v2: ({ eventData }: V201.NotifyEventRequest | V21.NotifyEventRequest, { receivedAt }) =>
      eventData.map((is) => noticed(is, receivedAt)),
  },
  keep: keepDeviceEvents,
  answer: { v2: () => ({}) },
});

const noticed = (is: V201.EventDataType | V21.EventDataType, receivedAt: Date): DeviceEvent => ({
  ...nameOf(is),
  eventId: whole(is.eventId),
  occurredAt: timeOf(is.timestamp, receivedAt),
  trigger: is.trigger,
  cause: whole(is.cause),
  actualValue: is.actualValue,
  techCode: is.techCode || null,
  techInfo: is.techInfo || null,
  cleared: is.cleared ?? null,
  transactionId: is.transactionId || null,
  monitorId: whole(is.variableMonitoringId),
  eventNotificationType: is.eventNotificationType,
  severity: 'severity' in is ? small(is.severity) : null,
});
