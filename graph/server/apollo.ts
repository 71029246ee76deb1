import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { log } from '../../platform/log.js';
import type { Admit } from './admission.js';
import type { Context } from './context.js';
import { formatError } from './errors.js';
import { parsing } from './limits.js';

/** How long a query that a client has sent once is known by its hash. */
const persistedSeconds = 24 * 3600;

/** The GraphQL engine behind HTTP. It listens nowhere itself: http.ts hands it requests. */
export async function startApollo(schema: GraphQLSchema, admit: Admit): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    formatError,
    // Who may see the schema is decided with what else they may.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: { ttl: persistedSeconds },
    parseOptions: parsing,
    cache: 'bounded',
    logger: log,
    plugins: [admitting(admit)],
  });
  await apollo.start();
  return apollo;
}

const admitting = (admit: Admit): ApolloServerPlugin<Context & BaseContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operationName, request: { variables }, contextValue }) => {
      const refusal = admit({ document, operationName, variables }, contextValue.identity);
      if (refusal) throw refusal;
    },
  }),
});
