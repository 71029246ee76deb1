/** What identifies a driver. 1.6 knows the text only. */
export interface Token {
  idToken: string;
  type: string;
}

/** Why a session ends, for both dialects. */
export type StopReason =
  | 'Local'
  | 'Remote'
  | 'EVDisconnected'
  | 'DeAuthorized'
  | 'SoftReset'
  | 'HardReset'
  | 'UnlockCommand';

/** One transaction, as the charger knows it. */
export interface Session {
  /** The charger's own id for it; what 2.x sends. */
  id: string;
  /** What a 1.6 CSMS called it, once it has. */
  csmsId?: number;
  evseId: number;
  token: Token;
  remoteStartId?: number | undefined;
  /** Of the reservation that it used. */
  reservationId?: number | undefined;
  startedAt: Date;
  /** Energy register at begin and end, in whole Wh as the messages carry it. */
  meterStartWh: number;
  meterStopWh?: number;
  endedAt?: Date;
  stoppedReason?: StopReason;
  nextSeqNo: number;
}

/** What went through the meter in a session that ended (Wh), exactly as reported. */
export const energyWh = (session: Session): number =>
  (session.meterStopWh ?? session.meterStartWh) - session.meterStartWh;

/** The transaction's id as the CSMS knows it; undefined while a 1.6 start is unanswered. */
export const transactionIdOf = (session: Session, version: string): string | undefined =>
  version === 'ocpp1.6' ? session.csmsId?.toString() : session.id;
