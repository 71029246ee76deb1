import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { usualSize } from '../connections/page.js';
import { failure } from './errors.js';

/** The introspection query that tools send is 13 levels deep. */
const deepest = 15;
/** Objects one operation may ask for: 100 stations with a page of transactions and one of meter values each, say. */
const mostObjects = 50_000;

/** Fields of one name in one selection, under aliases: more of them are a way around the other limits. */
const mostAliases = 50;
/** Fields in all, fragments written out. */
const mostFields = 5000;

/** Bounds for the parser; no document of ours comes near. */
export const parsing = { maxTokens: 10_000 } as const;

export interface Asked {
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

interface Extent {
  /** Levels of fields. */
  depth: number;
  /** Objects that may come back, if every list is full. */
  objects: number;
  fields: number;
  /** The most fields of one name that stand in one selection. */
  aliases: number;
}

const nothing: Extent = { depth: 0, objects: 0, fields: 0, aliases: 0 };

/** Why an operation asks too much; undefined when it does not. For HTTP and WebSocket alike. */
export function tooMuch(schema: GraphQLSchema, asked: Asked): GraphQLError | undefined {
  const { depth, objects, fields, aliases } = extentOf(schema, asked);
  if (depth > deepest)
    return failure('TOO_COMPLEX', `the query is ${depth} levels deep; ${deepest} is the most`);
  if (objects > mostObjects)
    return failure('TOO_COMPLEX', `the query asks for up to ${objects} objects; ${mostObjects} is the most`);
  if (fields > mostFields)
    return failure('TOO_COMPLEX', `the query has ${fields} fields; ${mostFields} are the most`);
  if (aliases > mostAliases)
    return failure('TOO_COMPLEX', `a field stands ${aliases} times in one place; ${mostAliases} is the most`);
  return undefined;
}

/** Whether any of its fields asks for the schema; the name of a type doesn't. */
export function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      found ||= name.value === '__schema' || name.value === '__type';
    },
  });
  return found;
}

/** Fragments are measured once for each type they are spread on, however often: cycles were refused before. */
function extentOf(schema: GraphQLSchema, { document, operationName, variables }: Asked): Extent {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const measured = new Map<string, Extent>();

  function ofSet(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): Extent {
    const whole = { ...nothing };
    const times = new Map<string, number>();
    for (const selection of set?.selections ?? []) {
      const part =
        selection.kind === Kind.FIELD
          ? ofField(selection, type)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? ofSet(selection.selectionSet, named(selection.typeCondition?.name.value) ?? type)
            : ofFragment(selection.name.value);
      whole.depth = Math.max(whole.depth, part.depth);
      whole.objects += part.objects;
      whole.fields += part.fields;
      whole.aliases = Math.max(whole.aliases, part.aliases);
      if (selection.kind !== Kind.FIELD) continue;
      const time = (times.get(selection.name.value) ?? 0) + 1;
      times.set(selection.name.value, time);
      whole.aliases = Math.max(whole.aliases, time);
    }
    return whole;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined): Extent {
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    if (!field || isLeafType(type)) {
      const below = ofSet(node.selectionSet, undefined);
      return { ...below, depth: 1 + below.depth, fields: 1 + below.fields };
    }
    const below = ofSet(node.selectionSet, type);
    const size = sizeOf(node, field, given);
    return {
      ...below,
      depth: 1 + below.depth,
      objects: size * (1 + below.objects),
      fields: 1 + below.fields,
    };
  }

  function ofFragment(name: string): Extent {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, nothing);
    const fragment = fragments.get(name);
    const extent = ofSet(fragment?.selectionSet, named(fragment?.typeCondition.name.value));
    measured.set(name, extent);
    return extent;
  }

  const named = (name: string | undefined) => (name === undefined ? undefined : schema.getType(name));
  const operation = document.definitions.find(
    (each) =>
      each.kind === Kind.OPERATION_DEFINITION && (!operationName || each.name?.value === operationName),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return nothing;
  const given: Record<string, unknown> = { ...variables };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? [])
    if (defaultValue?.kind === Kind.INT) given[variable.name.value] ??= defaultValue.value;
  return ofSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}

/** The page size of a list; 1 for a field that takes none. `nodes` and `edges` of one page count twice, as they are sent. */
function sizeOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: Record<string, unknown>,
): number {
  if (!field.args.some((arg) => arg.name === 'first')) return 1;
  for (const { name, value } of node.arguments ?? []) {
    if (name.value !== 'first' && name.value !== 'last') continue;
    const given =
      value.kind === Kind.VARIABLE ? variables[value.name.value] : value.kind === Kind.INT && value.value;
    if (given !== undefined && given !== null && given !== false) return Math.max(1, Number(given) || 0);
  }
  return usualSize;
}
