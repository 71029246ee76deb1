import { type Half, schemaOf } from '../../ocpp/schemas.js';
import type { OcppVersion } from '../../ocpp/versions.js';

interface Schema {
  $ref?: string;
  definitions?: Record<string, Schema>;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}

/** What is left of a payload without the fields that may be left out, all the way down. */
export function bare(version: OcppVersion, action: string, half: Half, payload: object): object {
  const root = schemaOf(version, action, half) as Schema;
  return strip(payload, root, root) as object;
}

/** The fields that a message may have; customData, which each has, apart. */
export function fieldsOf(version: OcppVersion, action: string): string[] {
  const { properties = {} } = schemaOf(version, action, 'Request') as Schema;
  return Object.keys(properties).filter((name) => name !== 'customData');
}

function strip(value: unknown, schema: Schema | undefined, root: Schema): unknown {
  if (schema?.$ref) return strip(value, root.definitions?.[schema.$ref.split('/').at(-1) ?? ''], root);
  if (Array.isArray(value)) return value.map((each) => strip(each, schema?.items, root));
  if (typeof value !== 'object' || value === null || !schema?.properties) return value;
  const kept = Object.entries(value).filter(([name]) => schema.required?.includes(name));
  return Object.fromEntries(kept.map(([name, each]) => [name, strip(each, schema.properties?.[name], root)]));
}
