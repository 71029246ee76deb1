import { type EnergyEventData, energyEventTypes } from './energy-events.js';
import type { DriftFacts, ReportFacts, TransactionFacts, VariableFacts } from './facts.js';

/** What can happen at a station, as it is kept in `station_event.data` and shown to subscribers. */
export interface EventData extends EnergyEventData {
  StationConnected: { ocppVersion: string; remoteAddress: string | null; epoch: string };
  StationDisconnected: { reason: string; epoch: string };
  StationBooted: {
    vendor: string;
    model: string;
    serialNumber: string | null;
    firmwareVersion: string | null;
    reason: string | null;
    registrationStatus: 'ACCEPTED' | 'PENDING' | 'REJECTED';
  };
  /** Somebody edited it, be it over the API, in Directus or in the database; written by a trigger. */
  StationEdited: {
    change: 'UPDATED' | 'DELETED';
    /** Columns, or `location` for that of the place itself. */
    fields: string[];
  };
  ConnectorStatusChanged: {
    evseId: number;
    connectorId: number;
    status: string;
    previousStatus: string | null;
    errorCode: string | null;
    info: string | null;
  };
  IdTokenAuthorized: { idToken: string; status: string };
  TransactionStarted: TransactionFacts;
  TransactionUpdated: TransactionFacts;
  TransactionEnded: TransactionFacts & { stoppedReason: string | null };
  MeterValuesReceived: {
    evseId: number | null;
    connectorId: number | null;
    /** Our transaction.id, where the values belong to one. */
    transaction: string | null;
    measuredAt: string;
    /** Import register, Wh. */
    energyWh: number | null;
    /** W */
    powerW: number | null;
    /** % */
    socPercent: number | null;
  };
  DataTransferReceived: {
    vendorId: string;
    messageId: string | null;
    data: unknown;
    status: string;
    /** How the data break the schema that is registered for them. */
    findings: { path: string; rule: string; message: string }[];
  };
  LocalListUpdated: { version: number; updateType: 'FULL' | 'DIFFERENTIAL'; entries: number };
  LocalListFailed: { version: number; updateType: 'FULL' | 'DIFFERENTIAL' | null; error: string };
  FirmwareStatusChanged: {
    firmwareKind: 'UPDATE' | 'PUBLISH';
    /** Of the request to update or publish. */
    requestId: string | null;
    status: string;
    reasonCode: string | null;
    info: string | null;
    locations: string[] | null;
    /** The firmware_update it is a step of. */
    updateId: string | null;
  };
  FirmwareUpdateChanged: { updateId: string; requestId: string | null; state: string; status: string | null };
  LogStatusChanged: {
    logKind: 'LOG' | 'DIAGNOSTICS';
    /** Of the request to upload. */
    requestId: string | null;
    status: string;
    reasonCode: string | null;
    info: string | null;
    /** The log_request it is a step of. */
    logRequestId: string | null;
  };
  LogRequestChanged: { logRequestId: string; requestId: string | null; state: string; status: string | null };
  FileUploaded: { uploadId: string; logRequestId: string | null; fileName: string; sizeBytes: number };
  /** A station came with a higher profile, as it had agreed to. */
  SecurityProfileRaised: { securityProfile: number };
  /** What became of a new password for a station. ACCEPTED: it holds as soon as the station comes with it. */
  StationPasswordChanged: { outcome: 'ACCEPTED' | 'REJECTED' };
  SecurityEventReported: { securityEvent: string; techInfo: string };
  CertificateSigningRequested: { certificateType: string; requestId: string | null; status: string };
  CertificateIssued: { certificateType: string; serialNumber: string; notAfter: string };
  CertificateDelivered: {
    certificateType: string;
    serialNumber: string;
    delivery: 'SENDING' | 'ACCEPTED' | 'REJECTED' | 'FAILED';
  };
  CertificateExpiring: { certificateType: string; serialNumber: string; notAfter: string };
  CertificateRevoked: { certificateType: string; serialNumber: string; reason: string };
  InstalledCertificatesChanged: { cause: 'INSTALLED' | 'DELETED' | 'LISTED' };
  CertificateQueried: { certificateQuery: 'STATUS' | 'CHAIN_STATUS' | 'EV_CERTIFICATE'; status: string };
  CommandUpdated: {
    commandId: string;
    action: string;
    state: string;
    answer: unknown;
    errorCode: string | null;
    errorDescription: string | null;
    late: boolean;
  };
  VariablesChanged: {
    source: string;
    /** How many in all; an event lists a hundred at most. */
    changed: number;
    variables: (VariableFacts & {
      /** variable.id */
      id: string;
      attributeType: string;
      value: string | null;
      pendingValue: string | null;
    })[];
  };
  /** What was desired of a station and is no longer, or not yet, so. */
  DriftBegan: DriftFacts;
  DriftEnded: DriftFacts;
  ReportReceived: ReportFacts;
  MonitoringReportReceived: ReportFacts;
  /** Numbers of monitors, as their station gave them. */
  MonitorsChanged: { set: string[]; cleared: string[] };
  DeviceEventReported: VariableFacts & {
    /** device_event.id */
    deviceEvent: string;
    eventId: string | null;
    trigger: string;
    cause: string | null;
    actualValue: string;
    techCode: string | null;
    techInfo: string | null;
    cleared: boolean | null;
    transactionId: string | null;
    monitorId: string | null;
    eventNotificationType: string;
    severity: number | null;
  };
  EventStreamOpened: {
    streamId: number;
    monitorId: number | null;
    /** s */
    interval: number | null;
    values: number | null;
  };
  EventStreamAdjusted: { streamId: number; interval: number | null; values: number | null };
  EventStreamClosed: { streamId: number };
  EventStreamReceived: {
    streamId: number;
    pending: number | null;
    values: number;
    latestValue: string | null;
  };
  OrphanRecorded: {
    /** orphan_message.id */
    orphan: string;
    action: string;
    reason: string;
  };
  HandshakeRefused: {
    /** refused_handshake.id */
    refusal: string;
    reason: string;
    path: string;
  };
}

export type EventType = keyof EventData;

export const eventTypes = [
  'StationConnected',
  'StationDisconnected',
  'StationBooted',
  'StationEdited',
  'ConnectorStatusChanged',
  'IdTokenAuthorized',
  'TransactionStarted',
  'TransactionUpdated',
  'TransactionEnded',
  'MeterValuesReceived',
  'DataTransferReceived',
  'LocalListUpdated',
  'LocalListFailed',
  'FirmwareStatusChanged',
  'FirmwareUpdateChanged',
  'LogStatusChanged',
  'LogRequestChanged',
  'FileUploaded',
  'SecurityProfileRaised',
  'StationPasswordChanged',
  'SecurityEventReported',
  'CertificateSigningRequested',
  'CertificateIssued',
  'CertificateDelivered',
  'CertificateExpiring',
  'CertificateRevoked',
  'InstalledCertificatesChanged',
  'CertificateQueried',
  ...energyEventTypes,
  'CommandUpdated',
  'VariablesChanged',
  'DriftBegan',
  'DriftEnded',
  'ReportReceived',
  'MonitoringReportReceived',
  'MonitorsChanged',
  'DeviceEventReported',
  'EventStreamOpened',
  'EventStreamAdjusted',
  'EventStreamClosed',
  'EventStreamReceived',
  'OrphanRecorded',
  'HandshakeRefused',
] as const satisfies readonly EventType[];

/** An event about to be written. */
export type NewEvent = {
  [Type in EventType]: { station: string; type: Type; at: Date; data: EventData[Type] };
}[EventType];

/** An event as it is read back. `cursor` is its place in the order of replay. */
export type StationEvent = NewEvent & { cursor: string };
