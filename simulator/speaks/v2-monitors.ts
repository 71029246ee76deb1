import type {
  EventDataType,
  GetMonitoringReportRequest,
  MonitoringCriterionEnumType,
  MonitoringDataType,
  SetMonitoringDataType,
  SetMonitoringResultType,
} from 'typed-ocpp/dist/ocpp21/types.js';
import { type Monitor, type MonitorType, monitorTypes, type Notice } from '../monitors.js';
import type { Station } from '../station.js';
import type { Variable } from '../variables.js';
import type { Dialect } from './dialect.js';
import { isOf, partsOf } from './v2-reports.js';
import { keyOf, nameOf } from './v2-variables.js';
import { asking, type Commands, type Words2 } from './words.js';

const ask = asking<Words2>();

const criteria: Record<MonitorType, MonitoringCriterionEnumType> = {
  UpperThreshold: 'ThresholdMonitoring',
  LowerThreshold: 'ThresholdMonitoring',
  Delta: 'DeltaMonitoring',
  Periodic: 'PeriodicMonitoring',
  PeriodicClockAligned: 'PeriodicMonitoring',
};
const isKnown = (type: string): type is MonitorType => monitorTypes.some((each) => each === type);

/** Monitors (N02 to N06). 2.1 says of each that it was not built in, 2.0.1 has no word for that. */
export const monitors2 = (saysWhose: boolean): Commands<Words2> => ({
  SetVariableMonitoring: ({ setMonitoringData }, station) => ({
    answer: { setMonitoringResult: setMonitoringData.map((each) => setOne(station, each)) },
  }),
  ClearVariableMonitoring: ({ id: ids }, { monitors }) => ({
    answer: {
      clearMonitoringResult: ids.map((id) => ({ id, status: monitors.clear(id) ? 'Accepted' : 'NotFound' })),
    },
  }),
  GetMonitoringReport: (is, station) => {
    const found = station.monitors.all().filter(wanted(is));
    if (found.length === 0) return { answer: { status: 'EmptyResultSet' } };
    const byVariable = [...Map.groupBy(found, ({ variable }) => variable)].map(shown(saysWhose));
    return { answer: { status: 'Accepted' }, after: () => void report(station, is.requestId, byVariable) };
  },
  SetMonitoringBase: ({ monitoringBase }, { monitors }) => {
    if (monitoringBase !== 'All') monitors.clearAll();
    return { answer: { status: 'Accepted' } };
  },
  SetMonitoringLevel: ({ severity }, { monitors }) => {
    monitors.level = severity;
    return { answer: { status: 'Accepted' } };
  },
});

function setOne(station: Station, is: SetMonitoringDataType): SetMonitoringResultType {
  const { id, component, variable, type, value, severity, transaction = false } = is;
  const named = { ...(id === undefined ? {} : { id }), component, variable, type, severity };
  const found = station.model.find(keyOf(is));
  if (typeof found === 'string') return { ...named, status: found };
  if (!isKnown(type)) return { ...named, status: 'UnsupportedMonitorType' };
  return { ...named, ...station.monitors.set({ id, variable: found, type, value, severity, transaction }) };
}

const wanted =
  ({ componentVariable, monitoringCriteria }: GetMonitoringReportRequest) =>
  ({ variable, type }: Monitor): boolean =>
    (componentVariable?.some(isOf(variable)) ?? true) &&
    (monitoringCriteria?.includes(criteria[type]) ?? true);

const shown =
  (saysWhose: boolean) =>
  ([variable, monitors]: [Variable, Monitor[]]): MonitoringDataType => ({
    ...nameOf(variable),
    // in 2.1 it has to be said, in 2.0.1 it must not
    variableMonitoring: monitors.map(({ id, transaction, value, type, severity }) => {
      const whose = saysWhose ? { eventNotificationType: 'CustomMonitor' } : {};
      return { ...{ id, transaction, value, type, severity }, ...whose };
    }) as MonitoringDataType['variableMonitoring'],
  });

async function report(station: Station, requestId: number, rows: MonitoringDataType[]): Promise<void> {
  const generatedAt = new Date().toISOString();
  for (const { part: monitor, seqNo, tbc } of partsOf(rows))
    await station.ask(
      ask(
        'NotifyMonitoringReport',
        () => ({ requestId, generatedAt, seqNo, tbc, monitor }),
        () => undefined,
      ),
    );
}

/** What monitors noticed (N07, N08). */
export const noticed: NonNullable<Dialect['noticed']> = (notices) => {
  const timestamp = new Date().toISOString();
  const eventData = notices.map((each) => eventOf(each, timestamp));
  return ask(
    'NotifyEvent',
    () => ({ generatedAt: timestamp, tbc: false, seqNo: 0, eventData }),
    () => undefined,
  );
};

const eventOf = (
  { id, monitor, actualValue, trigger, cleared }: Notice,
  timestamp: string,
): EventDataType => ({
  ...{ eventId: id, timestamp, trigger, actualValue },
  ...(cleared ? { cleared } : {}),
  ...nameOf(monitor.variable),
  variableMonitoringId: monitor.id,
  eventNotificationType: 'CustomMonitor',
});
