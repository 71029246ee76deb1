import { outboundActions } from './directions.js';
import { type OcppVersion, ocppVersions } from './versions.js';

/** Whether a station may take part. */
export type RegistrationStatus = 'ACCEPTED' | 'PENDING' | 'REJECTED';

/**
 * What may be sent to a 2.x station that is Pending: what reads and changes its configuration (B02.FR.01), triggers
 * messages, and readies it for its first day: certificates, a connection profile, the reboot that some values wait for.
 */
const whilePending2 = new Set([
  'CertificateSigned',
  'ClearVariableMonitoring',
  'DeleteCertificate',
  'GetBaseReport',
  'GetInstalledCertificateIds',
  'GetMonitoringReport',
  'GetReport',
  'GetVariables',
  'InstallCertificate',
  'Reset',
  'SetMonitoringBase',
  'SetMonitoringLevel',
  'SetNetworkProfile',
  'SetVariableMonitoring',
  'SetVariables',
  'TriggerMessage',
]);

/** 1.6 §4.2: a Pending charge point can be asked anything but these. */
const notWhilePending16 = new Set(['RemoteStartTransaction', 'RemoteStopTransaction']);

/** Whether a command may be sent to a station of that standing: to a rejected one nothing (B03.FR.03, 1.6 §4.2). */
export function mayBeSent(version: OcppVersion, action: string, standing: RegistrationStatus): boolean {
  if (standing !== 'PENDING') return standing === 'ACCEPTED';
  return version === 'ocpp1.6' ? !notWhilePending16.has(action) : whilePending2.has(action);
}

/** What may be sent to Pending stations, as two columns: version and action. */
export const sendableWhilePending: [versions: OcppVersion[], actions: string[]] = (() => {
  const pairs = ocppVersions.flatMap((version) =>
    outboundActions(version)
      .filter((action) => mayBeSent(version, action, 'PENDING'))
      .map((action) => [version, action] as const),
  );
  return [pairs.map(([version]) => version), pairs.map(([, action]) => action)];
})();

/** What a station sends because of what we sent it; for a trigger it is the message that was asked for. */
const consequences: Record<string, string> = {
  GetBaseReport: 'NotifyReport',
  GetReport: 'NotifyReport',
  GetMonitoringReport: 'NotifyMonitoringReport',
  GetLog: 'LogStatusNotification',
  GetDiagnostics: 'DiagnosticsStatusNotification',
  UpdateFirmware: 'FirmwareStatusNotification',
  SignedUpdateFirmware: 'SignedFirmwareStatusNotification',
};

/** Triggers that ask for a certificate are told by its kind (F06, 1.6 security extension §4.2). */
const messageOfTrigger = (trigger: string): string =>
  /^Sign\w+Certificate$/.test(trigger) ? 'SignCertificate' : trigger;

/** The message that a command makes a station send: allowed of one that is Pending (B02.FR.09, 1.6 §4.2). */
export const consequenceOf = (action: string, payload: { requestedMessage?: unknown }): string | undefined =>
  action === 'TriggerMessage' || action === 'ExtendedTriggerMessage'
    ? messageOfTrigger(String(payload.requestedMessage))
    : consequences[action];

/** Commands that have such consequences. */
export const consequential: string[] = [
  'TriggerMessage',
  'ExtendedTriggerMessage',
  ...Object.keys(consequences),
];
