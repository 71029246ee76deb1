import { createHash, timingSafeEqual } from 'node:crypto';
import type { Identify } from './identity.js';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The token of the settings, which opens all. Digests are compared, so that neither length nor content shows in time. */
export function adminToken(expected: string): Identify {
  const wanted = digest(expected);
  const admin = {
    name: 'admin',
    userId: null,
    role: null,
    admin: true,
    rights: new Set<never>(),
    expiresAt: null,
  };
  return async (token) => (timingSafeEqual(digest(token), wanted) ? admin : undefined);
}
