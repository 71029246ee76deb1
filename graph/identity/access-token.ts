import { errors, jwtVerify } from 'jose';
import { refused } from './authenticate.js';

/** Whose access token it is, and until when. */
export interface Claims {
  userId: string;
  /** The session that has to be alive, where the token belongs to one. */
  session: string | undefined;
  expiresAt: Date;
}

const looksLikeOne = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Reads Directus's access tokens, signed with the key it shares with us; undefined for what is none. */
export function readsAccessTokens(secret: string): (token: string) => Promise<Claims | undefined> {
  const key = new TextEncoder().encode(secret);
  return async (token) => {
    if (!looksLikeOne.test(token)) return undefined;
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        issuer: 'directus',
        requiredClaims: ['exp', 'id', 'role', 'app_access', 'admin_access'],
      });
      return claimsIn(payload);
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw refused('the token has expired');
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
}

/** Tokens for a share or for one purpose, and those of OAuth clients, come with the same signature and open nothing here. */
function claimsIn(payload: Record<string, unknown>): Claims | undefined {
  const { id, exp, session, share, scope, aud } = payload;
  if (share !== undefined || scope !== undefined || aud !== undefined) return undefined;
  if (typeof id !== 'string' || !uuid.test(id) || typeof exp !== 'number') return undefined;
  if (session !== undefined && typeof session !== 'string') return undefined;
  return { userId: id, session, expiresAt: new Date(exp * 1000) };
}
