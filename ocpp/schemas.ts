import type { AnySchemaObject } from 'ajv';
import * as v16 from 'typed-ocpp/dist/ocpp16/schemas.js';
import * as v201 from 'typed-ocpp/dist/ocpp20/schemas.js';
import * as v21 from 'typed-ocpp/dist/ocpp21/schemas.js';
import type { OcppVersion } from './versions.js';

export type Half = 'Request' | 'Response';

/** The official JSON schemas by version, named `<Action>Request` and `<Action>Response`. */
const schemas: Record<OcppVersion, Record<string, AnySchemaObject>> = {
  'ocpp1.6': { ...v16 },
  'ocpp2.0.1': { ...v201 },
  'ocpp2.1': { ...v21 },
};

/** The schema of one half of an action; undefined where the version has no such message. A SEND is a request alone. */
export function schemaOf(version: OcppVersion, action: string, half: Half): AnySchemaObject | undefined {
  const name = half === 'Request' && isSend(version, action) ? action : action + half;
  return Object.hasOwn(schemas[version], name) ? schemas[version][name] : undefined;
}

/** Whether nothing answers it (2.1 Part 4 §4.1.4): its schema has the name of the action and no more. */
export const isSend = (version: OcppVersion, action: string): boolean =>
  !/(Request|Response)$/.test(action) && Object.hasOwn(schemas[version], action);

/** Every action this version knows, in either direction. */
export const actionsOf = (version: OcppVersion): string[] =>
  Object.keys(schemas[version])
    .filter((name) => !name.endsWith('Response'))
    .map((name) => name.replace(/Request$/, ''))
    .sort();
