import { ask } from '../connection/ask.js';
import { type InputType, named, type TypeRef } from './shape.js';

/** A mutation for one action of one OCPP version. */
export interface Action {
  mutation: string;
  action: string;
  description: string | null;
  /** The type of `request`; null where the action takes none. */
  request: TypeRef | null;
}

const wrapped =
  'kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }';
const prefixes: Record<string, string> = { OCPP_1_6: 'ocpp16', OCPP_2_0_1: 'ocpp201', OCPP_2_1: 'ocpp21' };

let mutations: Promise<Action[]> | undefined;
const types = new Map<string, InputType>();

/** Every action that stations of a version can be asked, by name. */
export async function actionsOf(version: string): Promise<Action[]> {
  const prefix = prefixes[version];
  if (!prefix) return [];
  mutations ??= readMutations().catch((error) => {
    mutations = undefined;
    throw error;
  });
  return (await mutations)
    .filter(({ mutation }) => mutation.startsWith(prefix))
    .map((each) => ({ ...each, action: each.mutation.slice(prefix.length) }));
}

async function readMutations(): Promise<Action[]> {
  const { __type } = await ask<{
    __type: {
      fields: { name: string; description: string | null; args: { name: string; type: TypeRef }[] }[];
    };
  }>(`{ __type(name: "Mutation") { fields { name description args { name type { ${wrapped} } } } } }`);
  return __type.fields.map(({ name, description, args }) => ({
    mutation: name,
    action: name,
    description,
    request: args.find((arg) => arg.name === 'request')?.type ?? null,
  }));
}

/** Reads a type and all that it is made of, and keeps them: a few requests, each for what the last one named. */
export async function readTypes(root: TypeRef): Promise<ReadonlyMap<string, InputType>> {
  for (let wanted = [named(root)]; wanted.length > 0; ) {
    const query = wanted.map(
      (name, index) =>
        `t${index}: __type(name: ${JSON.stringify(name)}) {
          name kind enumValues { name description } inputFields { name description defaultValue type { ${wrapped} } }
        }`,
    );
    const found = await ask<Record<string, InputType | null>>(`{ ${query.join('\n')} }`);
    for (const type of Object.values(found)) if (type) types.set(type.name, type);
    const next = Object.values(found).flatMap(
      (type) => type?.inputFields?.map((field) => named(field.type)) ?? [],
    );
    wanted = [...new Set(next)].filter((name) => !types.has(name));
  }
  return types;
}
