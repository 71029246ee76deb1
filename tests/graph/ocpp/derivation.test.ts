import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tidy } from '../../../graph/ocpp/descriptions.js';
import { enumType } from '../../../graph/ocpp/enums.js';
import { enumValueName, inWords, mutationName } from '../../../graph/ocpp/names.js';
import { graphSchema } from '../../../graph/schema.js';
import { inboundActions, outboundActions } from '../../../ocpp/directions.js';
import { actionsOf, type Half, schemaOf } from '../../../ocpp/schemas.js';
import { ocppVersions } from '../../../ocpp/versions.js';

const halves: Half[] = ['Request', 'Response'];
const everySchema = ocppVersions.flatMap((version) =>
  actionsOf(version).flatMap((action) =>
    halves.map((half) => ({ version, name: action + half, schema: schemaOf(version, action, half) })),
  ),
);

/** Every list of enum values in a schema, wherever it stands. */
function* enumsIn(schema: unknown): Generator<string[]> {
  if (typeof schema !== 'object' || schema === null) return;
  if ('enum' in schema && Array.isArray(schema.enum)) yield schema.enum as string[];
  for (const each of Object.values(schema)) yield* enumsIn(each);
}

describe('the part of the schema that is derived from OCPP', () => {
  it('has a mutation for every action of the official schemas that no station sends, and no other', async () => {
    const fields = Object.keys((await graphSchema()).getMutationType()?.getFields() ?? {});
    const wanted = ocppVersions.flatMap((version) => {
      const inbound = inboundActions(version).filter((action) => action !== 'DataTransfer');
      const outbound = actionsOf(version).filter((action) => !inbound.includes(action));
      assert.deepEqual(outbound, outboundActions(version));
      return outbound.map((action) => mutationName(version, action));
    });
    assert.ok(wanted.length > 100);
    assert.deepEqual(fields.filter((name) => /^ocpp\d/.test(name)).sort(), wanted.sort());
  });

  it('spells every enum value of every schema so that it can be read back', () => {
    let values = 0;
    const seen = new Set<string>();
    for (const { schema } of everySchema)
      for (const words of enumsIn(schema)) {
        if (seen.has(words.join())) continue;
        seen.add(words.join());
        const type = enumType({ kind: 'enum', name: 'Any', description: 'any', values: words });
        for (const word of words) {
          const spelled = type.serialize(word);
          assert.match(spelled ?? '', /^[_A-Za-z]\w*$/);
          assert.equal(type.parseValue(spelled), word);
          values++;
        }
      }
    assert.ok(values > 700, `${values} values`);
    assert.equal(enumValueName('Energy.Active.Import.Register'), 'Energy_Active_Import_Register');
    assert.equal(enumValueName('1P'), 'V1P');
    assert.equal(enumValueName('true'), 'Vtrue');
    assert.throws(() =>
      enumType({ kind: 'enum', name: 'Any', description: 'any', values: ['L1-N', 'L1.N'] }),
    );
  });

  it('takes each definition from whichever message brings it: they are alike in all', () => {
    const definitions = new Map<string, string>();
    const bare = (_: string, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value).filter(([key, each]) => key !== 'description' || typeof each !== 'string'),
          )
        : value;
    for (const { version, schema } of everySchema)
      for (const [name, definition] of Object.entries(schema?.definitions ?? {})) {
        const text = JSON.stringify(definition, bare);
        const key = `${version} ${name}`;
        assert.equal(definitions.get(key) ?? text, text, key);
        definitions.set(key, text);
      }
    assert.ok(definitions.size > 300);
  });

  it('says things in sentences', () => {
    const raw =
      'ID_ Token. Expiry. Date_ Time\r\nurn:x-oca:ocpp:uid:1:569373\r\n*(2.1)* See &lt;&lt;ref-1,the _Token_&gt;&gt;. +\r\nDone.\r\n';
    assert.equal(tidy(raw), 'See the Token. Done.');
    assert.equal(inWords('chargingRateUnit'), 'charging rate unit');
    assert.equal(inWords('SetDERControl'), 'set DER control');
  });
});
