import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** A field of an answer, and where it is asked for; `sure` where it can't have been left out. */
interface Asked {
  type: GraphQLOutputType;
  below: SelectionSetNode[];
  sure: boolean;
}

/** How data break the types that a valid document with one operation selects; empty where they fit. */
export function misfits(
  schema: GraphQLSchema,
  document: DocumentNode,
  data: Record<string, unknown>,
): string[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const found: string[] = [];
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);

  function fit(type: GraphQLOutputType, value: unknown, below: SelectionSetNode[], path: string): void {
    if (isNonNullType(type)) {
      if (value === null || value === undefined) found.push(`${path}: null in the place of ${type}`);
      else fit(type.ofType, value, below, path);
    } else if (value === null) return;
    else if (isListType(type)) {
      if (!Array.isArray(value)) found.push(`${path}: no list`);
      else for (const [index, each] of value.entries()) fit(type.ofType, each, below, `${path}[${index}]`);
    } else if (isLeafType(type)) {
      if (!isLeaf(type, value)) found.push(`${path}: ${JSON.stringify(value)} is no ${type}`);
    } else if (typeof value !== 'object' || Array.isArray(value)) found.push(`${path}: no object`);
    else fitObject(type, value as Record<string, unknown>, below, path);
  }

  function fitObject(
    type: GraphQLCompositeType,
    value: Record<string, unknown>,
    below: SelectionSetNode[],
    path: string,
  ): void {
    const asked = new Map<string, Asked>();
    const real = isObjectType(type) ? type : schema.getType(String(value.__typename));
    for (const selections of below)
      collect(type, selections, isCompositeType(real) ? real : undefined, true, asked);
    for (const key of Object.keys(value))
      if (!asked.has(key)) found.push(`${path}.${key}: nobody asked for it`);
    for (const [key, { type, below, sure }] of asked) {
      if (key in value) fit(type, value[key], below, `${path}.${key}`);
      else if (sure) found.push(`${path}.${key}: missing`);
    }
  }

  /** @param real the type of the object, where it says so */
  function collect(
    type: GraphQLCompositeType,
    { selections }: SelectionSetNode,
    real: GraphQLCompositeType | undefined,
    sure: boolean,
    asked: Map<string, Asked>,
  ): void {
    for (const selection of selections) {
      const certain = sure && !selection.directives?.length;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const before = asked.get(key);
        asked.set(key, {
          type: typeOf(schema, type, selection.name.value),
          below: [...(before?.below ?? []), ...(selection.selectionSet ? [selection.selectionSet] : [])],
          sure: certain || (before?.sure ?? false),
        });
        continue;
      }
      const spread =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!spread) continue;
      const named = spread.typeCondition ? schema.getType(spread.typeCondition.name.value) : type;
      if (!isCompositeType(named)) continue;
      const covers = named === type || (real !== undefined && covering(schema, named, real));
      if (real === undefined || covers) collect(named, spread.selectionSet, real, certain && covers, asked);
    }
  }

  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = schema.getRootType(definition.operation);
    if (root) fitObject(root, data, [definition.selectionSet], definition.operation);
  }
  return found;
}

const covering = (schema: GraphQLSchema, named: GraphQLCompositeType, real: GraphQLCompositeType): boolean =>
  named === real || (isAbstractType(named) && isObjectType(real) && schema.isSubType(named, real));

function typeOf(schema: GraphQLSchema, type: GraphQLCompositeType, field: string): GraphQLOutputType {
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  const known = fields[field]?.type ?? introspection(schema)[field];
  if (!known) throw new Error(`${type} has no field ${field}`);
  return known;
}

/** Fields that every type has, or every query. */
const introspection = (schema: GraphQLSchema): Record<string, GraphQLOutputType> => {
  const type = (name: string) => getNamedType(schema.getType(name)) as GraphQLOutputType;
  return { __typename: type('String'), __schema: type('__Schema'), __type: type('__Type') };
};

const standard: Record<string, (value: unknown) => boolean> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Float: (value) => typeof value === 'number',
  Int: (value) => Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31,
  DateTime: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
};

function isLeaf(type: GraphQLLeafType, value: unknown): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  return standard[type.name]?.(value) ?? value !== undefined;
}
