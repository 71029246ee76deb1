import { isRefusal } from '../identity/authenticate.js';
import { believedMs } from '../identity/directus-identity.js';
import { type Identity, sameRights } from '../identity/identity.js';

/**
 * How long somebody may hold what they were once let in for: until the token ends or is taken back, or its rights
 * change. `over` is told once, with the reason.
 *
 * @param again finds out anew who it is; throws UNAUTHENTICATED when it is nobody any more
 * @returns ends the watch
 */
export function watchTenure(
  identity: Identity,
  again: () => Promise<Identity>,
  over: (reason: string) => void,
): () => void {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const next = () => {
    const left = identity.expiresAt ? Math.max(0, identity.expiresAt.getTime() - Date.now()) : believedMs;
    timer = setTimeout(look, Math.min(left, believedMs));
  };
  const look = async () => {
    const reason = await whyOver(identity, again);
    if (ended) return;
    if (reason === undefined) next();
    else over(reason);
  };
  next();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

async function whyOver(identity: Identity, again: () => Promise<Identity>): Promise<string | undefined> {
  try {
    return sameRights(identity, await again())
      ? undefined
      : 'FORBIDDEN: the rights of the token have changed';
  } catch (error) {
    // While the database is away nobody is turned out: nothing can be read either.
    return isRefusal(error) ? `UNAUTHENTICATED: ${error.message}` : undefined;
  }
}
