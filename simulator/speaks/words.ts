import type { Call as Call16 } from 'typed-ocpp/dist/ocpp16/call.js';
import type * as is16 from 'typed-ocpp/dist/ocpp16/types.js';
import type { Call as Call21 } from 'typed-ocpp/dist/ocpp21/call.js';
import type * as is21 from 'typed-ocpp/dist/ocpp21/types.js';
import type { Reaction } from '../connection.js';
import type { Reply } from '../requests.js';
import type { Station } from '../station.js';
import type { Command, Question } from './dialect.js';

/** The payload types of each family by action. 2.0.1 is sent in the words it shares with 2.1. */
export interface Words16 {
  requests: { [C in Call16 as `${C[2]}`]: C[3] };
  answers: {
    Authorize: is16.AuthorizeResponse;
    BootNotification: is16.BootNotificationResponse;
    CancelReservation: is16.CancelReservationResponse;
    ReserveNow: is16.ReserveNowResponse;
    ChangeAvailability: is16.ChangeAvailabilityResponse;
    ChangeConfiguration: is16.ChangeConfigurationResponse;
    ClearCache: is16.ClearCacheResponse;
    ClearChargingProfile: is16.ClearChargingProfileResponse;
    DataTransfer: is16.DataTransferResponse;
    ExtendedTriggerMessage: is16.ExtendedTriggerMessageResponse;
    GetConfiguration: is16.GetConfigurationResponse;
    GetDiagnostics: is16.GetDiagnosticsResponse;
    GetLocalListVersion: is16.GetLocalListVersionResponse;
    GetLog: is16.GetLogResponse;
    RemoteStartTransaction: is16.RemoteStartTransactionResponse;
    RemoteStopTransaction: is16.RemoteStopTransactionResponse;
    Reset: is16.ResetResponse;
    GetCompositeSchedule: is16.GetCompositeScheduleResponse;
    SetChargingProfile: is16.SetChargingProfileResponse;
    SignedUpdateFirmware: is16.SignedUpdateFirmwareResponse;
    StartTransaction: is16.StartTransactionResponse;
    TriggerMessage: is16.TriggerMessageResponse;
    UnlockConnector: is16.UnlockConnectorResponse;
    UpdateFirmware: is16.UpdateFirmwareResponse;
    SignCertificate: is16.SignCertificateResponse;
    CertificateSigned: is16.CertificateSignedResponse;
    InstallCertificate: is16.InstallCertificateResponse;
    GetInstalledCertificateIds: is16.GetInstalledCertificateIdsResponse;
    DeleteCertificate: is16.DeleteCertificateResponse;
  };
}

export interface Words2 {
  requests: { [C in Call21 as `${C[2]}`]: C[3] };
  answers: {
    Authorize: is21.AuthorizeResponse;
    BootNotification: is21.BootNotificationResponse;
    CancelReservation: is21.CancelReservationResponse;
    ReserveNow: is21.ReserveNowResponse;
    SetDisplayMessage: is21.SetDisplayMessageResponse;
    ClearDisplayMessage: is21.ClearDisplayMessageResponse;
    GetDisplayMessages: is21.GetDisplayMessagesResponse;
    ChangeAvailability: is21.ChangeAvailabilityResponse;
    ClearCache: is21.ClearCacheResponse;
    ClearChargingProfile: is21.ClearChargingProfileResponse;
    CostUpdated: is21.CostUpdatedResponse;
    DataTransfer: is21.DataTransferResponse;
    GetBaseReport: is21.GetBaseReportResponse;
    GetLocalListVersion: is21.GetLocalListVersionResponse;
    GetLog: is21.GetLogResponse;
    GetTransactionStatus: is21.GetTransactionStatusResponse;
    GetVariables: is21.GetVariablesResponse;
    RequestStartTransaction: is21.RequestStartTransactionResponse;
    RequestStopTransaction: is21.RequestStopTransactionResponse;
    Reset: is21.ResetResponse;
    GetChargingProfiles: is21.GetChargingProfilesResponse;
    GetCompositeSchedule: is21.GetCompositeScheduleResponse;
    GetMonitoringReport: is21.GetMonitoringReportResponse;
    GetReport: is21.GetReportResponse;
    NotifyEvent: is21.NotifyEventResponse;
    SetVariableMonitoring: is21.SetVariableMonitoringResponse;
    ClearVariableMonitoring: is21.ClearVariableMonitoringResponse;
    SetMonitoringBase: is21.SetMonitoringBaseResponse;
    SetMonitoringLevel: is21.SetMonitoringLevelResponse;
    ReportChargingProfiles: is21.ReportChargingProfilesResponse;
    SetChargingProfile: is21.SetChargingProfileResponse;
    SetVariables: is21.SetVariablesResponse;
    TransactionEvent: is21.TransactionEventResponse;
    TriggerMessage: is21.TriggerMessageResponse;
    UnlockConnector: is21.UnlockConnectorResponse;
    UpdateFirmware: is21.UpdateFirmwareResponse;
    SignCertificate: is21.SignCertificateResponse;
    CertificateSigned: is21.CertificateSignedResponse;
    InstallCertificate: is21.InstallCertificateResponse;
    GetInstalledCertificateIds: is21.GetInstalledCertificateIdsResponse;
    DeleteCertificate: is21.DeleteCertificateResponse;
    SetNetworkProfile: is21.SetNetworkProfileResponse;
  };
}

type Words = { requests: object; answers: object };
type AnswerTo<W extends Words, A> = A extends keyof W['answers'] ? W['answers'][A] : object;

/** A question in a family's words. Its answer has passed its schema before it is read. */
export const asking =
  <W extends Words>() =>
  <A extends keyof W['requests'] & string, T>(
    action: A,
    payload: () => W['requests'][A] & object,
    read: (answer: AnswerTo<W, A>) => T,
  ): Question<T> => ({ action, payload, read: (answer) => read(answer as AnswerTo<W, A>) });

/** The commands of a family, each with its own request and answer. */
export type Commands<W extends Words> = {
  [A in keyof W['requests'] & keyof W['answers']]?: (
    is: W['requests'][A],
    station: Station,
  ) => Reaction & { answer: W['answers'][A] };
};

/** By name, for whoever has checked the request against its schema. */
export const byName = <W extends Words>(commands: Commands<W>): ReadonlyMap<string, Command> =>
  new Map(Object.entries(commands) as [string, Command][]);

/** A neutral reply whose words both families share. */
export const reply = <S extends string>({
  status,
  after,
}: Reply<S>): Reaction & { answer: { status: S } } => ({
  answer: { status },
  ...(after ? { after } : {}),
});
