import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type { AuthorizationStatus, Verdict } from './verdict.js';

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
  return {
    status: status16[status],
    ...(expiresAt && { expiryDate: expiresAt.toISOString() }),
    ...(groupIdToken && groupIdToken.length <= 20 && { parentIdTag: groupIdToken }),
  };
}

/** 2.x idTokenInfo. A group is a token of ours, hence of type Central; its text has 36 characters at most. */
export function idTokenInfo(verdict: Verdict): V201.IdTokenInfoType {
  const { status, expiresAt, groupIdToken, language, personalMessage, chargingPriority, evseIds } = verdict;
  return {
    status,
    ...(expiresAt && { cacheExpiryDateTime: expiresAt.toISOString() }),
    ...(groupIdToken &&
      groupIdToken.length <= 36 && { groupIdToken: { idToken: groupIdToken, type: 'Central' } }),
    ...(language && { language1: language }),
    ...(personalMessage && { personalMessage: { ...personalMessage, ...(language && { language }) } }),
    ...(chargingPriority !== null && { chargingPriority }),
    ...(evseIds && { evseId: evseIds }),
  };
}
