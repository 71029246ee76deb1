import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';

/** The words of 2.x; 1.6 has fewer. */
export type AuthorizationStatus = V201.AuthorizationStatusEnumType;

/** What a station is told of a token. */
export interface Verdict {
  status: AuthorizationStatus;
  /** Until when the station may keep it. */
  expiresAt: Date | null;
  groupIdToken: string | null;
  language: string | null;
  personalMessage: { format: V201.MessageFormatEnumType; content: string } | null;
  chargingPriority: number | null;
  /** The only EVSEs of the station that it may charge at; null: all. */
  evseIds: number[] | null;
}

/** A verdict of which no more is known than what is given. */
export const verdict = (given: Partial<Verdict> & { status: AuthorizationStatus }): Verdict => ({
  expiresAt: null,
  groupIdToken: null,
  language: null,
  personalMessage: null,
  chargingPriority: null,
  evseIds: null,
  ...given,
});

/** The words for what people enter of a token. */
export const statusOfToken = {
  ACCEPTED: 'Accepted',
  BLOCKED: 'Blocked',
  EXPIRED: 'Expired',
  INVALID: 'Invalid',
  NO_CREDIT: 'NoCredit',
} as const satisfies Record<string, AuthorizationStatus>;

/** A time as OCPP writes it; one past the year 9999, or PostgreSQL’s infinity, it has no form for: that is never. */
function written(time: Date | null): string | undefined {
  const at = new Date(time ?? Number.NaN);
  return at.getUTCFullYear() <= 9999 ? at.toISOString() : undefined;
}

type Status16 = V16.AuthorizeResponse['idTagInfo']['status'];

/** 1.6 has no words for a token nobody knows, nor for one that may charge, only not here, not now, or not for nothing. */
const status16: Record<AuthorizationStatus, Status16> = {
  Accepted: 'Accepted',
  Blocked: 'Blocked',
  ConcurrentTx: 'ConcurrentTx',
  Expired: 'Expired',
  Invalid: 'Invalid',
  NoCredit: 'Blocked',
  NotAllowedTypeEVSE: 'Blocked',
  NotAtThisLocation: 'Blocked',
  NotAtThisTime: 'Blocked',
  Unknown: 'Invalid',
};

/** 1.6 idTagInfo; its tags have 20 characters at most. */
export function idTagInfo({ status, expiresAt, groupIdToken }: Verdict): V16.AuthorizeResponse['idTagInfo'] {
  const expiryDate = written(expiresAt);
  return {
    status: status16[status],
    ...(expiryDate && { expiryDate }),
    ...(groupIdToken && groupIdToken.length <= 20 && { parentIdTag: groupIdToken }),
  };
}

/** 2.x idTokenInfo. A group is a token of ours, hence of type Central; its text has 36 characters at most. */
export function idTokenInfo(verdict: Verdict): V201.IdTokenInfoType {
  const { status, expiresAt, groupIdToken, language, personalMessage, chargingPriority, evseIds } = verdict;
  const cacheExpiryDateTime = written(expiresAt);
  return {
    status,
    ...(cacheExpiryDateTime && { cacheExpiryDateTime }),
    ...(groupIdToken &&
      groupIdToken.length <= 36 && { groupIdToken: { idToken: groupIdToken, type: 'Central' } }),
    ...(language && { language1: language }),
    ...(personalMessage && { personalMessage: { ...personalMessage, ...(language && { language }) } }),
    ...(chargingPriority !== null && { chargingPriority }),
    ...(evseIds && { evseId: evseIds }),
  };
}
