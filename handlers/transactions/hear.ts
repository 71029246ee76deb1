import type { Verdict } from '../../ocpp/token-info.js';
import type { ShownToken } from '../authorization/shown-token.js';
import type { Sample } from '../metering/sample.js';
import type { NewRow } from './ledger.js';

/** What one 2.x message tells of its transaction. */
export interface Happening {
  transactionId: string;
  /** The same for the same message told again. */
  eventKey: string;
  eventType: 'Started' | 'Updated' | 'Ended';
  seqNo: number | null;
  at: Date;
  triggerReason: string;
  offline: boolean;
  evseId: number | null;
  connectorId: number | null;
  token: ShownToken | null;
  chargingState: string | null;
  stoppedReason: string | null;
  remoteStartId: number | null;
  reservationId: number | null;
  samples: Sample[];
}

/** A transaction of which this is the first that we hear, whichever message of it that is. */
export const firstHeard = (station: string, { transactionId, at }: Happening): NewRow => ({
  station,
  transactionId,
  startKey: null,
  evseId: null,
  connectorId: null,
  idToken: null,
  idTokenAt: null,
  status: 'ACTIVE',
  authorizationStatus: null,
  chargingState: null,
  chargingStateAt: null,
  remoteStartId: null,
  reservationId: null,
  startedAt: at,
  startReported: false,
  endedAt: null,
  stoppedReason: null,
  meterStartWh: null,
  meterStopWh: null,
  offline: false,
});

/**
 * What is known of a transaction once this is heard too. Hearing it twice changes nothing, and in whatever order a
 * session's messages are heard, the result is the same; an end is final.
 */
export function hear<Row extends NewRow>(row: Row, happening: Happening, verdict: Verdict | null): Row {
  return {
    ...row,
    evseId: row.evseId ?? happening.evseId,
    connectorId: row.connectorId ?? happening.connectorId,
    remoteStartId: row.remoteStartId ?? text(happening.remoteStartId),
    reservationId: row.reservationId ?? text(happening.reservationId),
    offline: row.offline || happening.offline,
    ...started(row, happening),
    ...ended(row, happening),
    ...token(row, happening, verdict),
    ...chargingState(row, happening),
  };
}

const text = (number: number | null): string | null => (number === null ? null : String(number));

function started(row: NewRow, { eventType, at }: Happening): Partial<NewRow> {
  if (eventType === 'Started' && !row.startReported) return { startedAt: at, startReported: true };
  const told = eventType === 'Started' || !row.startReported;
  return told && at < row.startedAt ? { startedAt: at } : {};
}

function ended(row: NewRow, { eventType, at, stoppedReason }: Happening): Partial<NewRow> {
  return eventType === 'Ended' && !row.endedAt ? { status: 'ENDED', endedAt: at, stoppedReason } : {};
}

/** The token that began it is the one shown first; one shown later may stop it. */
function token(row: NewRow, { token, at }: Happening, verdict: Verdict | null): Partial<NewRow> {
  if (!token || !verdict || (row.idTokenAt && row.idTokenAt <= at)) return {};
  return { idToken: token.idToken, idTokenAt: at, authorizationStatus: verdict.status };
}

function chargingState(row: NewRow, { chargingState, at }: Happening): Partial<NewRow> {
  const newer = chargingState !== null && (!row.chargingStateAt || row.chargingStateAt <= at);
  return newer ? { chargingState, chargingStateAt: at } : {};
}

/** Whether two states of a row differ in anything that is written. */
export function differs(one: NewRow, other: NewRow): boolean {
  return (Object.keys(one) as (keyof NewRow)[]).some((key) => {
    const [a, b] = [one[key], other[key]];
    return a instanceof Date && b instanceof Date ? a.getTime() !== b.getTime() : a !== b;
  });
}
