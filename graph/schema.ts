import 'reflect-metadata';
import { readdir } from 'node:fs/promises';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { buildSchema, type NonEmptyArray, type PubSub } from 'type-graphql';
import { audited } from './audit/audited.js';
import { readingAnew } from './connections/reading-anew.js';
import { withOcpp } from './ocpp/extend.js';

const isCode = /^\w[\w-]*\/[\w-]+\.js$/;

/** Every class whose name ends in Resolver, from every file of this room: a new noun needs no list. */
async function findResolvers(): Promise<NonEmptyArray<Resolver>> {
  const here = new URL('./', import.meta.url);
  const paths = (await readdir(here, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
  const files = paths.filter((path) => isCode.test(path) && !path.startsWith('graphiql/')).sort();
  const modules = await Promise.all(files.map((path) => import(new URL(path, here).href) as Promise<object>));
  const resolvers = modules.flatMap((module) => Object.values(module).filter(isResolver));
  const [first, ...rest] = resolvers;
  if (!first) throw new Error('graph: no resolver found');
  return [first, ...rest];
}

type Resolver = new () => object;
const isResolver = (value: unknown): value is Resolver =>
  typeof value === 'function' && value.name.endsWith('Resolver');

/** Subscriptions bring their own events; type-graphql wants one all the same. */
const noPubSub: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('subscriptions follow the event feed');
  },
};

let built: Promise<GraphQLSchema> | undefined;

/** The schema of the API, built once a process. */
export function graphSchema(): Promise<GraphQLSchema> {
  built ??= writtenSchema().then(readingAnew).then(withOcpp).then(audited);
  return built;
}

/** The part in our own words; messages of OCPP word for word are derived from their schemas. */
async function writtenSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: await findResolvers(),
    pubSub: noPubSub,
    scalarsMap: [{ type: Date, scalar: GraphQLDateTime }],
    validate: { forbidUnknownValues: false },
  });
}

export const printedSchema = async (): Promise<string> =>
  `${printSchema(lexicographicSortSchema(await graphSchema()))}\n`;
