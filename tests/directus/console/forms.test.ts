import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type GraphQLSchema, graphql } from 'graphql';
import {
  type InputType,
  named,
  type Shape,
  shapeOf,
  type TypeRef,
  written,
} from '../../../directus/extensions/chargeql-operations/src/commands/shape.js';
import {
  filled,
  initial,
  missing,
} from '../../../directus/extensions/chargeql-operations/src/commands/value.js';
import 'reflect-metadata';
import { graphSchema } from '../../../graph/schema.js';

const wrapped =
  'kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }';
let schema: GraphQLSchema;
let types: Map<string, InputType>;
let mutations: { name: string; args: { name: string; type: TypeRef }[] }[];

before(async () => {
  schema = await graphSchema();
  const { data } = await graphql({
    schema,
    source: `{ __schema {
      types { name kind enumValues { name description } inputFields { name description type { ${wrapped} } } }
      mutationType { fields { name args { name type { ${wrapped} } } } }
    } }`,
  });
  const read = data as unknown as {
    __schema: { types: InputType[]; mutationType: { fields: typeof mutations } };
  };
  types = new Map(read.__schema.types.map((type) => [type.name, type]));
  mutations = read.__schema.mutationType.fields;
});

const requestOf = (mutation: string): TypeRef => {
  const type = mutations.find(({ name }) => name === mutation)?.args.find(({ name }) => name === 'request');
  assert.ok(type, mutation);
  return type.type;
};

test('every action of every version becomes a form, down to fields that a person can fill in', () => {
  const exact = mutations.filter(({ name }) => /^ocpp(16|201|21)/.test(name));
  assert.ok(exact.length > 90, `${exact.length}`);
  for (const { name, args } of exact) {
    const request = args.find((arg) => arg.name === 'request');
    if (request) walk(shapeOf(request.type, types), name, 0);
  }
  function walk(shape: Shape, where: string, depth: number): void {
    assert.ok(depth < 20, where);
    if (shape.kind === 'list') return walk(shape.of, where, depth + 1);
    if (shape.kind === 'choice') return assert.ok(shape.values.length > 0, where);
    if (shape.kind !== 'object') return assert.ok(shape.type, where);
    for (const field of shape.fields) walk(field.shape(), `${where}.${field.name}`, depth + 1);
  }
});

test('a form opens with what is required, sends what was filled in, and says what is missing', () => {
  const type = requestOf('ocpp201GetVariables');
  assert.match(written(type), /^\w+!$/);
  assert.ok(types.has(named(type)));
  const shape = shapeOf(type, types);
  const begun = initial(shape);
  assert.deepEqual(missing(shape, begun), ['getVariableData']);
  const entry = {
    getVariableData: [
      { component: { name: 'OCPPCommCtrlr', instance: '' }, variable: { name: '' } },
      { component: undefined },
    ],
  };
  assert.deepEqual(filled(entry), { getVariableData: [{ component: { name: 'OCPPCommCtrlr' } }] });
  assert.deepEqual(missing(shape, entry), [
    'getVariableData[0].variable',
    'getVariableData[1].component',
    'getVariableData[1].variable',
  ]);
});

test('false and 0 are values, an emptied field is none', () => {
  assert.deepEqual(filled({ flag: false, number: 0, text: '', list: [], nest: { inner: null } }), {
    flag: false,
    number: 0,
  });
});
