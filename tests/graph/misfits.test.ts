import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema, parse } from 'graphql';
import { misfits } from './misfits.js';

const schema = buildSchema(`
  interface Thing { id: ID! }
  type Car implements Thing { id: ID! wheels: Int! owners: [String!] colour: Colour }
  type Cat implements Thing { id: ID! name: String }
  enum Colour { RED BLUE }
  type Query { thing: Thing car: Car! count: Int }
`);

for (const [query, data, found] of [
  ['{ count }', { count: 1 }, []],
  ['{ count }', { count: null }, []],
  ['{ n: count }', { n: 1 }, []],
  ['{ count }', { count: '1' }, ['query.count: "1" is no Int']],
  ['{ count }', { count: 1.5 }, ['query.count: 1.5 is no Int']],
  ['{ count }', {}, ['query.count: missing']],
  ['{ count @skip(if: true) }', {}, []],
  ['{ count }', { count: 1, more: 2 }, ['query.more: nobody asked for it']],
  ['{ car { wheels } }', { car: null }, ['query.car: null in the place of Car!']],
  [
    '{ car { owners } }',
    { car: { owners: ['a', null] } },
    ['query.car.owners[1]: null in the place of String!'],
  ],
  ['{ car { owners } }', { car: { owners: 'a' } }, ['query.car.owners: no list']],
  ['{ car { colour } }', { car: { colour: 'RED' } }, []],
  ['{ car { colour } }', { car: { colour: 'GREEN' } }, ['query.car.colour: "GREEN" is no Colour']],
  ['{ car { ...f } } fragment f on Car { wheels }', { car: {} }, ['query.car.wheels: missing']],
  [
    '{ thing { __typename ... on Cat { name } ... on Car { wheels } } }',
    { thing: { __typename: 'Cat', name: 'x' } },
    [],
  ],
  [
    '{ thing { __typename ... on Cat { name } ... on Car { wheels } } }',
    { thing: { __typename: 'Cat', wheels: 4 } },
    ['query.thing.wheels: nobody asked for it', 'query.thing.name: missing'],
  ],
  ['{ thing { ... on Cat { name } } }', { thing: {} }, []],
  ['{ thing { id } }', { thing: 'x' }, ['query.thing: no object']],
] as [string, Record<string, unknown>, string[]][])
  test(`${query} answered with ${JSON.stringify(data)}`, () => {
    assert.deepEqual(misfits(schema, parse(query), data), found);
  });
