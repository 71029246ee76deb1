import type { Verdict } from '../../ocpp/token-info.js';
import type { ShownToken } from './shown-token.js';

/** A token shown somewhere at some time, and what for. */
export interface Showing {
  station: string;
  token: ShownToken;
  /** When it is judged: now, or at the station's own time where it was offline then. */
  at: Date;
  /** ASK: by Authorize, or in passing. */
  purpose: 'ASK' | 'START' | 'STOP';
  /** Null where the message does not tell. */
  evseId: number | null;
  connectorId: number | null;
  /** What tells the transaction from others of its station, in every retry the same; null outside of one. */
  transaction: string | null;
  /** What a provider outside says of it; undefined where it was not asked. */
  said?: Verdict | undefined;
}

/** A message that took longer than this came from a station that was offline when it was made. */
const onlineMs = 60_000;

/** 1.6 does not say whether a station was offline: its time tells, for what was sent at once is of now. */
export const timeToJudge = (at: Date, receivedAt: Date): Date =>
  receivedAt.getTime() - at.getTime() > onlineMs ? at : receivedAt;
