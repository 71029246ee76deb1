import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type { Verdict } from './verdict.js';

/** 1.6 idTagInfo; it has no word for a token nobody knows, and tags of 20 characters at most. */
export function idTagInfo({ status, expiresAt, groupIdToken }: Verdict): V16.AuthorizeResponse['idTagInfo'] {
  return {
    status: status === 'Unknown' ? 'Invalid' : status,
    ...(expiresAt && { expiryDate: expiresAt.toISOString() }),
    ...(groupIdToken && groupIdToken.length <= 20 && { parentIdTag: groupIdToken }),
  };
}

/** 2.x idTokenInfo. A group is a token of ours, hence of type Central; its text has 36 characters at most. */
export function idTokenInfo({ status, expiresAt, groupIdToken }: Verdict): V201.IdTokenInfoType {
  return {
    status,
    ...(expiresAt && { cacheExpiryDateTime: expiresAt.toISOString() }),
    ...(groupIdToken &&
      groupIdToken.length <= 36 && { groupIdToken: { idToken: groupIdToken, type: 'Central' } }),
  };
}
