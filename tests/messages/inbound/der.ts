import { tellings } from '../tellings.js';

const timestamp = '2026-03-01T10:00:00.000Z';
const curve = {
  id: 'c1',
  curveType: 'VoltVar',
  isDefault: true,
  isSuperseded: false,
  curve: { priority: 1, yUnit: 'PctMaxVar', curveData: [{ x: 1, y: 2 }] },
};
const gradient = { id: 'g1', gradient: { priority: 0, gradient: 1, softGradient: 2 } };
const fixedVar = {
  id: 'f1',
  isDefault: false,
  isSuperseded: true,
  fixedVar: { priority: 1, setpoint: 3, unit: 'PctMaxW' },
};

export default tellings([
  {
    versions: ['ocpp2.1'],
    action: 'NotifyDERAlarm',
    payloads: [
      { controlType: 'HVMustTrip', gridEventFault: 'OverVoltage', timestamp, extraInfo: '260 V' },
      { controlType: 'HVMustTrip', alarmEnded: true, timestamp },
    ],
    answer: {},
    rows: [
      'select control_type, grid_event_fault, ended, info, at from der_alarm where station_id = $1 order by id',
      [
        {
          control_type: 'HVMustTrip',
          grid_event_fault: 'OverVoltage',
          ended: false,
          info: '260 V',
          at: new Date(timestamp),
        },
        {
          control_type: 'HVMustTrip',
          grid_event_fault: null,
          ended: true,
          info: null,
          at: new Date(timestamp),
        },
      ],
    ],
    shown: [
      'derAlarms(filter: { ended: false }) { nodes { gridEventFault info at } }',
      { derAlarms: { nodes: [{ gridEventFault: 'OverVoltage', info: '260 V', at: timestamp }] } },
    ],
    events: [
      'DERAlarmReported controlType gridEventFault ended info',
      [
        { controlType: 'HVMustTrip', gridEventFault: 'OverVoltage', ended: false, info: '260 V' },
        { controlType: 'HVMustTrip', gridEventFault: null, ended: true, info: null },
      ],
    ],
  },
  {
    versions: ['ocpp2.1'],
    action: 'ReportDERControl',
    payloads: [
      { requestId: 2, tbc: true, curve: [curve], gradient: [gradient] },
      { requestId: 2, fixedVar: [fixedVar] },
    ],
    answer: {},
    rows: [
      `select control_id, control_type, is_default, is_superseded, control, request_id
       from der_control where station_id = $1 order by id`,
      [
        {
          control_id: 'c1',
          control_type: 'VoltVar',
          is_default: true,
          is_superseded: false,
          control: curve,
          request_id: '2',
        },
        {
          control_id: 'g1',
          control_type: 'Gradients',
          is_default: null,
          is_superseded: null,
          control: gradient,
          request_id: '2',
        },
        {
          control_id: 'f1',
          control_type: 'FixedVar',
          is_default: false,
          is_superseded: true,
          control: fixedVar,
          request_id: '2',
        },
      ],
    ],
    shown: [
      'derControls(filter: { controlType: ["VoltVar"] }) { nodes { controlId isDefault control started } }',
      { derControls: { nodes: [{ controlId: 'c1', isDefault: true, control: curve, started: null }] } },
    ],
    events: [
      'DERControlsReported requestId controlIds complete',
      [
        { requestId: '2', controlIds: ['c1', 'g1'], complete: false },
        { requestId: '2', controlIds: ['f1'], complete: true },
      ],
    ],
  },
  {
    versions: ['ocpp2.1'],
    action: 'NotifyDERStartStop',
    given: (station, { rows }) =>
      rows(
        `insert into der_control (station_id, control_id, control_type, is_superseded)
         values ($1, 'old', 'VoltVar', false), ($1, 'other', 'VoltVar', false)`,
        [station],
      ),
    payloads: [{ controlId: 'new', started: true, timestamp, supersededIds: ['old'] }],
    answer: {},
    rows: [
      'select control_id, started, started_at, is_superseded from der_control where station_id = $1 order by control_id',
      [
        { control_id: 'new', started: true, started_at: new Date(timestamp), is_superseded: null },
        { control_id: 'old', started: null, started_at: null, is_superseded: true },
        { control_id: 'other', started: null, started_at: null, is_superseded: false },
      ],
    ],
    shown: [
      'derControls(filter: { started: true }) { nodes { controlId startedAt } }',
      { derControls: { nodes: [{ controlId: 'new', startedAt: timestamp }] } },
    ],
    events: [
      'DERControlChanged controlId started supersededIds',
      [{ controlId: 'new', started: true, supersededIds: ['old'] }],
    ],
  },
]);
