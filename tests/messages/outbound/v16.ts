import { askings, certificateHashData, pem } from '../askings.js';

const accepted = { status: 'Accepted' };
const chargingSchedule = {
  ...{ duration: 3600, startSchedule: '2026-03-01T18:00:00Z', chargingRateUnit: 'A', minChargingRate: 6 },
  chargingSchedulePeriod: [
    { startPeriod: 0, limit: 16, numberPhases: 3 },
    { startPeriod: 1800, limit: 8.5, numberPhases: 1 },
  ],
};
const profile = {
  ...{ chargingProfileId: 7, transactionId: 4711, stackLevel: 2, chargingProfilePurpose: 'TxProfile' },
  ...{ chargingProfileKind: 'Recurring', recurrencyKind: 'Daily' },
  ...{ validFrom: '2026-03-01T00:00:00Z', validTo: '2026-04-01T00:00:00Z', chargingSchedule },
};
const log = {
  remoteLocation: 'https://files.example.com/logs',
  ...{ oldestTimestamp: '2026-02-01T00:00:00Z', latestTimestamp: '2026-03-01T00:00:00Z' },
};

export default askings(['ocpp1.6'], {
  CancelReservation: [{ reservationId: 12 }, { status: 'Rejected' }],
  CertificateSigned: [{ certificateChain: pem }, accepted],
  ChangeAvailability: [{ connectorId: 2, type: 'Inoperative' }, { status: 'Scheduled' }],
  ChangeConfiguration: [{ key: 'MeterValueSampleInterval', value: '60' }, { status: 'RebootRequired' }],
  ClearCache: [{}, accepted],
  ClearChargingProfile: [
    { id: 7, connectorId: 1, chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 2 },
    { status: 'Unknown' },
  ],
  DataTransfer: [
    { vendorId: 'com.acme', messageId: 'blink', data: '{"times":3}' },
    { ...accepted, data: '{"done":3}' },
  ],
  DeleteCertificate: [{ certificateHashData }, { status: 'NotFound' }],
  ExtendedTriggerMessage: [
    { requestedMessage: 'SignChargePointCertificate', connectorId: 1 },
    { status: 'NotImplemented' },
  ],
  GetCompositeSchedule: [
    { connectorId: 1, duration: 3600, chargingRateUnit: 'A' },
    { ...accepted, connectorId: 1, scheduleStart: '2026-03-01T18:00:00Z', chargingSchedule },
  ],
  GetConfiguration: [
    { key: ['HeartbeatInterval', 'Nonsense'] },
    {
      configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }],
      unknownKey: ['Nonsense'],
    },
  ],
  GetDiagnostics: [
    {
      ...{ location: 'ftp://files.example.com/diagnostics', retries: 3, retryInterval: 60 },
      ...{ startTime: '2026-02-01T00:00:00Z', stopTime: '2026-03-01T00:00:00Z' },
    },
    { fileName: 'diagnostics-2026-03-01.zip' },
  ],
  GetInstalledCertificateIds: [
    { certificateType: 'CentralSystemRootCertificate' },
    { ...accepted, certificateHashData: [certificateHashData] },
  ],
  GetLocalListVersion: [{}, { listVersion: 17 }],
  GetLog: [
    { log, logType: 'SecurityLog', requestId: 21, retries: 3, retryInterval: 60 },
    { status: 'AcceptedCanceled', filename: 'security.log' },
  ],
  InstallCertificate: [
    { certificateType: 'ManufacturerRootCertificate', certificate: pem },
    { status: 'Failed' },
  ],
  RemoteStartTransaction: [{ connectorId: 1, idTag: 'RFID-1', chargingProfile: profile }, accepted],
  RemoteStopTransaction: [{ transactionId: 4711 }, { status: 'Rejected' }],
  ReserveNow: [
    {
      ...{ connectorId: 1, expiryDate: '2026-03-01T20:00:00Z', idTag: 'RFID-1', parentIdTag: 'FLEET-7' },
      reservationId: 12,
    },
    { status: 'Occupied' },
  ],
  Reset: [{ type: 'Hard' }, accepted],
  SendLocalList: [
    {
      ...{ listVersion: 18, updateType: 'Differential' },
      localAuthorizationList: [
        {
          idTag: 'RFID-1',
          idTagInfo: { status: 'Accepted', parentIdTag: 'FLEET-7', expiryDate: '2027-01-01T00:00:00Z' },
        },
        { idTag: 'RFID-2' },
      ],
    },
    { status: 'VersionMismatch' },
  ],
  SetChargingProfile: [{ connectorId: 1, csChargingProfiles: profile }, { status: 'NotSupported' }],
  SignedUpdateFirmware: [
    {
      ...{ retries: 3, retryInterval: 60, requestId: 22 },
      firmware: {
        location: 'https://files.example.com/firmware-2.1.bin',
        ...{ retrieveDateTime: '2026-03-02T01:00:00Z', installDateTime: '2026-03-02T03:00:00Z' },
        ...{ signingCertificate: pem, signature: 'MEUCIQDx0/6N' },
      },
    },
    { status: 'InvalidCertificate' },
  ],
  TriggerMessage: [{ requestedMessage: 'MeterValues', connectorId: 1 }, { status: 'NotImplemented' }],
  UnlockConnector: [{ connectorId: 1 }, { status: 'UnlockFailed' }],
  UpdateFirmware: [
    {
      ...{ location: 'ftp://files.example.com/firmware-2.1.bin', retries: 3, retryInterval: 60 },
      retrieveDate: '2026-03-02T01:00:00Z',
    },
    {},
  ],
});
