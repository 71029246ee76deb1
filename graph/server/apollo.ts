import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { log } from '../../platform/log.js';
import { forbidden } from '../access/operation.js';
import type { Context } from './context.js';
import { formatError } from './errors.js';
import { tooMuch } from './limits.js';

/** The GraphQL engine behind HTTP. It listens nowhere itself: http.ts hands it requests. */
export async function startApollo(schema: GraphQLSchema): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    formatError,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    cache: 'bounded',
    logger: log,
    plugins: [admission(schema)],
  });
  await apollo.start();
  return apollo;
}

/** What may run: what its caller has the rights for, within the limits. */
const admission = (schema: GraphQLSchema): ApolloServerPlugin<Context & BaseContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operationName, request, contextValue }) => {
      const refusal =
        forbidden(schema, { document, operationName }, contextValue.identity) ??
        tooMuch(schema, { document, operationName, variables: request.variables });
      if (refusal) throw refusal;
    },
  }),
});
