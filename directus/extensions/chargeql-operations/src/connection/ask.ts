import { Fault, faultOf } from './fault.js';
import { currentSession, forgetSession, type Session } from './session.js';

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Asks graph, as whoever is signed in. Throws a Fault. */
export async function ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const answer = await post(await currentSession(), query, variables);
  if (codeOf(answer) !== 'UNAUTHENTICATED') return dataOf<T>(answer);
  // A token of another run of Directus, or one that was revoked: a second try has a new one.
  forgetSession();
  return dataOf<T>(await post(await currentSession(), query, variables));
}

async function post(session: Session, query: string, variables: object): Promise<Answer> {
  try {
    const response = await fetch(session.graphUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${session.accessToken}` },
      body: JSON.stringify({ query, variables }),
    });
    return await response.json();
  } catch (error) {
    throw faultOf(error);
  }
}

const codeOf = ({ errors }: Answer): string | undefined => errors?.[0]?.extensions?.code;

function dataOf<T>(answer: Answer): T {
  const [first] = answer.errors ?? [];
  if (first) throw new Fault(first.extensions?.code ?? 'INTERNAL_SERVER_ERROR', first.message);
  return answer.data as T;
}
