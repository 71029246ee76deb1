import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { small, whole } from '../bounds.js';
import { keepMonitoringReports, type Monitor, type MonitorReport } from './monitors.js';
import { partOf } from './part.js';
import { nameOf } from './variable-name.js';

/** A part of a report on what the station watches over (N02). */
export default on<MonitorReport, null>({
  read: {
    v2: (is: V201.NotifyMonitoringReportRequest | V21.NotifyMonitoringReportRequest, { receivedAt }) => ({
      part: partOf('MONITORS', is, is.monitor?.length ?? 0, receivedAt),
      monitors: (is.monitor ?? []).flatMap(monitorsOf),
    }),
  },
  keep: keepMonitoringReports,
  answer: { v2: () => ({}) },
});

const monitorsOf = (row: V201.MonitoringDataType | V21.MonitoringDataType): Monitor[] =>
  row.variableMonitoring.map(({ id, transaction, value, type, severity, ...more }) => ({
    ...nameOf(row),
    monitorId: whole(id) ?? 0,
    type,
    value,
    severity: small(severity),
    transaction,
    eventNotificationType: 'eventNotificationType' in more ? more.eventNotificationType : null,
  }));
