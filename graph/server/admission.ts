import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { forbidden } from '../access/operation.js';
import type { Identity } from '../identity/identity.js';
import type { AllowList } from './allow-list.js';
import { failure } from './errors.js';
import { introspects, tooMuch } from './limits.js';

/** An operation that somebody wants to run. */
export interface Wish {
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

/** Why an operation may not run; undefined when it may. HTTP and WebSocket ask it alike, before anything runs. */
export type Admit = (wish: Wish, identity: Identity) => GraphQLError | undefined;

export interface Rules {
  schema: GraphQLSchema;
  /** Undefined: every document. */
  allowed: AllowList | undefined;
  introspection: 'everybody' | 'administrators' | 'nobody';
}

export const admission =
  ({ schema, allowed, introspection }: Rules): Admit =>
  (wish, identity) => {
    if (allowed && !identity.admin && !allowed(wish.document))
      return failure(
        'FORBIDDEN',
        'this system runs only the documents of its list, and this is none of them',
      );
    const mayIntrospect =
      introspection === 'everybody' || (introspection === 'administrators' && identity.admin);
    if (!mayIntrospect && introspects(wish.document))
      return failure('FORBIDDEN', `the schema is shown to ${introspection}`);
    return forbidden(schema, wish, identity) ?? tooMuch(schema, wish);
  };
