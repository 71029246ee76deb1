import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { mutations, open, types } from '../../graph/access/decisions.js';
import { needsOf, typeNeed } from '../../graph/access/needs.js';
import { graphSchema, printedSchema } from '../../graph/schema.js';
import { eventTypes } from '../../platform/events/station-event.js';

interface Described {
  name: string;
  description?: string | null | undefined;
}

/** Everything of a type that a reader of the schema sees, by its path. */
function* parts(type: GraphQLNamedType): Generator<[path: string, part: Described]> {
  yield [type.name, type];
  if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value];
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field];
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  for (const field of Object.values(type.getFields())) {
    yield [`${type.name}.${field.name}`, field];
    for (const arg of field.args) yield [`${type.name}.${field.name}(${arg.name})`, arg];
  }
}

const roots = ['Query', 'Mutation', 'Subscription'];

async function everyPart(): Promise<[path: string, part: Described][]> {
  const types = Object.values((await graphSchema()).getTypeMap());
  const ours = types.filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
  return ours.flatMap((type) => [...parts(type)]).filter(([path]) => !roots.includes(path));
}

describe('schema', () => {
  it('is the one in graph/schema.graphql; npm run schema writes it', async () => {
    const committed = await readFile(new URL('../../../graph/schema.graphql', import.meta.url), 'utf8');
    assert.equal(committed, await printedSchema());
  });

  it('describes every type, field, argument and enum value', async () => {
    const all = await everyPart();
    assert.ok(all.length > 300);
    const bare = all.filter(([, { description }]) => !description?.trim()).map(([path]) => path);
    assert.deepEqual(bare, []);
  });

  it('has a decision about whose right opens each type, event and mutation (graph/access/decisions.ts)', async () => {
    const { undecided } = needsOf(await graphSchema());
    assert.deepEqual(undecided, []);
    const named = [...Object.values(types).flat(), ...open, ...Object.keys(mutations)];
    const schema = await graphSchema();
    const known = (name: string) => schema.getType(name) ?? schema.getMutationType()?.getFields()[name];
    assert.deepEqual(
      named.filter((name) => !known(name)),
      [],
      'decided on, but not there',
    );
    assert.deepEqual(
      eventTypes.filter((type) => typeNeed(type) === undefined),
      [],
    );
  });

  it('names the unit of every quantity', async () => {
    const units: [field: RegExp, unit: RegExp][] = [
      [/Wh(Min|Max)?$/, /\bWh\b/],
      [/[a-z]W$/, /\bin W\b/],
      [/Ms$/, /milliseconds/],
      [/Interval$|Seconds$/, /seconds/],
      [/Percent$/, /percent/],
      [/^(latitude|longitude)$/, /degrees/],
    ];
    const fields = (await everyPart()).filter(([, part]) => !('value' in part));
    const without = fields.filter(([, { name, description }]) =>
      units.some(([field, unit]) => field.test(name) && !unit.test(description ?? '')),
    );
    assert.deepEqual(
      without.map(([path]) => path),
      [],
    );
  });
});
