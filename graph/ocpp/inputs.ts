import {
  GraphQLBoolean,
  type GraphQLEnumType,
  GraphQLFloat,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { GraphQLJSON, GraphQLSafeInt } from 'graphql-scalars';
import { inputName } from './names.js';
import { OcppDateTime } from './scalars.js';
import type { EnumShape, Field, ObjectShape, Shape } from './shapes.js';

/** OCPP's integers have 32 bits; numbers of transactions are ours or a predecessor's, and have outgrown them. */
const integerOf = (field: string) => (field === 'transactionId' ? GraphQLSafeInt : GraphQLInt);

/** The types of what a caller gives. */
export function inputTypes(enumOf: (shape: EnumShape) => GraphQLEnumType) {
  const made = new Map<ObjectShape, GraphQLInputObjectType>();

  function input(shape: ObjectShape, name = inputName(shape.name)): GraphQLInputObjectType {
    const before = made.get(shape);
    if (before) return before;
    const type = new GraphQLInputObjectType({
      name,
      description: shape.description,
      fields: () => Object.fromEntries(shape.fields().map((field) => [field.name, fieldOf(field)])),
    });
    made.set(shape, type);
    return type;
  }

  const fieldOf = ({ name, description, required, shape }: Field) => {
    const type = typeOf(shape, name);
    return { description, type: required ? new GraphQLNonNull(type) : type };
  };

  function typeOf(shape: Shape, field: string): GraphQLInputType {
    switch (shape.kind) {
      case 'object':
        return input(shape);
      case 'enum':
        return enumOf(shape);
      case 'list':
        return new GraphQLList(new GraphQLNonNull(typeOf(shape.of, field)));
      case 'integer':
        return integerOf(field);
      case 'number':
        return GraphQLFloat;
      case 'boolean':
        return GraphQLBoolean;
      case 'time':
        return OcppDateTime;
      case 'text':
        return GraphQLString;
      case 'any':
        return GraphQLJSON;
    }
  }

  return { messageOf: (shape: ObjectShape) => input(shape, shape.name) };
}

/** OCPP knows no null: a field given as null counts as left out. Inside free JSON everything is content, and stays. */
export function payloadOf(type: GraphQLInputType, value: unknown): unknown {
  const bare = getNullableType(type);
  if (isListType(bare) && Array.isArray(value)) return value.map((each) => payloadOf(bare.ofType, each));
  if (!isInputObjectType(bare)) return value;
  const given = value as Record<string, unknown>;
  const fields = Object.values(bare.getFields()).filter(({ name }) => (given[name] ?? null) !== null);
  return Object.fromEntries(fields.map(({ name, type }) => [name, payloadOf(type, given[name])]));
}
