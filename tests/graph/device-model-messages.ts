export const component = { name: 'Connector', evse: { id: 1, connectorId: 1 } };
export const variable = { name: 'Temperature' };
const named = `component componentInstance evseId connectorId variable variableInstance`;
const ofConnector = {
  component: 'Connector',
  componentInstance: null,
  evseId: 1,
  connectorId: 1,
  variable: 'Temperature',
  variableInstance: null,
};
export const at = '2026-03-01T12:00:00.000Z';

export interface Kept {
  action: string;
  /** Undefined: nothing answers it. */
  answer: object | undefined;
  payload: object;
  row: [sql: string, is: object];
  field: [of: string, is: object];
  event: [type: string, fields: string, is: object];
}

/** What a 2.x station sends of its device model, in the order of a life: the row, the field and the event it leaves. */
export const kept = (is21: boolean): Kept[] => [
  {
    action: 'NotifyReport',
    payload: {
      requestId: 7,
      generatedAt: at,
      seqNo: 0,
      reportData: [{ component, variable, variableAttribute: [{ value: '20', mutability: 'ReadOnly' }] }],
    },
    answer: {},
    row: [
      'select rows, completed_at is not null as complete from device_report',
      { rows: 1, complete: true },
    ],
    field: [
      `variables { nodes { ${named} attributeType value mutability source } }`,
      { ...ofConnector, attributeType: 'Actual', value: '20', mutability: 'ReadOnly', source: 'REPORT' },
    ],
    event: [
      'ReportReceived',
      'requestId parts variableCount',
      { requestId: '7', parts: 1, variableCount: 1 },
    ],
  },
  {
    action: 'NotifyMonitoringReport',
    payload: {
      requestId: 8,
      generatedAt: at,
      seqNo: 0,
      monitor: [
        {
          component,
          variable,
          variableMonitoring: [
            {
              ...{ id: 3, transaction: true, value: 60.5, type: 'UpperThreshold', severity: 2 },
              ...(is21 ? { eventNotificationType: 'HardWiredMonitor' } : {}),
            },
          ],
        },
      ],
    },
    answer: {},
    row: [
      'select monitor_id, value, severity from variable_monitor',
      { monitor_id: '3', value: 60.5, severity: 2 },
    ],
    field: [
      `variableMonitors { nodes { monitorId ${named} type value severity transaction eventNotificationType } }`,
      {
        ...ofConnector,
        ...{ monitorId: '3', type: 'UpperThreshold', value: 60.5, severity: 2, transaction: true },
        eventNotificationType: is21 ? 'HardWiredMonitor' : null,
      },
    ],
    event: [
      'MonitoringReportReceived',
      'requestId parts variableCount',
      { requestId: '8', parts: 1, variableCount: 1 },
    ],
  },
  {
    action: 'NotifyEvent',
    payload: {
      generatedAt: at,
      seqNo: 0,
      eventData: [
        {
          ...{
            component,
            variable,
            eventId: 11,
            timestamp: at,
            trigger: 'Alerting',
            cause: 10,
            actualValue: '61',
          },
          ...{
            techCode: 'T1',
            techInfo: 'hot',
            cleared: false,
            transactionId: 'tx',
            variableMonitoringId: 3,
          },
          eventNotificationType: 'HardWiredMonitor',
          ...(is21 ? { severity: 2 } : {}),
        },
      ],
    },
    answer: {},
    row: [
      'select event_id, actual_value, severity, monitor_id from device_event',
      { event_id: '11', actual_value: '61', severity: 2, monitor_id: '3' },
    ],
    field: [
      `deviceEvents { nodes { ${named} eventId occurredAt trigger cause actualValue techCode techInfo cleared transactionId monitorId eventNotificationType severity } }`,
      { ...ofConnector, occurredAt: at, ...noticed },
    ],
    event: [
      'DeviceEventReported',
      `${named} eventId at trigger cause actualValue techCode techInfo cleared transactionId monitorId eventNotificationType severity`,
      { ...ofConnector, at, ...noticed },
    ],
  },
  ...(is21 ? streams : []),
];

const noticed = {
  ...{ eventId: '11', trigger: 'Alerting', cause: '10', actualValue: '61', techCode: 'T1', techInfo: 'hot' },
  ...{ cleared: false, transactionId: 'tx', monitorId: '3', severity: 2 },
  eventNotificationType: 'HardWiredMonitor',
};

const streams: Kept[] = [
  {
    action: 'OpenPeriodicEventStream',
    payload: { constantStreamData: { id: 5, variableMonitoringId: 3, params: { interval: 10, values: 20 } } },
    answer: { status: 'Accepted' },
    row: ['select monitor_id, closed_at from event_stream', { monitor_id: '3', closed_at: null }],
    field: [
      'eventStreams { nodes { streamId monitorId interval values closedAt } }',
      { streamId: '5', monitorId: '3', interval: 10, values: 20, closedAt: null },
    ],
    event: [
      'EventStreamOpened',
      'streamId monitorId interval values',
      { streamId: '5', monitorId: '3', interval: 10, values: 20 },
    ],
  },
  {
    action: 'NotifyPeriodicEventStream',
    payload: { id: 5, pending: 4, basetime: at, data: [{ t: 1.5, v: '62' }] },
    answer: undefined,
    row: ['select stream_id, value from event_stream_value', { stream_id: '5', value: '62' }],
    field: ['eventStreams { nodes { streamId pending } }', { streamId: '5', pending: '4' }],
    event: [
      'EventStreamReceived',
      'streamId pending valueCount latestValue at',
      { streamId: '5', pending: '4', valueCount: 1, latestValue: '62', at: '2026-03-01T12:00:01.500Z' },
    ],
  },
  {
    action: 'ClosePeriodicEventStream',
    payload: { id: 5 },
    answer: {},
    row: ['select closed_at is not null as closed from event_stream', { closed: true }],
    field: ['eventStreams(filter: { open: false }) { nodes { streamId } }', { streamId: '5' }],
    event: ['EventStreamClosed', 'streamId', { streamId: '5' }],
  },
];
