import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { isOutage } from '../../platform/database/outage.js';
import { log, reason } from '../../platform/log.js';

/**
 * Every `extensions.code` this API gives, and what it means. Apollo's own stand here too, so that the list is whole.
 */
export const errorCodes = {
  UNAUTHENTICATED: 'no bearer token, or not a valid one',
  FORBIDDEN: 'the token is valid but does not open this',
  BAD_USER_INPUT: 'an argument is out of its range or of a wrong form',
  NOT_FOUND: 'what is to be changed does not exist',
  CONFLICT: 'it exists already, is in use, or the idempotency key was used for something else',
  NOT_ACCEPTED: 'the station is not accepted: it may not be sent this',
  UNSUPPORTED: 'the OCPP version this station speaks has no way to ask for that',
  CURSOR_INVALID: 'not a cursor of this place',
  CURSOR_EXPIRED: 'events after this cursor are no longer kept, a replay would have a hole',
  RATE_LIMITED: 'too often or too many at once; `retryAfterSeconds` says when to try again',
  TOO_COMPLEX: 'the query is too deep or asks for too many objects at once',
  UNAVAILABLE: 'the database or the message broker cannot be reached; try again',
  INTERNAL_SERVER_ERROR: 'our fault; the reference in the message leads to the log entry',
  GRAPHQL_PARSE_FAILED: 'not GraphQL',
  GRAPHQL_VALIDATION_FAILED: 'does not fit the schema',
  OPERATION_RESOLUTION_FAILURE: 'the document has no operation of that name',
  BAD_REQUEST: 'the HTTP request is not one of GraphQL over HTTP',
  PERSISTED_QUERY_NOT_FOUND: 'the server does not know a query of this hash',
  PERSISTED_QUERY_NOT_SUPPORTED: 'the server keeps no queries',
} as const;
export type ErrorCode = keyof typeof errorCodes;

/** An error on its way to the caller, with a code to act on. */
export const failure = (code: ErrorCode, message: string, more: Record<string, unknown> = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...more } });

const away = 'the database or the message broker cannot be reached; try again in a few seconds';

/** PostgreSQL's SQLSTATEs that are the caller's doing or will pass; their texts never leave the house. */
const bySqlState: [pattern: RegExp, code: ErrorCode, message: string][] = [
  [/^23505$/, 'CONFLICT', 'it exists already'],
  [/^23503$/, 'BAD_USER_INPUT', 'it refers to something that does not exist'],
  [/^23(502|514)$/, 'BAD_USER_INPUT', 'a value is out of its range'],
  [/^22/, 'BAD_USER_INPUT', 'a value has a wrong form or is out of its range'],
  [/^57014$/, 'TOO_COMPLEX', 'the database took too long; narrow the filter'],
  [/^(08|53|57)/, 'UNAVAILABLE', away],
];

/** What the caller may know of anything that was thrown; the rest goes to the log under a reference. */
export function presentable(error: unknown): GraphQLError {
  const thrown = unwrapResolverError(error);
  if (thrown instanceof ArgumentValidationError) return failure('BAD_USER_INPUT', inWords(thrown));
  if (thrown instanceof GraphQLError) return thrown;
  const blame = Object(thrown) as Blame;
  const { code } = blame;
  if (typeof code === 'string') {
    const known = bySqlState.find(([pattern]) => code.length === 5 && pattern.test(code));
    if (known) return failure(known[1], `${about(blame)}${known[2]}`);
  }
  if (isOutage(thrown)) return failure('UNAVAILABLE', away);
  const reference = randomUUID().slice(0, 8);
  log.error(
    { reference, reason: reason(thrown), stack: thrown instanceof Error ? thrown.stack : undefined },
    'graph',
  );
  return failure('INTERNAL_SERVER_ERROR', `internal error, reference ${reference}`);
}

/** Why somebody could not even be let in: over HTTP with a status of its own. */
export function atTheDoor(error: unknown): GraphQLError {
  const shown = presentable(error);
  if (shown.extensions.code !== 'UNAVAILABLE') return shown;
  return failure('UNAVAILABLE', shown.message, { http: { status: 503 } });
}

/** What a PostgreSQL error says of itself. */
interface Blame {
  code?: unknown;
  table?: unknown;
  message?: unknown;
}

/** What PostgreSQL blames, where that is a word of this API: a table's noun, or the value that was given. */
function about(error: Blame): string {
  const value = /^(?:invalid input syntax for type \w+: |value )("[^"]{0,40}")/.exec(
    String(error.message),
  )?.[1];
  if (value !== undefined) return `${value}: `;
  const noun = typeof error.table === 'string' ? nouns[error.table] : undefined;
  return noun === undefined ? '' : `${noun}: `;
}

const nouns: Record<string, string> = {
  campaign: 'campaign',
  charging_station: 'station',
  id_token: 'token',
  id_token_group: 'group',
  id_token_place: 'place',
  local_list_rule: 'rule',
  vendor_message: 'vendor message',
  location: 'location',
  station_group: 'group',
  desired_variable: 'desired variable',
};

const inWords = (error: ArgumentValidationError): string =>
  error.extensions.validationErrors
    .flatMap(function words(each): string[] {
      return [...Object.values(each.constraints ?? {}), ...(each.children ?? []).flatMap(words)];
    })
    .join('; ');

/** The one catch of this room: what leaves through HTTP and WebSocket alike. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { message, extensions } = presentable(error);
  const { stacktrace: _, http: _http, ...kept } = { ...extensions };
  const code = kept.code ?? formatted.extensions?.code ?? 'BAD_USER_INPUT';
  return { ...formatted, message, extensions: { ...kept, code } };
}
