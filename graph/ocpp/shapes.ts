import { type Half, schemaOf } from '../../ocpp/schemas.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { describeField, sentence, tidy } from './descriptions.js';
import { capital, inWords, typeName, versionName } from './names.js';

/** As much of JSON schema as the official schemas use. */
export interface Schema {
  $ref?: string;
  type?: string;
  description?: string;
  enum?: string[];
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: Schema;
  definitions?: Record<string, Schema>;
  default?: unknown;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  /** Keywords that only validation needs. */
  [keyword: string]: unknown;
}

export interface EnumShape {
  kind: 'enum';
  name: string;
  description: string;
  values: string[];
}

export interface ObjectShape {
  kind: 'object';
  name: string;
  description: string;
  /** Read when asked for: types of the standard hold one another. */
  fields(): Field[];
}

/** What a value of OCPP is, whichever way it goes. */
export type Shape =
  | { kind: 'any' | 'text' | 'time' | 'integer' | 'number' | 'boolean' }
  | { kind: 'list'; of: Shape }
  | EnumShape
  | ObjectShape;

export interface Field {
  name: string;
  description: string;
  required: boolean;
  shape: Shape;
}

/** 1.6 §7 names these types, where its schemas have only the fields that hold them. */
const named16: Record<string, string> = {
  csChargingProfiles: 'ChargingProfile',
  configurationKey: 'KeyValue',
  localAuthorizationList: 'AuthorizationData',
};

const simple: Record<string, 'text' | 'integer' | 'number' | 'boolean'> = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
};

/** The messages of a version. Types that several messages share are one shape. */
export function shapesOf(version: OcppVersion): (action: string, half: Half) => ObjectShape {
  const known = new Map<string, EnumShape | ObjectShape>();

  /** Every message brings its own copy of the definitions; that they are alike is tested, not looked at here. */
  function named(name: string, make: () => EnumShape | ObjectShape): Shape {
    const shape = known.get(name) ?? make();
    known.set(name, shape);
    return shape;
  }

  function read(schema: Schema, root: Schema, name: string): Shape {
    if (schema.$ref) {
      const defined = schema.$ref.slice('#/definitions/'.length);
      const definition = root.definitions?.[defined];
      if (!definition) throw new Error(`${versionName(version)}: no definition of ${defined}`);
      return read(definition, root, defined);
    }
    if (schema.enum) return named(name, () => enumOf(name, schema));
    if (schema.type === 'array') return { kind: 'list', of: read(schema.items ?? {}, root, name) };
    if (schema.format === 'date-time') return { kind: 'time' };
    // What holds more than it declares is passed through as it is: customData, and data of any kind.
    if (schema.type === 'object' && schema.additionalProperties === false)
      return named(name, () => objectOf(name, schema, root));
    return { kind: simple[schema.type ?? ''] ?? 'any' };
  }

  const enumOf = (name: string, schema: Schema): EnumShape => ({
    kind: 'enum',
    name: typeName(version, name),
    description: describeType(name, schema),
    values: schema.enum ?? [],
  });

  function objectOf(name: string, schema: Schema, root: Schema): ObjectShape {
    const required = new Set(schema.required);
    const fields = () =>
      Object.entries(schema.properties ?? {}).map(([field, inner]) => ({
        name: field,
        description: describeField(field, { ...definitionOf(inner, root), ...inner }),
        required: required.has(field),
        shape: read(inner, root, innerName(field, name)),
      }));
    return { kind: 'object', name: typeName(version, name), description: describeType(name, schema), fields };
  }

  const describeType = (name: string, { description }: Schema): string =>
    sentence(
      tidy(description ?? '') ||
        `${capital(inWords(name.replace(/(Enum)?Type$/, '') || name))} of ${versionName(version)}`,
    );

  return (action, half) => {
    const schema: Schema | undefined = schemaOf(version, action, half);
    if (!schema) throw new Error(`${versionName(version)} has no ${action}${half}`);
    return objectOf(action + half, schema, schema);
  };
}

/** What a type without a name of its own is called: by its field, and where that says little by its owner too. */
function innerName(field: string, owner: string): string {
  const name = named16[field] ?? capital(field);
  return ['Status', 'Type'].includes(name) ? owner.replace(/(Request|Response)$/, '') + name : name;
}

/** Of a field that refers to a type: its words, where it has none itself. */
const definitionOf = ({ $ref }: Schema, { definitions }: Schema): Schema => {
  const description = definitions?.[$ref?.slice('#/definitions/'.length) ?? '']?.description;
  return description === undefined ? {} : { description };
};
