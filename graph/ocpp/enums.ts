import { GraphQLEnumType } from 'graphql';
import { enumValueName } from './names.js';
import type { EnumShape } from './shapes.js';

/** An enum of OCPP: inside it is OCPP's own word, outside the nearest that GraphQL can spell. */
export function enumType({ name, description, values }: EnumShape): GraphQLEnumType {
  const named = values.map(
    (value) => [enumValueName(value), { value, description: `OCPP: ${value}` }] as const,
  );
  if (new Set(named.map(([word]) => word)).size < values.length)
    throw new Error(`${name}: two of its values are spelled alike in GraphQL`);
  return new GraphQLEnumType({ name, description, values: Object.fromEntries(named) });
}
