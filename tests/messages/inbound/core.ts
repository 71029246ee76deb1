import type { OcppVersion } from '../../../ocpp/versions.js';
import { type Telling, tellings } from '../tellings.js';

const versions: OcppVersion[] = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'];
const timestamp = '2026-03-01T10:00:00.000Z';
/** Whom the chain lets charge. */
const tag = 'RFID-1';

/** The trace of what came, where a message has no table of its own. */
const traced = (action: string): Telling['shown'] => [
  `messages(filter: { action: ["${action}"] }) { totalCount nodes { direction outcome } }`,
  { messages: { totalCount: 2, nodes: [1, 2].map(() => ({ direction: 'IN', outcome: 'RESULT' })) } },
];

const is = {
  vendor: 'Acme',
  model: 'One',
  serial_number: 'S1',
  firmware_version: '1.2',
  iccid: '8949',
  imsi: '26201',
};
const boot16 = {
  ...{ chargePointVendor: is.vendor, chargePointModel: is.model, chargePointSerialNumber: is.serial_number },
  ...{ firmwareVersion: is.firmware_version, iccid: is.iccid, imsi: is.imsi },
  ...{ chargeBoxSerialNumber: 'B1', meterType: 'MID', meterSerialNumber: 'M1' },
};
const boot2 = {
  reason: 'RemoteReset',
  chargingStation: {
    ...{ vendorName: is.vendor, model: is.model, serialNumber: is.serial_number },
    ...{ firmwareVersion: is.firmware_version, modem: { iccid: is.iccid, imsi: is.imsi } },
  },
};

const boot = (version: OcppVersion): Telling => {
  const reason = version === 'ocpp1.6' ? null : 'RemoteReset';
  const told = { vendor: 'Acme', model: 'One', serialNumber: 'S1', firmwareVersion: '1.2' };
  const event = { ...told, bootReason: reason, registrationStatus: 'ACCEPTED' };
  const plain = { vendor: 'Vendor', model: 'Model', serialNumber: null, firmwareVersion: null };
  return {
    versions: [version],
    action: 'BootNotification',
    payloads: [version === 'ocpp1.6' ? boot16 : boot2],
    answer: { status: 'Accepted', interval: 300 },
    answerShown: ({ currentTime: _, ...rest }: { currentTime: string }) => rest,
    rows: [
      `select vendor, model, serial_number, firmware_version, iccid, imsi, boot_reason
       from charging_station where id = $1`,
      [{ ...is, boot_reason: reason }],
    ],
    shown: [
      'vendor model serialNumber firmwareVersion iccid imsi bootReason',
      { ...told, iccid: is.iccid, imsi: is.imsi, bootReason: reason },
    ],
    // The one with which every station of these tests begins, then each for itself: a boot is no repetition.
    events: [
      'StationBooted vendor model serialNumber firmwareVersion bootReason registrationStatus',
      [{ ...event, ...plain, bootReason: reason && 'PowerUp' }, event, event],
    ],
  };
};

const authorize = (version: OcppVersion): Telling => ({
  versions: [version],
  action: 'Authorize',
  payloads: [version === 'ocpp1.6' ? { idTag: tag } : { idToken: { idToken: tag, type: 'ISO14443' } }],
  answer:
    version === 'ocpp1.6' ? { idTagInfo: { status: 'Accepted' } } : { idTokenInfo: { status: 'Accepted' } },
  rows: [
    `select data->>'idToken' as token from station_event where station_id = $1 and type = 'IdTokenAuthorized'`,
    [{ token: tag }, { token: tag }],
  ],
  shown: traced('Authorize'),
  events: ['IdTokenAuthorized idToken status', [1, 2].map(() => ({ idToken: tag, status: 'Accepted' }))],
});

const transfer = (version: OcppVersion): Telling => {
  const data = version === 'ocpp1.6' ? '{"a":1}' : { a: [1] };
  const payload = { vendorId: 'com.acme', messageId: 'hello', data };
  return {
    versions: [version],
    action: 'DataTransfer',
    payloads: [payload],
    answer: { status: 'UnknownVendorId' },
    rows: [
      `select data->>'vendorId' as vendor from station_event where station_id = $1 and type = 'DataTransferReceived'`,
      [{ vendor: 'com.acme' }, { vendor: 'com.acme' }],
    ],
    shown: traced('DataTransfer'),
    events: [
      'DataTransferReceived vendorId messageId data status',
      [1, 2].map(() => ({ ...payload, status: 'UnknownVendorId' })),
    ],
  };
};

const status = (version: OcppVersion): Telling => {
  const old = version === 'ocpp1.6';
  const first = old
    ? { connectorId: 2, status: 'Available', errorCode: 'NoError', timestamp }
    : { evseId: 2, connectorId: 1, connectorStatus: 'Available', timestamp };
  const faulted = old
    ? {
        ...{
          ...first,
          status: 'Faulted',
          errorCode: 'GroundFailure',
          info: 'wet',
          timestamp: '2026-03-01T10:01:00Z',
        },
        ...{ vendorId: 'com.acme', vendorErrorCode: 'E7' },
      }
    : { ...first, connectorStatus: 'Faulted', timestamp: '2026-03-01T10:01:00Z' };
  const more = old ? { errorCode: 'GroundFailure', info: 'wet' } : { errorCode: null, info: null };
  const place = { evseId: 2, connectorId: 1 };
  return {
    versions: [version],
    action: 'StatusNotification',
    payloads: [first, faulted],
    answer: {},
    rows: [
      'select evse_id, connector_id, status, error_code, vendor_error_code from connector where station_id = $1',
      [
        {
          ...{ evse_id: 2, connector_id: 1, status: 'Faulted', error_code: more.errorCode },
          vendor_error_code: old ? 'E7' : null,
        },
      ],
    ],
    shown: [
      'connectors { evseId connectorId status errorCode info statusAt }',
      { connectors: [{ ...place, status: 'Faulted', ...more, statusAt: '2026-03-01T10:01:00.000Z' }] },
    ],
    events: [
      'ConnectorStatusChanged evseId connectorId status previousStatus errorCode info',
      [
        {
          ...place,
          status: 'Available',
          previousStatus: null,
          errorCode: null,
          info: null,
        },
        { ...place, status: 'Faulted', previousStatus: 'Available', ...more },
      ],
    ],
  };
};

export default tellings([
  ...versions.flatMap((version) => [boot(version), authorize(version), transfer(version), status(version)]),
  {
    // No event: hundreds of thousands an hour would tell nothing that being online does not.
    versions,
    action: 'Heartbeat',
    given: (station, { rows }) =>
      rows('update charging_station set last_seen_at = null where id = $1', [station]),
    payloads: [{}],
    answer: {},
    answerShown: ({ currentTime, ...rest }: { currentTime: string }) =>
      Math.abs(Date.parse(currentTime) - Date.now()) < 60_000 ? rest : { currentTime },
    rows: ['select last_seen_at is not null as seen from charging_station where id = $1', [{ seen: true }]],
    shown: traced('Heartbeat'),
  },
]);
