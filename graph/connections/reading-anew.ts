import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { Context } from '../server/context.js';
import { Loaders } from './loaders.js';

/**
 * The same schema, in which what a mutation or an event leads to is read anew: what was read before it may have changed.
 * Only where it begins: a middleware of type-graphql's makes a promise for every field of every row, two fifths of the
 * time of a page of 500 stations.
 */
export function readingAnew(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getMutationType(), schema.getSubscriptionType()])
    for (const field of Object.values(type?.getFields() ?? {}))
      field.resolve = anew(field.resolve ?? defaultFieldResolver);
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, Context>;

const anew =
  (resolve: Resolve): Resolve =>
  (source, args, context, info) => {
    context.load = new Loaders(context.pool);
    return resolve(source, args, context, info);
  };
