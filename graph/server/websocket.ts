import type { Server } from 'node:http';
import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer as serveGraphql } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { forbidden } from '../access/operation.js';
import type { Caller } from '../identity/identity.js';
import { addressOf } from './address.js';
import type { Context } from './context.js';
import { failure, formatError } from './errors.js';
import { tooMuch } from './limits.js';
import { watchTenure } from './tenure.js';

const mostMessageBytes = 1_000_000;
const pingEveryMs = 15_000;
/** graphql-ws's close code for who is not, or no more, let in: its clients come back with a new token, if they have one. */
const turnedAway = 4403;

type Extra = { context?: Context };

/** GraphQL over WebSocket (graphql-transport-ws) at /graphql: subscriptions, and queries and mutations too. */
export function openWebSocket(
  server: Server,
  schema: GraphQLSchema,
  contextFor: (caller: Caller) => Promise<Context>,
): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: mostMessageBytes });
  const closing = serveGraphql<Record<string, unknown>, Extra>(
    {
      schema,
      connectionInitWaitTimeout: 10_000,
      onConnect: async ({ connectionParams, extra }) => {
        const { socket, request } = extra;
        const caller = { authorization: tokenIn(connectionParams), address: addressOf(request) };
        const turnAway = (reason: string) => socket.close(turnedAway, closeReason(reason));
        try {
          const context = await contextFor(caller);
          const again = async () => (await contextFor(caller)).identity;
          socket.once('close', watchTenure(context.identity, again, turnAway));
          extra.context = context;
          return true;
        } catch (error) {
          const { message, extensions } = formatError({ message: '' }, error);
          turnAway(`${extensions?.code}: ${message}`);
          return false;
        }
      },
      onSubscribe: ({ extra }, _id, payload) => prepare(schema, payload, extra.context),
      onNext: (_ctx, _id, _payload, _args, result) =>
        result.errors && {
          ...result,
          errors: result.errors.map((error) => formatError(error.toJSON(), error)),
        },
      onError: (_ctx, _id, _payload, errors) => errors.map((error) => formatError(error.toJSON(), error)),
    },
    sockets,
    pingEveryMs,
  );
  // Clients are told that the server goes away (1001), so that they come back and resume by their cursor.
  return { close: async () => closing.dispose() };
}

/** RFC 6455 §5.5: a close frame holds 125 bytes, two of them the code. */
const closeReason = (reason: string): string => Buffer.from(reason).subarray(0, 123).toString();

/** Browsers can't set headers on a WebSocket: the token comes in the connection's parameters. */
function tokenIn(params: Record<string, unknown> | undefined): string | undefined {
  const given = params?.authorization ?? params?.Authorization ?? params?.token;
  return typeof given === 'string' ? given : undefined;
}

/** Each operation has its own context, so that what one has read never shows in another. */
function prepare(
  schema: GraphQLSchema,
  { query, operationName, variables }: SubscribePayload,
  context: Context | undefined,
): ExecutionArgs | readonly GraphQLError[] {
  if (!context) return [failure('UNAUTHENTICATED', 'the connection was not accepted')];
  try {
    const document = parse(query, { maxTokens: 10_000 });
    const faults = validate(schema, document, specifiedRules, { maxErrors: 20 });
    if (faults.length > 0) return faults.map((fault) => coded(fault, 'GRAPHQL_VALIDATION_FAILED'));
    const refusal =
      forbidden(schema, { document, operationName }, context.identity) ??
      tooMuch(schema, { document, operationName, variables });
    if (refusal) return [refusal];
    return { schema, document, operationName, variableValues: variables, contextValue: { ...context } };
  } catch (error) {
    if (error instanceof GraphQLError) return [coded(error, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

const coded = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, { ...error, extensions: { code, ...error.extensions } });
