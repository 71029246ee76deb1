import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { redacted, redactedWords } from '../../ocpp/secrets.js';
import { log, reason } from '../../platform/log.js';
import type { Context } from '../server/context.js';
import { presentable } from '../server/errors.js';
import { shortened } from './shorten.js';

/** The same schema, whose every mutation leaves a record of who did it; one that can't be recorded is not done. */
export function audited(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {}))
    field.resolve = recorded(field.name, field.resolve ?? defaultFieldResolver);
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, Context>;

function recorded(mutation: string, resolve: Resolve): Resolve {
  return async (source, args: object, context, info) => {
    const { audit, identity, address } = context;
    const { name: who, userId } = identity;
    const id = await audit.begin({
      who,
      userId,
      address,
      mutation,
      arguments: shortened(redacted(args)) as object,
    });
    const end = (code?: string, message?: string) =>
      audit
        .end({ id, code, message })
        .catch((error) => log.warn({ reason: reason(error) }, 'audit: no outcome'));
    try {
      const result = await resolve(source, args, context, info);
      await end();
      return result;
    } catch (error) {
      const shown = presentable(error);
      await end(String(shown.extensions.code ?? 'BAD_USER_INPUT'), redactedWords(shown.message));
      throw shown;
    }
  };
}
