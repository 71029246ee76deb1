import { type Telling, tellings } from '../tellings.js';

const rows =
  'select kind, request_id, status, reason_code, info, locations from firmware_status where station_id = $1 order by id';
const row = { kind: 'UPDATE', request_id: null, reason_code: null, info: null, locations: null };
const shown = `firmwareStatus { status requestId kind }
  firmwareStatuses(orderBy: { field: AT, direction: ASC }) { totalCount nodes { status requestId } }`;
const events = 'FirmwareStatusChanged firmwareKind requestId status reasonCode info locations';
const event = { firmwareKind: 'UPDATE', requestId: null, reasonCode: null, info: null, locations: null };

const ofRequests: Omit<Telling, 'versions' | 'action'> = {
  payloads: [
    { status: 'SignatureVerified', requestId: 7 },
    { status: 'InvalidSignature', requestId: 7 },
    { status: 'InvalidSignature', requestId: 8 },
  ],
  answer: {},
  rows: [
    rows,
    [
      { ...row, status: 'SignatureVerified', request_id: '7' },
      { ...row, status: 'InvalidSignature', request_id: '7' },
      { ...row, status: 'InvalidSignature', request_id: '8' },
    ],
  ],
  shown: [
    'firmwareStatus { status requestId station { firmwareStatuses(filter: { requestId: 7 }) { totalCount } } }',
    {
      firmwareStatus: {
        status: 'InvalidSignature',
        requestId: '8',
        station: { firmwareStatuses: { totalCount: 2 } },
      },
    },
  ],
  events: [
    events,
    [
      { ...event, status: 'SignatureVerified', requestId: '7' },
      { ...event, status: 'InvalidSignature', requestId: '7' },
      { ...event, status: 'InvalidSignature', requestId: '8' },
    ],
  ],
};

export default tellings([
  {
    versions: ['ocpp1.6'],
    action: 'FirmwareStatusNotification',
    payloads: [{ status: 'Downloading' }, { status: 'Downloading' }, { status: 'Installed' }],
    answer: {},
    rows: [
      rows,
      [
        { ...row, status: 'Downloading' },
        { ...row, status: 'Installed' },
      ],
    ],
    shown: [
      shown,
      {
        firmwareStatus: { status: 'Installed', requestId: null, kind: 'UPDATE' },
        firmwareStatuses: {
          totalCount: 2,
          nodes: [
            { status: 'Downloading', requestId: null },
            { status: 'Installed', requestId: null },
          ],
        },
      },
    ],
    events: [
      events,
      [
        { ...event, status: 'Downloading' },
        { ...event, status: 'Installed' },
      ],
    ],
  },
  { versions: ['ocpp1.6'], action: 'SignedFirmwareStatusNotification', ...ofRequests },
  { versions: ['ocpp2.0.1', 'ocpp2.1'], action: 'FirmwareStatusNotification', ...ofRequests },
  {
    versions: ['ocpp2.1'],
    action: 'FirmwareStatusNotification',
    payloads: [
      {
        status: 'DownloadFailed',
        requestId: 1,
        statusInfo: { reasonCode: 'Storage', additionalInfo: 'disk full' },
      },
    ],
    answer: {},
    rows: [
      rows,
      [{ ...row, status: 'DownloadFailed', request_id: '1', reason_code: 'Storage', info: 'disk full' }],
    ],
    shown: [
      'firmwareStatus { reasonCode info }',
      { firmwareStatus: { reasonCode: 'Storage', info: 'disk full' } },
    ],
    events: [
      events,
      [{ ...event, status: 'DownloadFailed', requestId: '1', reasonCode: 'Storage', info: 'disk full' }],
    ],
  },
  {
    versions: ['ocpp2.0.1', 'ocpp2.1'],
    action: 'PublishFirmwareStatusNotification',
    payloads: [
      { status: 'ChecksumVerified', requestId: 3 },
      { status: 'Published', requestId: 3, location: ['http://10.0.0.1/image', 'ftp://10.0.0.1/image'] },
    ],
    answer: {},
    rows: [
      rows,
      [
        { ...row, kind: 'PUBLISH', request_id: '3', status: 'ChecksumVerified' },
        {
          ...row,
          kind: 'PUBLISH',
          request_id: '3',
          status: 'Published',
          locations: ['http://10.0.0.1/image', 'ftp://10.0.0.1/image'],
        },
      ],
    ],
    shown: [
      'firmwareStatus { kind locations }',
      { firmwareStatus: { kind: 'PUBLISH', locations: ['http://10.0.0.1/image', 'ftp://10.0.0.1/image'] } },
    ],
    events: [
      'FirmwareStatusChanged firmwareKind status',
      [
        { firmwareKind: 'PUBLISH', status: 'ChecksumVerified' },
        { firmwareKind: 'PUBLISH', status: 'Published' },
      ],
    ],
  },
]);
