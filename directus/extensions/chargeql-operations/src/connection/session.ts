import { Fault } from './fault.js';

/** Where graph is, and who we are to it. */
export interface Session {
  graphUrl: string;
  accessToken: string;
  /** By this browser's clock. */
  renewAt: number;
}

let session: Promise<Session> | undefined;

/** The session with graph of whoever is signed in to Directus; renewed in time. */
export async function currentSession(): Promise<Session> {
  const known = await session?.catch(() => undefined);
  if (known && known.renewAt > Date.now()) return known;
  session = fetchSession();
  return session;
}

/** For when graph does not take the token, though its time is not over. */
export function forgetSession(): void {
  session = undefined;
}

async function fetchSession(): Promise<Session> {
  // The app lies in /admin/ of wherever Directus is.
  const response = await fetch(new URL('../chargeql-operations/session', document.baseURI), {
    credentials: 'same-origin',
  });
  const { data, errors } = await response.json();
  if (!response.ok)
    throw new Fault(
      errors?.[0]?.extensions?.code ?? 'UNREACHABLE',
      errors?.[0]?.message ?? response.statusText,
    );
  return {
    graphUrl: data.graphUrl,
    accessToken: data.accessToken,
    renewAt: Date.now() + data.lifetimeSeconds * 800,
  };
}
