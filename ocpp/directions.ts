import { actionsOf } from './schemas.js';
import type { OcppVersion } from './versions.js';

/** What stations send, by the version that brings it (1.6 §4 and security extension, 2.0.1 and 2.1 Part 2 §1). */
const fromStation16 = [
  'Authorize',
  'BootNotification',
  'DataTransfer',
  'DiagnosticsStatusNotification',
  'FirmwareStatusNotification',
  'Heartbeat',
  'LogStatusNotification',
  'MeterValues',
  'SecurityEventNotification',
  'SignCertificate',
  'SignedFirmwareStatusNotification',
  'StartTransaction',
  'StatusNotification',
  'StopTransaction',
];

const fromStation201 = [
  'Authorize',
  'BootNotification',
  'ClearedChargingLimit',
  'DataTransfer',
  'FirmwareStatusNotification',
  'Get15118EVCertificate',
  'GetCertificateStatus',
  'Heartbeat',
  'LogStatusNotification',
  'MeterValues',
  'NotifyChargingLimit',
  'NotifyCustomerInformation',
  'NotifyDisplayMessages',
  'NotifyEVChargingNeeds',
  'NotifyEVChargingSchedule',
  'NotifyEvent',
  'NotifyMonitoringReport',
  'NotifyReport',
  'PublishFirmwareStatusNotification',
  'ReportChargingProfiles',
  'ReservationStatusUpdate',
  'SecurityEventNotification',
  'SignCertificate',
  'StatusNotification',
  'TransactionEvent',
];

const fromStation21 = [
  ...fromStation201,
  'BatterySwap',
  'ClosePeriodicEventStream',
  'GetCertificateChainStatus',
  'NotifyDERAlarm',
  'NotifyDERStartStop',
  // A SEND: nothing answers it.
  'NotifyPeriodicEventStream',
  'NotifyPriorityCharging',
  'NotifySettlement',
  'OpenPeriodicEventStream',
  'PullDynamicScheduleUpdate',
  'ReportDERControl',
  'VatNumberValidation',
];

const fromStation: Record<OcppVersion, ReadonlySet<string>> = {
  'ocpp1.6': new Set(fromStation16),
  'ocpp2.0.1': new Set(fromStation201),
  'ocpp2.1': new Set(fromStation21),
};

/** Actions that a station of this version sends, in order of name. */
export const inboundActions = (version: OcppVersion): string[] => [...fromStation[version]].sort();

/** Actions that we send to a station of this version, in order of name. DataTransfer goes both ways. */
export const outboundActions = (version: OcppVersion): string[] =>
  actionsOf(version).filter((action) => action === 'DataTransfer' || !fromStation[version].has(action));
