import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { mutations, open, types } from './decisions.js';
import { type Action, type Collection, collections, type Need } from './rights.js';

/** What every type and mutation of a schema takes. */
export interface Needs {
  /** To read it, be it by a query, as a field of another type, or as an event. */
  ofType(name: string): Need;
  ofMutation(name: string): Need;
  /** Types and mutations that nobody has decided on: they are the administrator's alone, and a test fails. */
  undecided: string[];
}

const known = new WeakMap<GraphQLSchema, Needs>();

export function needsOf(schema: GraphQLSchema): Needs {
  const needs = known.get(schema) ?? decide(schema);
  known.set(schema, needs);
  return needs;
}

function decide(schema: GraphQLSchema): Needs {
  const roots = [schema.getQueryType(), schema.getSubscriptionType()].filter((type) => !!type);
  const readable = reachable(schema, roots);
  const ofType = new Map(
    Object.values(schema.getTypeMap())
      .filter((type) => isCompositeType(type))
      .map(({ name }) => [
        name,
        // What only an answer to a mutation leads to belongs to whoever may give it.
        name.startsWith('__') || roots.some((root) => root.name === name) || !readable.has(name)
          ? (typeNeed(name) ?? 'anybody')
          : typeNeed(name),
      ]),
  );
  const ofMutation = new Map(
    Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => [
      field.name,
      mutationNeed(field),
    ]),
  );
  return {
    ofType: (name) => ofType.get(name) ?? 'administrator',
    ofMutation: (name) => ofMutation.get(name) ?? 'administrator',
    undecided: [...ofType, ...ofMutation].filter(([, need]) => need === undefined).map(([name]) => name),
  };
}

/** A type's collection: named in the decisions, or of its own name. */
function collectionOf(type: string): Collection | undefined {
  const ofOwnName = type.replace(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase();
  return collections.find((each) => each === ofOwnName || types[each].includes(type));
}

/** Undefined: not decided. */
export function typeNeed(name: string): Need | undefined {
  const noun = name.replace(/(Connection|Edge)$/, '');
  const collection = collectionOf(name) ?? collectionOf(noun);
  if (collection) return `read ${collection}`;
  return open.includes(name) || open.includes(noun) ? 'anybody' : undefined;
}

/** createLocation takes `create location`; whatever takes a command's options commands a station. */
function mutationNeed({ name, args }: GraphQLField<unknown, unknown>): Need | undefined {
  if (mutations[name]) return mutations[name];
  if (args.some((arg) => arg.name === 'whenOffline')) return 'create command';
  const { verb, noun = '' } = /^(?<verb>create|update|delete)(?<noun>[A-Z]\w*)$/.exec(name)?.groups ?? {};
  const collection = collectionOf(noun === 'Station' ? 'ChargingStation' : noun);
  return verb && collection ? `${verb as Action} ${collection}` : undefined;
}

/** The names of all types that fields lead to. */
function reachable(schema: GraphQLSchema, from: readonly GraphQLNamedType[]): Set<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let type = open.pop(); type; type = open.pop()) {
    if (found.has(type.name)) continue;
    found.add(type.name);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) open.push(getNamedType(field.type));
    if (isInterfaceType(type) || isUnionType(type)) open.push(...schema.getPossibleTypes(type));
    if (isObjectType(type)) open.push(...type.getInterfaces());
  }
  return found;
}
