import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileVendorSchema, VendorSchemaError } from '../../ocpp/vendor-schema.js';

const deep = (levels: number): object =>
  Array.from({ length: levels }).reduce<object>((inside) => ({ properties: { a: inside } }), {});

const refused: [why: string, schema: unknown, words: RegExp][] = [
  ['no object', 'string', /an object/],
  ['a list', [], /an object/],
  ['not JSON schema', { type: 'whatever' }, /type/],
  ['a remote reference', { $ref: 'http://example.com/schema.json' }, /inside the schema only/],
  ['a reference to a file', { properties: { a: { $ref: 'other.json#/a' } } }, /inside the schema only/],
  ['a reference to nothing', { $ref: '#/definitions/none' }, /resolve/],
  ['too long', { enum: [Array.from({ length: 20_001 }, () => 'x').join('')] }, /20000 characters/],
  ['too deep', deep(40), /deep/],
  ['a pattern that looks around', { pattern: '^(?=.*a)b' }, /perl|invalid|\(\?=/i],
  ['a pattern that is none', { pattern: '(' }, /paren|missing/i],
  ['uniqueItems', { items: { uniqueItems: true } }, /uniqueItems/],
  ['$async', { $async: true }, /\$async/],
];
for (const [why, schema, words] of refused)
  test(`a schema is refused: ${why}`, () => {
    assert.throws(
      () => compileVendorSchema(schema),
      (error) => error instanceof VendorSchemaError && words.test(error.message),
    );
  });

test('findings say where and what', () => {
  const check = compileVendorSchema({
    type: 'object',
    required: ['level'],
    properties: { level: { type: 'integer', maximum: 5 } },
  });
  assert.deepEqual(check({ level: 5 }), []);
  assert.deepEqual(check({ level: 6 }), [{ path: '/level', rule: 'maximum', message: 'must be <= 5' }]);
  assert.equal(check({})[0]?.rule, 'required');
});

test('a pattern that takes V8 years for 60 letters takes no time', () => {
  const check = compileVendorSchema({ type: 'string', pattern: '^(([a-z])+.)+[A-Z]([a-z])+$' });
  const began = Date.now();
  assert.equal(check('a'.repeat(5000))[0]?.rule, 'pattern');
  assert.ok(Date.now() - began < 2000);
});

test('data that are too deep or too long break every schema, one that refers to itself too', () => {
  const check = compileVendorSchema({ properties: { a: { $ref: '#' } } });
  assert.deepEqual(check({ a: { a: {} } }), []);
  const nested = Array.from({ length: 5000 }).reduce<object>((a) => ({ a }), {});
  assert.equal(check(nested)[0]?.rule, 'depth');
  assert.equal(check('x'.repeat(100_001))[0]?.rule, 'length');
});

test('two schemas of one $id are two schemas', () => {
  const one = compileVendorSchema({ $id: 'same', type: 'string' });
  const other = compileVendorSchema({ $id: 'same', type: 'number' });
  assert.deepEqual([one('a'), other(1)], [[], []]);
});
