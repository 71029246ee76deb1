import { createHash, timingSafeEqual } from 'node:crypto';
import { failure } from './errors.js';

/** Who asks. */
export interface Identity {
  /** Shown as `requestedBy` of the commands they give. */
  name: string;
}

/** Finds out whose token it is; undefined when nobody's. */
export type Identify = (token: string) => Promise<Identity | undefined>;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The one token of a system without users. Digests are compared, so that neither length nor content shows in time. */
export function adminToken(expected: string): Identify {
  const wanted = digest(expected);
  return async (token) => (timingSafeEqual(digest(token), wanted) ? { name: 'admin' } : undefined);
}

/** The identity behind an Authorization value, `Bearer …` or the bare token. */
export async function authenticate(authorization: string | undefined, identify: Identify): Promise<Identity> {
  const token = authorization?.replace(/^Bearer\s+/i, '').trim();
  const identity = token ? await identify(token) : undefined;
  if (identity) return identity;
  const message = token ? 'the token is not valid' : 'send Authorization: Bearer <token>';
  throw failure('UNAUTHENTICATED', message, { http: { status: 401 } });
}
