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
} from 'graphql';
import { usualSize } from '../connections/page.js';
import { failure } from './errors.js';

/** The introspection query that tools send is 13 levels deep. */
const deepest = 15;
/** Objects one operation may ask for: 100 stations with a page of transactions and one of meter values each, say. */
const mostObjects = 50_000;

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
}

/** Why an operation asks too much; undefined when it does not. For HTTP and WebSocket alike. */
export function tooMuch(schema: GraphQLSchema, asked: Asked): GraphQLError | undefined {
  const { depth, objects } = extentOf(schema, asked);
  if (depth > deepest)
    return failure('TOO_COMPLEX', `the query is ${depth} levels deep; ${deepest} is the most`);
  if (objects > mostObjects)
    return failure('TOO_COMPLEX', `the query asks for up to ${objects} objects; ${mostObjects} is the most`);
  return undefined;
}

/** Fragments are measured once for each type they are spread on, however often: cycles were refused before. */
function extentOf(schema: GraphQLSchema, { document, operationName, variables }: Asked): Extent {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const measured = new Map<string, Extent>();

  function ofSet(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): Extent {
    const whole = { depth: 0, objects: 0 };
    for (const selection of set?.selections ?? []) {
      const part =
        selection.kind === Kind.FIELD
          ? ofField(selection, type)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? ofSet(selection.selectionSet, named(selection.typeCondition?.name.value) ?? type)
            : ofFragment(selection.name.value);
      whole.depth = Math.max(whole.depth, part.depth);
      whole.objects += part.objects;
    }
    return whole;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined): Extent {
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    if (!field || isLeafType(type)) {
      const below = ofSet(node.selectionSet, undefined);
      return { depth: 1 + below.depth, objects: below.objects };
    }
    const below = ofSet(node.selectionSet, type);
    const size = sizeOf(node, field, given);
    return { depth: 1 + below.depth, objects: size * (1 + below.objects) };
  }

  function ofFragment(name: string): Extent {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, { depth: 0, objects: 0 });
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
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return { depth: 0, objects: 0 };
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
