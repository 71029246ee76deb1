import {
  accepted,
  askings,
  availability,
  certificateHashData,
  connector,
  groupIdToken,
  idToken,
  pem,
  statusInfo,
  v2,
} from '../askings.js';

const of = { component: connector, variable: availability };
const log = {
  remoteLocation: 'https://files.example.com/logs',
  ...{ oldestTimestamp: '2026-02-01T00:00:00Z', latestTimestamp: '2026-03-01T00:00:00Z' },
};
const firmware = {
  location: 'https://files.example.com/firmware-2.1.bin',
  ...{ retrieveDateTime: '2026-03-02T01:00:00Z', installDateTime: '2026-03-02T03:00:00Z' },
  ...{ signingCertificate: pem, signature: 'MEUCIQDx0/6N' },
};
const certificateHashDataChain = [
  {
    ...{ certificateType: 'V2GCertificateChain', certificateHashData },
    childCertificateHashData: [{ ...certificateHashData, serialNumber: '0d' }],
  },
];

/** The same in 2.0.1 and 2.1; charging is in a table of its own. */
export default askings(v2, {
  CancelReservation: [{ reservationId: 12 }, { status: 'Rejected', statusInfo }],
  ChangeAvailability: [
    { evse: { id: 1, connectorId: 2 }, operationalStatus: 'Inoperative' },
    { status: 'Scheduled', statusInfo },
  ],
  ClearCache: [{}, accepted],
  ClearDisplayMessage: [{ id: 31 }, { status: 'Unknown', statusInfo }],
  ClearVariableMonitoring: [
    { id: [3, 4] },
    {
      clearMonitoringResult: [
        { id: 3, status: 'Accepted', statusInfo },
        { id: 4, status: 'NotFound' },
      ],
    },
  ],
  CustomerInformation: [
    {
      ...{ requestId: 23, report: true, clear: false, idToken, customerCertificate: certificateHashData },
      customerIdentifier: 'customer-17',
    },
    { status: 'Invalid', statusInfo },
  ],
  DataTransfer: [
    { vendorId: 'com.acme', messageId: 'blink', data: { times: 3, lights: ['left', 'right'] } },
    { ...accepted, data: [{ light: 'left' }, 3, null] },
  ],
  DeleteCertificate: [{ certificateHashData }, { status: 'NotFound', statusInfo }],
  GetBaseReport: [
    { requestId: 24, reportBase: 'FullInventory' },
    { status: 'EmptyResultSet', statusInfo },
  ],
  GetDisplayMessages: [
    { requestId: 25, id: [31, 32], priority: 'InFront', state: 'Idle' },
    { status: 'Unknown', statusInfo },
  ],
  GetInstalledCertificateIds: [
    { certificateType: ['CSMSRootCertificate', 'V2GCertificateChain'] },
    { ...accepted, certificateHashDataChain },
  ],
  GetLocalListVersion: [{}, { versionNumber: 17 }],
  GetLog: [
    { log, logType: 'SecurityLog', requestId: 21, retries: 3, retryInterval: 60 },
    { status: 'AcceptedCanceled', statusInfo, filename: 'security.log' },
  ],
  GetMonitoringReport: [
    {
      requestId: 26,
      componentVariable: [of],
      monitoringCriteria: ['ThresholdMonitoring', 'DeltaMonitoring'],
    },
    { status: 'NotSupported', statusInfo },
  ],
  GetReport: [
    { requestId: 27, componentVariable: [of], componentCriteria: ['Problem', 'Active'] },
    { status: 'EmptyResultSet', statusInfo },
  ],
  GetTransactionStatus: [{ transactionId: 'tx-7' }, { ongoingIndicator: true, messagesInQueue: false }],
  GetVariables: [
    { getVariableData: [{ attributeType: 'Target', ...of }] },
    {
      getVariableResult: [
        {
          ...{ attributeStatus: 'Accepted', attributeStatusInfo: statusInfo, attributeType: 'Target' },
          ...{ attributeValue: 'Available', ...of },
        },
      ],
    },
  ],
  InstallCertificate: [
    { certificateType: 'V2GRootCertificate', certificate: pem },
    { status: 'Failed', statusInfo },
  ],
  PublishFirmware: [
    {
      ...{ location: firmware.location, retries: 3, retryInterval: 60, requestId: 28 },
      checksum: '9e107d9d372bb6826bd81d3542a419d6',
    },
    accepted,
  ],
  RequestStopTransaction: [{ transactionId: 'tx-7' }, { status: 'Rejected', statusInfo }],
  ReserveNow: [
    {
      ...{ id: 12, expiryDateTime: '2026-03-01T20:00:00Z', connectorType: 's309-3P-32A', evseId: 1 },
      ...{ idToken, groupIdToken },
    },
    { status: 'Occupied', statusInfo },
  ],
  Reset: [
    { type: 'OnIdle', evseId: 2 },
    { status: 'Scheduled', statusInfo },
  ],
  SendLocalList: [
    {
      ...{ versionNumber: 18, updateType: 'Differential' },
      localAuthorizationList: [
        {
          idToken,
          idTokenInfo: {
            ...{ status: 'Accepted', cacheExpiryDateTime: '2027-01-01T00:00:00Z', chargingPriority: 3 },
            ...{ language1: 'de', language2: 'en', evseId: [1, 2], groupIdToken },
            personalMessage: { format: 'UTF8', language: 'de', content: 'Grüß Gott' },
          },
        },
        { idToken: { idToken: '04FF', type: 'ISO14443' } },
      ],
    },
    { status: 'VersionMismatch', statusInfo },
  ],
  SetDisplayMessage: [
    {
      message: {
        ...{ id: 31, priority: 'AlwaysFront', state: 'Charging', transactionId: 'tx-7', display: connector },
        ...{ startDateTime: '2026-03-01T18:00:00Z', endDateTime: '2026-03-01T20:00:00Z' },
        message: { format: 'UTF8', language: 'de', content: 'Bis 20 Uhr günstig' },
      },
    },
    { status: 'NotSupportedPriority', statusInfo },
  ],
  SetMonitoringBase: [{ monitoringBase: 'HardWiredOnly' }, accepted],
  SetMonitoringLevel: [{ severity: 4 }, { status: 'Rejected', statusInfo }],
  SetNetworkProfile: [
    {
      configurationSlot: 2,
      connectionData: {
        ...{ ocppVersion: 'OCPP20', ocppTransport: 'JSON', ocppInterface: 'Wireless0', messageTimeout: 30 },
        ...{ ocppCsmsUrl: 'wss://csms.example.com:8443/ocpp', securityProfile: 2 },
        apn: {
          apn: 'iot.example',
          apnAuthentication: 'AUTO',
          preferredNetwork: '26201',
          useOnlyPreferredNetwork: true,
        },
      },
    },
    { status: 'Failed', statusInfo },
  ],
  SetVariableMonitoring: [
    {
      setMonitoringData: [
        { id: 3, transaction: true, value: 60.5, type: 'UpperThreshold', severity: 2, ...of },
      ],
    },
    {
      setMonitoringResult: [
        { id: 3, status: 'Accepted', statusInfo, type: 'UpperThreshold', severity: 2, ...of },
      ],
    },
  ],
  SetVariables: [
    { setVariableData: [{ attributeType: 'Target', attributeValue: 'Unavailable', ...of }] },
    {
      setVariableResult: [
        {
          attributeType: 'Target',
          attributeStatus: 'RebootRequired',
          attributeStatusInfo: statusInfo,
          ...of,
        },
      ],
    },
  ],
  UnlockConnector: [
    { evseId: 1, connectorId: 2 },
    { status: 'OngoingAuthorizedTransaction', statusInfo },
  ],
  UnpublishFirmware: [{ checksum: '9e107d9d372bb6826bd81d3542a419d6' }, { status: 'DownloadOngoing' }],
  UpdateFirmware: [
    { requestId: 22, retries: 3, retryInterval: 60, firmware },
    { status: 'RevokedCertificate', statusInfo },
  ],
});
