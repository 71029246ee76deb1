import { type Half, schemaOf } from '../../ocpp/schemas.js';
import type { OcppVersion } from '../../ocpp/versions.js';

/** MINIMAL: what is required, as small as it may be. MAXIMAL: every field, lists of two, long texts, high numbers. */
export type Size = 'MINIMAL' | 'MAXIMAL';

interface Schema {
  $ref?: string;
  type?: string;
  enum?: string[];
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: Schema;
  definitions?: Record<string, Schema>;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  [keyword: string]: unknown;
}

/** A payload that keeps the official schema, made from it: the same one each time. */
export function sample(
  version: OcppVersion,
  action: string,
  half: Half,
  size: Size,
): Record<string, unknown> {
  const root: Schema | undefined = schemaOf(version, action, half);
  if (!root) throw new Error(`${version} has no ${action}${half}`);
  return makeObject(root, { root, full: size === 'MAXIMAL', turn: 0 });
}

interface Making {
  root: Schema;
  full: boolean;
  /** Items of a list differ by their place in it. */
  turn: number;
}

function make(schema: Schema, making: Making): unknown {
  const { root, full, turn } = making;
  if (schema.$ref) return make(root.definitions?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}, making);
  if (schema.enum) return schema.enum.at(full ? -1 - turn : 0) ?? schema.enum[0];
  switch (schema.type) {
    case 'string':
      return makeText(schema, full);
    case 'integer':
      return full ? (schema.maximum ?? 2_147_483_647) - turn : (schema.minimum ?? 0);
    case 'number':
      return full ? Math.min(schema.maximum ?? 1234.5, 1234.5) : (schema.minimum ?? 0);
    case 'boolean':
      return full;
    case 'array':
      return makeList(schema, making);
    case 'object':
      return schema.additionalProperties === false ? makeObject(schema, making) : makeFree(schema, making);
    default:
      return { free: [turn, null, 'of any kind'] };
  }
}

/** Odd on purpose: an offset, a fraction, quotes, and letters of several bytes must come through. */
function makeText({ format, maxLength = 60 }: Schema, full: boolean): string {
  if (format === 'date-time') return full ? '2026-03-04T05:06:07.89+01:00' : '2026-03-04T05:06:07Z';
  if (format === 'uri') return 'https://example.com/files/1?a=b';
  return full ? 'é"\\\n€ {}'.padEnd(Math.min(maxLength, 500), 'x').slice(0, maxLength) : 'a';
}

function makeList({ items = {}, minItems = 0, maxItems = 2 }: Schema, making: Making): unknown[] {
  const length = making.full ? Math.max(minItems, Math.min(maxItems, 2)) : minItems;
  return Array.from({ length }, (_, turn) => make(items, { ...making, turn }));
}

function makeObject({ properties = {}, required = [] }: Schema, making: Making): Record<string, unknown> {
  const wanted = Object.entries(properties).filter(([name]) => making.full || required.includes(name));
  return Object.fromEntries(wanted.map(([name, schema]) => [name, make(schema, making)]));
}

const makeFree = (schema: Schema, making: Making): Record<string, unknown> => ({
  ...makeObject(schema, making),
  ...(making.full && { more: { nested: [1.5, null, { deep: true }] } }),
});
