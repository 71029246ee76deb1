import { type AuthorizationStatus, statusOfToken, type Verdict, verdict } from '../../ocpp/token-info.js';
import type { Showing } from './showing.js';

/** A token as people entered it, with what holds of it where and when it is shown. */
export interface IdToken {
  id: string;
  status: keyof typeof statusOfToken;
  expiresAt: Date | null;
  groupIdToken: string | null;
  masterPass: boolean;
  concurrentUse: boolean;
  everywhere: boolean;
  /** Its places at this station; an EVSE of null is the whole station. Null: none. */
  places: { evseId: number | null; connectorId: number | null }[] | null;
  /** Whether it may charge at certain times only. */
  timed: boolean;
  /** When the window ends that it is shown in; null outside of all. */
  timeEndsAt: Date | null;
  cacheSeconds: number | null;
  language: string | null;
  personalMessage: string | null;
  personalMessageFormat: 'ASCII' | 'HTML' | 'URI' | 'UTF8';
  chargingPriority: number | null;
}

type Shown = Pick<Showing, 'at' | 'purpose' | 'evseId' | 'connectorId'>;

/** What to tell of a token; whether it is in a transaction elsewhere is not looked at here. */
export function decide(token: IdToken | undefined, shown: Shown): Verdict {
  if (!token) return verdict({ status: 'Unknown' });
  const status = statusNow(token, shown);
  return {
    status,
    expiresAt: status === 'Accepted' ? keepUntil(token, shown.at) : token.expiresAt,
    groupIdToken: token.groupIdToken,
    language: token.language,
    personalMessage:
      token.personalMessage === null
        ? null
        : { format: token.personalMessageFormat, content: token.personalMessage },
    chargingPriority: token.chargingPriority,
    evseIds: evsesOf(token),
  };
}

function statusNow(token: IdToken, { at, purpose, evseId, connectorId }: Shown): AuthorizationStatus {
  if (token.status !== 'ACCEPTED') return statusOfToken[token.status];
  if (token.expiresAt !== null && token.expiresAt <= at) return 'Expired';
  if (!token.everywhere && !token.places) return 'NotAtThisLocation';
  if (!token.everywhere && !isAllowedAt(token, evseId, connectorId)) return 'NotAllowedTypeEVSE';
  if (token.timed && token.timeEndsAt === null) return 'NotAtThisTime';
  // C16: a master pass ends transactions and begins none; a 2.x station is told its group and knows.
  if (token.masterPass && purpose === 'START') return 'Invalid';
  return 'Accepted';
}

/** A message that does not tell the EVSE, or the connector, is not held against the token. */
function isAllowedAt({ places }: IdToken, evseId: number | null, connectorId: number | null): boolean {
  const fits = (place: number | null, told: number | null) =>
    place === null || told === null || place === told;
  return (places ?? []).some(
    (place) => fits(place.evseId, evseId || null) && fits(place.connectorId, connectorId || null),
  );
}

function evsesOf({ everywhere, places }: IdToken): number[] | null {
  if (everywhere || !places) return null;
  const evses = new Set(places.map(({ evseId }) => evseId));
  return evses.has(null) ? null : ([...evses] as number[]).sort((a, b) => a - b);
}

/** A station that keeps the answer longer would let in whom we no longer do. */
function keepUntil({ expiresAt, timeEndsAt, cacheSeconds }: IdToken, at: Date): Date | null {
  const cached = cacheSeconds === null ? null : new Date(at.getTime() + cacheSeconds * 1000);
  const ends = [expiresAt, timeEndsAt, cached].filter((end) => end !== null);
  return ends.length === 0 ? null : new Date(Math.min(...ends.map(Number)));
}
