import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import { on } from '../action.js';
import { short } from '../bounds.js';
import { timeOf } from '../clock.js';
import { keepSecurityEvents, type SecurityEvent } from './security-events.js';

type Request = V16.SecurityEventNotificationRequest | V201.SecurityEventNotificationRequest;

/** Something happened that touches the station's security (A04). */
export default on<SecurityEvent, null>({
  read: { v16: event, v2: event },
  keep: keepSecurityEvents,
  answer: { v16: () => ({}), v2: () => ({}) },
});

function event({ type, techInfo, timestamp }: Request, { receivedAt }: { receivedAt: Date }): SecurityEvent {
  return { type: short(type), techInfo: short(techInfo ?? ''), at: timeOf(timestamp, receivedAt) };
}
