import { type Telling, tellings } from '../tellings.js';

const rows =
  'select kind, request_id, status, reason_code, info from log_status where station_id = $1 order by id';
const row = { kind: 'LOG', request_id: null, reason_code: null, info: null };
const shown = `logStatus { status requestId kind }
  logStatuses(orderBy: { field: AT, direction: ASC }) { totalCount nodes { status requestId } }`;
const events = 'LogStatusChanged logKind requestId status reasonCode info';
const event = { logKind: 'LOG', requestId: null, reasonCode: null, info: null };

const uploaded: Omit<Telling, 'versions' | 'action'> = {
  payloads: [
    { status: 'Uploading', requestId: 5 },
    { status: 'Uploading', requestId: 5 },
    { status: 'Uploaded', requestId: 5 },
  ],
  answer: {},
  rows: [
    rows,
    [
      { ...row, request_id: '5', status: 'Uploading' },
      { ...row, request_id: '5', status: 'Uploaded' },
    ],
  ],
  shown: [
    shown,
    {
      logStatus: { status: 'Uploaded', requestId: '5', kind: 'LOG' },
      logStatuses: {
        totalCount: 2,
        nodes: [
          { status: 'Uploading', requestId: '5' },
          { status: 'Uploaded', requestId: '5' },
        ],
      },
    },
  ],
  events: [
    events,
    [
      { ...event, requestId: '5', status: 'Uploading' },
      { ...event, requestId: '5', status: 'Uploaded' },
    ],
  ],
};

export default tellings([
  { versions: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'], action: 'LogStatusNotification', ...uploaded },
  {
    versions: ['ocpp2.1'],
    action: 'LogStatusNotification',
    payloads: [{ status: 'UploadFailure', requestId: 5, statusInfo: { reasonCode: 'Refused' } }],
    answer: {},
    rows: [rows, [{ ...row, request_id: '5', status: 'UploadFailure', reason_code: 'Refused' }]],
    shown: ['logStatus { reasonCode info }', { logStatus: { reasonCode: 'Refused', info: null } }],
    events: [events, [{ ...event, requestId: '5', status: 'UploadFailure', reasonCode: 'Refused' }]],
  },
  {
    versions: ['ocpp1.6'],
    action: 'DiagnosticsStatusNotification',
    payloads: [{ status: 'Uploading' }, { status: 'UploadFailed' }],
    answer: {},
    rows: [
      rows,
      [
        { ...row, kind: 'DIAGNOSTICS', status: 'Uploading' },
        { ...row, kind: 'DIAGNOSTICS', status: 'UploadFailed' },
      ],
    ],
    shown: [
      'logStatus { kind status requestId }',
      { logStatus: { kind: 'DIAGNOSTICS', status: 'UploadFailed', requestId: null } },
    ],
    events: [
      events,
      [
        { ...event, logKind: 'DIAGNOSTICS', status: 'Uploading' },
        { ...event, logKind: 'DIAGNOSTICS', status: 'UploadFailed' },
      ],
    ],
  },
]);
