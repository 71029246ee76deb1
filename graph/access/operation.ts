import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Identity } from '../identity/identity.js';
import { failure } from '../server/errors.js';
import { needsOf } from './needs.js';
import type { Need } from './rights.js';

export const has = ({ admin, rights }: Identity, need: Need): boolean =>
  admin || need === 'anybody' || (need !== 'administrator' && rights.has(need));

/**
 * Why somebody may not run an operation; undefined when they may. It is looked at whole before anything of it runs, so
 * that no mutation is done half-way. For HTTP and WebSocket alike.
 */
export function forbidden(
  schema: GraphQLSchema,
  { document, operationName }: { document: DocumentNode; operationName?: string | null | undefined },
  identity: Identity,
): GraphQLError | undefined {
  const missing = [...needsOfOperation(schema, document, operationName ?? '')].filter(
    ([need]) => !has(identity, need),
  );
  if (missing.length === 0) return undefined;
  const [words, rights] = [missing.map(inWords), missing.map(([need]) => need)];
  return failure('FORBIDDEN', `missing ${words.join(', and ')}`, { missing: rights });
}

const inWords = ([need, field]: [Need, string]): string =>
  need === 'administrator'
    ? `the rights of an administrator, for ${field}`
    : `the right "${need}", for ${field}`;

/** Needs, each with the first field that has it. */
type Needed = ReadonlyMap<Need, string>;

const known = new WeakMap<DocumentNode, Map<string, Needed>>();

/** Documents are kept parsed by who parses them, and looked through once. */
function needsOfOperation(schema: GraphQLSchema, document: DocumentNode, name: string): Needed {
  const ofDocument = known.get(document) ?? new Map<string, Needed>();
  known.set(document, ofDocument);
  const needed = ofDocument.get(name) ?? lookThrough(schema, document, name);
  ofDocument.set(name, needed);
  return needed;
}

function lookThrough(schema: GraphQLSchema, document: DocumentNode, name: string): Needed {
  const operations = Object.entries(separateOperations(document));
  const [, operation] = operations.find(([each]) => each === name) ?? operations[0] ?? [];
  const needed = new Map<Need, string>();
  if (!operation) return needed;
  const needs = needsOf(schema);
  const place = new TypeInfo(schema);
  const note = (need: Need, field: string) => needed.has(need) || needed.set(need, field);
  visit(
    operation,
    visitWithTypeInfo(place, {
      Field: () => {
        const [field, parent, type] = [place.getFieldDef(), place.getParentType(), place.getType()];
        if (!field || !parent) return;
        const path = `${parent.name}.${field.name}`;
        if (parent === schema.getMutationType()) note(needs.ofMutation(field.name), path);
        const named = getNamedType(type);
        if (isCompositeType(named)) note(needs.ofType(named.name), path);
      },
    }),
  );
  return needed;
}
