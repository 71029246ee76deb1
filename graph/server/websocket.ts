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
import type { Context } from './context.js';
import { failure, formatError } from './errors.js';
import { tooMuch } from './limits.js';

const mostMessageBytes = 1_000_000;
const pingEveryMs = 15_000;
/** Close codes of graphql-ws, by which clients know not to try again at once. */
const forbidden = 4403;

type Extra = { context?: Context };

/** GraphQL over WebSocket (graphql-transport-ws) at /graphql: subscriptions, and queries and mutations too. */
export function openWebSocket(
  server: Server,
  schema: GraphQLSchema,
  contextFor: (authorization: string | undefined) => Promise<Context>,
): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: mostMessageBytes });
  const closing = serveGraphql<Record<string, unknown>, Extra>(
    {
      schema,
      connectionInitWaitTimeout: 10_000,
      onConnect: async ({ connectionParams, extra }) => {
        try {
          extra.context = await contextFor(tokenIn(connectionParams));
          return true;
        } catch (error) {
          const { message, extensions } = formatError({ message: '' }, error);
          extra.socket.close(forbidden, `${extensions?.code}: ${message}`);
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
    const refusal = tooMuch(schema, { document, operationName, variables });
    if (refusal) return [refusal];
    return { schema, document, operationName, variableValues: variables, contextValue: { ...context } };
  } catch (error) {
    if (error instanceof GraphQLError) return [coded(error, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

const coded = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, { ...error, extensions: { code, ...error.extensions } });
