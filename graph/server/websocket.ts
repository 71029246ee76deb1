import type { Server } from 'node:http';
import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Context as Connection, SubscribePayload } from 'graphql-ws';
import { type Extra, useServer as serveGraphql } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { AddressOf } from '../../platform/proxies.js';
import { Loaders } from '../connections/loaders.js';
import type { Caller } from '../identity/identity.js';
import type { Admit } from './admission.js';
import type { Context } from './context.js';
import { failure, formatError } from './errors.js';
import { parsing } from './limits.js';
import type { Rates } from './rates.js';
import { watchTenure } from './tenure.js';

const mostMessageBytes = 1_000_000;
const pingEveryMs = 15_000;
/** graphql-ws's close code for who is not, or no more, let in: its clients come back with a new token, if they have one. */
const turnedAway = 4403;

interface Given {
  schema: GraphQLSchema;
  admit: Admit;
  rates: Rates;
  contextFor(caller: Caller): Promise<Context>;
  addressOf: AddressOf;
  /** Subscriptions, and other operations under way, that one token has at once over all its sockets. */
  mostSubscriptions: number;
}

type Joined = { context?: Context };
type Joining = Connection<Record<string, unknown>, Extra & Joined>;

/** GraphQL over WebSocket (graphql-transport-ws) at /graphql: subscriptions, and queries and mutations too. */
export function openWebSocket(server: Server, given: Given): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: mostMessageBytes });
  const connections = new Set<Joining>();
  const closing = serveGraphql<Record<string, unknown>, Joined>(
    {
      schema: given.schema,
      connectionInitWaitTimeout: 10_000,
      onConnect: (connection) => join(connection, connections, given),
      onSubscribe: async ({ extra: { context } }, _id, payload) => {
        if (!context) return [failure('UNAUTHENTICATED', 'the connection was not accepted')];
        try {
          await given.rates.operation(context.identity);
          checkSubscriptions(context, connections, given.mostSubscriptions);
          return prepare(payload, context, given);
        } catch (error) {
          if (error instanceof GraphQLError) return [error];
          throw error;
        }
      },
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

/** Lets a socket in by the token of its parameters, for as long as that holds. */
async function join(
  connection: Joining,
  connections: Set<Joining>,
  { contextFor, addressOf }: Given,
): Promise<boolean> {
  const { socket, request } = connection.extra;
  const caller = { authorization: tokenIn(connection.connectionParams), address: addressOf(request) };
  const turnAway = (reason: string) => socket.close(turnedAway, closeReason(reason));
  try {
    const context = await contextFor(caller);
    const again = async () => (await contextFor(caller)).identity;
    const unwatch = watchTenure(context.identity, again, turnAway);
    connections.add(connection);
    socket.once('close', () => {
      unwatch();
      connections.delete(connection);
    });
    connection.extra.context = context;
    return true;
  } catch (error) {
    const { message, extensions } = formatError({ message: '' }, error);
    turnAway(`${extensions?.code}: ${message}`);
    return false;
  }
}

/** RFC 6455 §5.5: a close frame holds 125 bytes, two of them the code. */
const closeReason = (reason: string): string => Buffer.from(reason).subarray(0, 123).toString();

/** Browsers can't set headers on a WebSocket: the token comes in the connection's parameters. */
function tokenIn(params: Record<string, unknown> | undefined): string | undefined {
  const given = params?.authorization ?? params?.Authorization ?? params?.token;
  return typeof given === 'string' ? given : undefined;
}

/** The one about to begin is among those counted. */
function checkSubscriptions({ identity }: Context, connections: Set<Joining>, most: number): void {
  let open = 0;
  for (const { extra, subscriptions } of connections) {
    const other = extra.context?.identity;
    if (other?.userId === identity.userId && other.name === identity.name)
      open += Object.keys(subscriptions).length;
  }
  if (open > most)
    throw failure(
      'RATE_LIMITED',
      `one token has at most ${most} subscriptions at once, over all its sockets`,
    );
}

/** Each operation has its own context, so that what one has read never shows in another. */
function prepare(
  { query, operationName, variables }: SubscribePayload,
  context: Context,
  { schema, admit }: Given,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    const document = parse(query, parsing);
    const faults = validate(schema, document, specifiedRules, { maxErrors: 20 });
    if (faults.length > 0) return faults.map((fault) => coded(fault, 'GRAPHQL_VALIDATION_FAILED'));
    const refusal = admit({ document, operationName, variables }, context.identity);
    if (refusal) return [refusal];
    const contextValue = { ...context, load: new Loaders(context.pool) };
    return { schema, document, operationName, variableValues: variables, contextValue };
  } catch (error) {
    if (error instanceof GraphQLError) return [coded(error, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

const coded = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, { ...error, extensions: { code, ...error.extensions } });
