import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Queryable } from '../../platform/database/pool.js';
import { readsAccessTokens } from './access-token.js';
import { type By, type DirectusUser, findUser } from './directus-user.js';
import type { Identify, Identity } from './identity.js';
import { liesIn } from './networks.js';

/** For so long a user's rights are believed: a user who is suspended or a policy that is removed counts after it. */
export const believedMs = 2000;
const mostKnown = 10_000;

/**
 * Users of Directus, by access token or by static token.
 *
 * @param secret key of the access tokens; without it none is taken
 */
export function directusIdentity(db: Queryable, secret: string | undefined): Identify {
  const read = secret === undefined ? async () => undefined : readsAccessTokens(secret);
  const userBy = remembered(db);
  return async (token, address) => {
    const claims = await read(token);
    const user = await userBy(claims ?? { token });
    return user && identityOf(user, address, claims?.expiresAt ?? null);
  };
}

/** Found once in a while, however many ask at once; those not found too, so that guessing costs the database little. */
function remembered(db: Queryable): (by: By) => Promise<DirectusUser | undefined> {
  const known = new LRUCache<string, Promise<DirectusUser | undefined>>({ max: mostKnown, ttl: believedMs });
  return (by) => {
    const key = createHash('sha256').update(JSON.stringify(by)).digest('base64');
    const before = known.get(key);
    if (before) return before;
    const found = findUser(db, by);
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  };
}

function identityOf(user: DirectusUser, address: string, expiresAt: Date | null): Identity {
  const policies = user.policies.filter(({ networks }) => networks === null || liesIn(address, networks));
  const { userId, name, role } = user;
  return {
    userId,
    name,
    role,
    admin: policies.some(({ admin }) => admin),
    rights: new Set(policies.flatMap(({ rights }) => rights)),
    expiresAt,
  };
}
