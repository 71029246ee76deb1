import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLScalarType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  parseValue,
} from 'graphql';

/** The shortest document that asks for a root field: required arguments only, nothing below it but its type. */
export function minimalDocument(
  operation: 'query' | 'mutation',
  { name, args, type }: GraphQLField<unknown, unknown>,
): string {
  const given = args.filter(isRequiredArgument).map((arg) => `${arg.name}: ${literal(arg.type)}`);
  const list = given.length > 0 ? `(${given.join(', ')})` : '';
  return `${operation} { ${name}${list}${isLeafType(getNamedType(type)) ? '' : ' { __typename }'} }`;
}

/** A value of the type, of which nothing like it exists. */
function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    const chosen = type.isOneOf ? Object.values(type.getFields()).slice(0, 1) : fields;
    return `{ ${chosen.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
  }
  return candidates.find((candidate) => takes(type, candidate)) ?? 'null';
}

const candidates = ['"987654321"', '987654321', 'true', '"2099-01-01T00:00:00Z"', '{}'];

function takes(type: GraphQLScalarType, literal: string): boolean {
  try {
    return type.parseLiteral(parseValue(literal)) !== undefined;
  } catch {
    return false;
  }
}
