import {
  GraphQLBoolean,
  type GraphQLEnumType,
  GraphQLFloat,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { GraphQLJSON, GraphQLSafeInt } from 'graphql-scalars';
import { OcppDateTime } from './scalars.js';
import type { EnumShape, Field, ObjectShape, Shape } from './shapes.js';

/** The types of what a station answers. */
export function outputTypes(enumOf: (shape: EnumShape) => GraphQLEnumType) {
  const made = new Map<ObjectShape, GraphQLObjectType>();

  function output(shape: ObjectShape): GraphQLObjectType {
    const before = made.get(shape);
    if (before) return before;
    const type = new GraphQLObjectType({
      name: shape.name,
      description: shape.description,
      fields: () => Object.fromEntries(shape.fields().map((field) => [field.name, fieldOf(field)])),
    });
    made.set(shape, type);
    return type;
  }

  const fieldOf = ({ description, required, shape }: Field) => {
    const type = typeOf(shape);
    return { description, type: required ? new GraphQLNonNull(type) : type };
  };

  function typeOf(shape: Shape): GraphQLOutputType {
    switch (shape.kind) {
      case 'object':
        return output(shape);
      case 'enum':
        return enumOf(shape);
      case 'list':
        return new GraphQLList(new GraphQLNonNull(typeOf(shape.of)));
      // Stations do send more than the 32 bits that OCPP allows.
      case 'integer':
        return GraphQLSafeInt;
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

  return { messageOf: output };
}

/**
 * As much of a value as its type can say; undefined when it can say nothing of it. What does not fit goes, and with it
 * whatever cannot be without it.
 */
export function fitting(type: GraphQLOutputType, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  const bare = getNullableType(type);
  if (isListType(bare))
    return Array.isArray(value)
      ? value.map((each) => fitting(bare.ofType, each)).filter((each) => each !== undefined)
      : undefined;
  if (isObjectType(bare)) return fittingFields(bare, value);
  return isLeafType(bare) && isSayable(bare, value) ? value : undefined;
}

function fittingFields(type: GraphQLObjectType, value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const given = value as Record<string, unknown>;
  const kept: Record<string, unknown> = {};
  for (const field of Object.values(type.getFields())) {
    const fits = fitting(field.type, given[field.name]);
    if (fits !== undefined) kept[field.name] = fits;
    else if (isNonNullType(field.type)) return undefined;
  }
  return kept;
}

function isSayable(type: { serialize(value: unknown): unknown }, value: unknown): boolean {
  try {
    type.serialize(value);
    return true;
  } catch {
    return false;
  }
}
