import {
  type GraphQLFieldConfigArgumentMap,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSchema,
  isOutputType,
} from 'graphql';
import type { Context } from '../server/context.js';
import { ocppMutations } from './mutations.js';

/** The schema with a mutation more for every action of OCPP: the same types, and Mutation made anew around them. */
export function withOcpp(schema: GraphQLSchema): GraphQLSchema {
  const written = schema.getMutationType();
  if (!written) throw new Error('graph: no mutations to extend');
  const config = written.toConfig();
  const derived = ocppMutations({
    Command: typeIn(schema, 'Command'),
    CommandState: typeIn(schema, 'CommandState'),
    options: optionsIn(config.fields.resetStation?.args ?? {}),
  });
  const mutation = new GraphQLObjectType<unknown, Context>({
    ...config,
    fields: { ...config.fields, ...derived },
  });
  const { types, ...rest } = schema.toConfig();
  return new GraphQLSchema({ ...rest, mutation, types: types.filter((type) => type !== written) });
}

function typeIn(schema: GraphQLSchema, name: string): GraphQLOutputType {
  const type = schema.getType(name);
  if (!isOutputType(type)) throw new Error(`graph: no type ${name}`);
  return type;
}

/** The arguments that every command takes (CommandOptions), as one that has them shows them. */
function optionsIn(args: GraphQLFieldConfigArgumentMap): GraphQLFieldConfigArgumentMap {
  const names = ['waitMs', 'whenOffline', 'expiresAt', 'expiresInSeconds', 'idempotencyKey'];
  const options = Object.entries(args).filter(([name]) => names.includes(name));
  if (options.length < names.length) throw new Error('graph: the options of commands have other names');
  return Object.fromEntries(options);
}
