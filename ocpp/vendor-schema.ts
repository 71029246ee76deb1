import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { RE2JS } from 're2js';
import { describe, type Finding } from './validation.js';

/** A JSON schema that somebody entered and that can't be used; the message says why. */
export class VendorSchemaError extends Error {}

export const mostSchemaCharacters = 20_000;
const mostDataCharacters = 100_000;
/** Deeper is no message but a trap, for schemas that refer to themselves. */
const mostDeep = 32;

/**
 * Patterns run on RE2's engine, whose time grows with the text and no faster (that of V8 can take years for 40
 * letters). It knows no look-around and no back references.
 */
const linear = Object.assign((pattern: string) => RE2JS.compile(pattern), { code: 'RE2JS' });

/** Makes a check of a schema that people entered. Throws VendorSchemaError. */
export function compileVendorSchema(schema: unknown): (data: unknown) => Finding[] {
  refuseUnsafe(schema);
  const validate = compile(schema as object | boolean);
  return (data) => check(validate, data);
}

/** Each schema has an Ajv of its own: an $id of one is nothing to another, and nothing is ever loaded. */
function compile(schema: object | boolean): ValidateFunction {
  try {
    const ajv = new Ajv({ strict: false, logger: false, code: { regExp: linear } });
    (addFormats as unknown as (ajv: Ajv) => void)(ajv);
    return ajv.compile(schema);
  } catch (error) {
    throw new VendorSchemaError(error instanceof Error ? error.message.slice(0, 300) : 'not a JSON schema');
  }
}

function refuseUnsafe(schema: unknown): void {
  if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null || Array.isArray(schema)))
    throw new VendorSchemaError('a JSON schema is an object');
  if (JSON.stringify(schema).length > mostSchemaCharacters)
    throw new VendorSchemaError(`a schema has ${mostSchemaCharacters} characters at most`);
  if (depthOf(schema) > mostDeep) throw new VendorSchemaError(`a schema is ${mostDeep} deep at most`);
  for (const [word, value] of wordsOf(schema)) {
    if (/^\$(ref|dynamicRef|recursiveRef)$/.test(word) && typeof value === 'string' && !value.startsWith('#'))
      throw new VendorSchemaError(`$ref leads inside the schema only, "#/…", not to ${value.slice(0, 100)}`);
    if (word === '$async') throw new VendorSchemaError('$async is not taken');
    if (word === 'uniqueItems' && value === true)
      throw new VendorSchemaError(
        'uniqueItems is not taken: comparing all items of a long list takes too long',
      );
  }
}

function* wordsOf(value: unknown): Generator<[word: string, value: unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [word, each] of Object.entries(value)) {
    if (!Array.isArray(value)) yield [word, each];
    yield* wordsOf(each);
  }
}

const depthOf = (value: unknown, at = 0): number =>
  typeof value !== 'object' || value === null || at > mostDeep
    ? at
    : Math.max(at + 1, ...Object.values(value).map((each) => depthOf(each, at + 1)));

function check(validate: ValidateFunction, data: unknown): Finding[] {
  if (depthOf(data) > mostDeep)
    return [{ path: '', rule: 'depth', message: `is more than ${mostDeep} deep` }];
  if ((JSON.stringify(data) ?? '').length > mostDataCharacters)
    return [{ path: '', rule: 'length', message: `has more than ${mostDataCharacters} characters` }];
  return validate(data) ? [] : (validate.errors ?? []).slice(0, 20).map(describe);
}
