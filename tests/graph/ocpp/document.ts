import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { graphSchema } from '../../../graph/schema.js';

export type MutationField = GraphQLField<unknown, unknown>;

export async function mutationField(name: string): Promise<MutationField> {
  const field = (await graphSchema()).getMutationType()?.getFields()[name];
  if (!field) throw new Error(`no mutation ${name}`);
  return field;
}

/** The mutation as a front end writes it, asking for everything that may be answered. */
export function documentOf({ name, args, type }: MutationField, options = ''): string {
  const request = args.find((arg) => arg.name === 'request');
  const variables = `$stationId: ID!${request ? `, $request: ${request.type}` : ''}`;
  const given = `stationId: $stationId${request ? ', request: $request' : ''} ${options}`;
  const answer = answerOf(type) ? `answer ${selection(answerOf(type) as GraphQLOutputType)}` : '';
  return `mutation (${variables}) { sent: ${name}(${given}) {
    state errorCode errorDescription raw findings { path rule message } ${answer}
    command { id state action ocppVersion payload idempotencyKey requestedBy } } }`;
}

export function answerOf(result: GraphQLOutputType): GraphQLOutputType | undefined {
  const type = getNamedType(result);
  return isObjectType(type) ? type.getFields().answer?.type : undefined;
}

function selection(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields());
  return `{ ${fields.map((field) => `${field.name} ${selection(field.type)}`).join(' ')} }`;
}

export const requestOf = ({ args }: MutationField): GraphQLArgument | undefined =>
  args.find((arg) => arg.name === 'request');

/** A payload of OCPP with GraphQL's spelling of enum values. */
export const toGraph = (type: GraphQLInputType, value: unknown): unknown =>
  respelled(type, value, (values, word) => values.find((each) => each.value === word)?.name);

/** The other way round; fields that GraphQL gives as null were not there. */
export const toOcpp = (type: GraphQLOutputType, value: unknown): unknown =>
  respelled(type, value, (values, word) => values.find((each) => each.name === word)?.value);

type Spelling = (values: readonly { name: string; value: unknown }[], word: unknown) => unknown;

function respelled(type: GraphQLInputType | GraphQLOutputType, value: unknown, spell: Spelling): unknown {
  const bare = getNullableType(type);
  if (isEnumType(bare)) return spell(bare.getValues(), value);
  if (isListType(bare) && Array.isArray(value))
    return value.map((each) => respelled(bare.ofType, each, spell));
  if (!isInputObjectType(bare) && !isObjectType(bare)) return value;
  const fields = bare.getFields();
  const there = Object.entries(value as object).filter(([, each]) => each !== null);
  return Object.fromEntries(
    there.map(([name, each]) => {
      const field = fields[name];
      if (!field) throw new Error(`${bare.name} has no field ${name}`);
      return [name, respelled(field.type, each, spell)];
    }),
  );
}
