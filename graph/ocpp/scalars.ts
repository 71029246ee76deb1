import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw new GraphQLError('OcppDateTime is text, such as 2026-01-01T12:00:00Z');
  return value;
};

/** Chargers compare times as text and differ in their fractions and offsets, so none is rewritten on its way. */
export const OcppDateTime = new GraphQLScalarType<string, string>({
  name: 'OcppDateTime',
  description:
    'A point in time (RFC 3339) as text, passed on exactly as it is given: fractions and offset stay as they are.',
  serialize: text,
  parseValue: text,
  parseLiteral: (node: ValueNode) => text(node.kind === Kind.STRING ? node.value : undefined),
});
