import { type Beside, type Telling, tellings } from '../tellings.js';

const component = { name: 'Connector', evse: { id: 1, connectorId: 1 } };
const variable = { name: 'Temperature' };
const named = 'component componentInstance evseId connectorId variable variableInstance';
const ofConnector = {
  ...{ component: 'Connector', componentInstance: null, evseId: 1, connectorId: 1 },
  ...{ variable: 'Temperature', variableInstance: null },
};
const at = '2026-03-01T12:00:00.000Z';

const monitors = (is21: boolean): Telling => ({
  versions: [is21 ? 'ocpp2.1' : 'ocpp2.0.1'],
  action: 'NotifyMonitoringReport',
  payloads: [
    {
      ...{ requestId: 8, generatedAt: at, seqNo: 0 },
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
  ],
  answer: {},
  rows: [
    'select monitor_id, value, severity from variable_monitor where station_id = $1',
    [{ monitor_id: '3', value: 60.5, severity: 2 }],
  ],
  shown: [
    `variableMonitors { nodes { monitorId ${named} type value severity transaction eventNotificationType } }`,
    {
      variableMonitors: {
        nodes: [
          {
            ...{
              ...ofConnector,
              monitorId: '3',
              type: 'UpperThreshold',
              value: 60.5,
              severity: 2,
              transaction: true,
            },
            eventNotificationType: is21 ? 'HardWiredMonitor' : null,
          },
        ],
      },
    },
  ],
  events: [
    'MonitoringReportReceived requestId parts variableCount',
    [{ requestId: '8', parts: 1, variableCount: 1 }],
  ],
});

const noticed = {
  ...{ eventId: '11', trigger: 'Alerting', cause: '10', actualValue: '61', techCode: 'T1', techInfo: 'hot' },
  ...{ cleared: false, transactionId: 'tx', monitorId: '3' },
  eventNotificationType: 'HardWiredMonitor',
};

const happening = (is21: boolean): Telling => {
  const severity = is21 ? 2 : null;
  const facts = Object.keys(noticed).join(' ');
  return {
    versions: [is21 ? 'ocpp2.1' : 'ocpp2.0.1'],
    action: 'NotifyEvent',
    payloads: [
      {
        ...{ generatedAt: at, seqNo: 0 },
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
            ...{ eventNotificationType: 'HardWiredMonitor', ...(is21 ? { severity: 2 } : {}) },
          },
        ],
      },
    ],
    answer: {},
    rows: [
      'select event_id, actual_value, severity, monitor_id from device_event where station_id = $1',
      [{ event_id: '11', actual_value: '61', severity, monitor_id: '3' }],
    ],
    shown: [
      `deviceEvents { nodes { ${named} occurredAt ${facts} severity } }`,
      { deviceEvents: { nodes: [{ ...ofConnector, occurredAt: at, ...noticed, severity }] } },
    ],
    events: [
      `DeviceEventReported ${named} at ${facts} severity`,
      [{ ...ofConnector, at, ...noticed, severity }],
    ],
  };
};

const stream = { id: 5, variableMonitoringId: 3, params: { interval: 10, values: 20 } };
const opened = (_: string, { call }: Beside) =>
  call('OpenPeriodicEventStream', { constantStreamData: stream });

export default tellings([
  {
    versions: ['ocpp2.0.1', 'ocpp2.1'],
    action: 'NotifyReport',
    payloads: [
      {
        ...{ requestId: 7, generatedAt: at, seqNo: 0 },
        reportData: [
          {
            component,
            variable,
            variableAttribute: [{ value: '20', mutability: 'ReadOnly' }],
            variableCharacteristics: { dataType: 'decimal', unit: 'Celsius', supportsMonitoring: true },
          },
        ],
      },
    ],
    answer: {},
    rows: [
      'select rows, completed_at is not null as complete from device_report where station_id = $1',
      [{ rows: 1, complete: true }],
    ],
    shown: [
      `variables { nodes { ${named} attributeType value mutability source } }`,
      {
        variables: {
          nodes: [
            {
              ...ofConnector,
              attributeType: 'Actual',
              value: '20',
              mutability: 'ReadOnly',
              source: 'REPORT',
            },
          ],
        },
      },
    ],
    events: [
      'ReportReceived requestId parts variableCount',
      [{ requestId: '7', parts: 1, variableCount: 1 }],
    ],
  },
  ...[false, true].flatMap((is21) => [monitors(is21), happening(is21)]),
  {
    versions: ['ocpp2.1'],
    action: 'OpenPeriodicEventStream',
    payloads: [{ constantStreamData: stream }],
    answer: { status: 'Accepted' },
    rows: [
      'select monitor_id, closed_at from event_stream where station_id = $1',
      [{ monitor_id: '3', closed_at: null }],
    ],
    shown: [
      'eventStreams { nodes { streamId monitorId interval values closedAt } }',
      {
        eventStreams: {
          nodes: [{ streamId: '5', monitorId: '3', interval: 10, values: 20, closedAt: null }],
        },
      },
    ],
    events: [
      'EventStreamOpened streamId monitorId interval values',
      [1, 2].map(() => ({ streamId: '5', monitorId: '3', interval: 10, values: 20 })),
    ],
  },
  {
    versions: ['ocpp2.1'],
    action: 'NotifyPeriodicEventStream',
    given: opened,
    payloads: [{ id: 5, pending: 4, basetime: at, data: [{ t: 1.5, v: '62' }] }],
    rows: [
      'select stream_id, value from event_stream_value where station_id = $1',
      [{ stream_id: '5', value: '62' }],
    ],
    shown: [
      'eventStreams { nodes { streamId pending } }',
      { eventStreams: { nodes: [{ streamId: '5', pending: '4' }] } },
    ],
    events: [
      'EventStreamReceived streamId pending valueCount latestValue at',
      [1, 2].map(() => ({
        ...{ streamId: '5', pending: '4', valueCount: 1, latestValue: '62' },
        at: '2026-03-01T12:00:01.500Z',
      })),
    ],
  },
  {
    versions: ['ocpp2.1'],
    action: 'ClosePeriodicEventStream',
    given: opened,
    payloads: [{ id: 5 }],
    answer: {},
    rows: [
      'select closed_at is not null as closed from event_stream where station_id = $1',
      [{ closed: true }],
    ],
    shown: [
      'eventStreams(filter: { open: false }) { nodes { streamId } }',
      { eventStreams: { nodes: [{ streamId: '5' }] } },
    ],
    events: ['EventStreamClosed streamId', [{ streamId: '5' }]],
  },
]);
