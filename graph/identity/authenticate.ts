import { GraphQLError } from 'graphql';
import { failure } from '../server/errors.js';
import type { Caller, Identify, Identity } from './identity.js';

/** A token is short; nobody makes us hash or parse a long one. */
const longest = 8192;

/** The identity behind a request: the first who knows its token says whose it is. */
export async function authenticate(
  { authorization, address }: Caller,
  ways: readonly Identify[],
): Promise<Identity> {
  const token = authorization?.replace(/^Bearer\s+/i, '').trim();
  if (!token) throw refused('send Authorization: Bearer <token>');
  if (token.length > longest) throw refused('the token is not valid');
  for (const identify of ways) {
    const identity = await identify(token, address);
    if (identity) return identity;
  }
  throw refused('the token is not valid');
}

export const refused = (message: string): Error =>
  failure('UNAUTHENTICATED', message, { http: { status: 401 } });

/** Whether somebody was turned away, and not just hindered. */
export const isRefusal = (error: unknown): error is GraphQLError =>
  error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED';
