/** A token as people entered it. */
export interface IdToken {
  status: 'ACCEPTED' | 'BLOCKED' | 'EXPIRED' | 'INVALID';
  expiresAt: Date | null;
  groupIdToken: string | null;
}

export type AuthorizationStatus = 'Accepted' | 'Blocked' | 'Expired' | 'Invalid' | 'Unknown';

/** What a station is told of a token. */
export interface Verdict {
  status: AuthorizationStatus;
  expiresAt: Date | null;
  groupIdToken: string | null;
}

const statusOf = {
  ACCEPTED: 'Accepted',
  BLOCKED: 'Blocked',
  EXPIRED: 'Expired',
  INVALID: 'Invalid',
} as const;

/** Whether a token may charge at that time. */
export function decide(token: IdToken | undefined, now: Date): Verdict {
  if (!token) return { status: 'Unknown', expiresAt: null, groupIdToken: null };
  const { expiresAt, groupIdToken } = token;
  const expired = token.status === 'ACCEPTED' && expiresAt !== null && expiresAt <= now;
  return { status: expired ? 'Expired' : statusOf[token.status], expiresAt, groupIdToken };
}
