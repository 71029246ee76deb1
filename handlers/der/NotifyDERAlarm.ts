import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { timeOf } from '../clock.js';
import { type DerAlarm, keepDerAlarms } from './der-alarms.js';

/** The grid left its bounds, or came back, while a station feeds it (R04). */
export default on<DerAlarm, null>({
  read: {
    v21: (is: V21.NotifyDERAlarmRequest, { receivedAt }) => ({
      controlType: is.controlType,
      gridEventFault: is.gridEventFault ?? null,
      ended: is.alarmEnded ?? false,
      info: is.extraInfo || null,
      at: timeOf(is.timestamp, receivedAt),
    }),
  },
  keep: keepDerAlarms,
  answer: { v21: () => ({}) },
});
