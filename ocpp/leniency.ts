import type { ErrorObject } from 'ajv';

/** Rules whose breach makes a value odd, not unusable. */
const harmless = new Set(['maxLength', 'enum', 'minimum', 'maximum', 'multipleOf', 'minItems', 'maxItems']);

/** Whether the value at fault can stay as it is. */
export const isHarmless = ({ keyword, params }: ErrorObject): boolean =>
  harmless.has(keyword) || (keyword === 'format' && params.format !== 'date-time');

type Json = Record<string, unknown> | unknown[];

/**
 * Mends what can be mended in a payload that breaks its schema, so that an odd charger still counts:
 * undeclared fields and nulls go, scalars take the declared type, a missing or unreadable required time
 * becomes `receivedAt`; values that are merely too long, out of range or not in a list stay as they are.
 *
 * @returns the errors that make the payload unusable (a required field is missing, a field is of a wrong
 *   shape); empty when the mended payload can be taken. `payload` is changed in place.
 */
export function mend(payload: unknown, errors: ErrorObject[], receivedAt: string): ErrorObject[] {
  return errors.filter((error) => !mendOne(payload, error, receivedAt));
}

function mendOne(payload: unknown, error: ErrorObject, receivedAt: string): boolean {
  if (isHarmless(error)) return true;
  const here = at(payload, error.instancePath);
  switch (error.keyword) {
    case 'additionalProperties':
      return remove(here, error.params.additionalProperty);
    case 'required':
      return error.params.missingProperty === 'timestamp' && put(here, 'timestamp', receivedAt);
    case 'type':
      return retype(payload, error, receivedAt);
    case 'format':
      return replaceTime(payload, error, receivedAt);
    default:
      return false;
  }
}

function retype(payload: unknown, error: ErrorObject, receivedAt: string): boolean {
  const [parent, key] = parentOf(payload, error.instancePath);
  if (!parent) return false;
  const value = (parent as Record<string, unknown>)[key];
  const wanted = error.params.type as string;
  if (value === null || value === undefined)
    return key === 'timestamp' ? put(parent, key, receivedAt) : remove(parent, key);
  if (wanted === 'string' && typeof value !== 'object') return put(parent, key, String(value));
  if ((wanted === 'integer' || wanted === 'number') && value !== '' && Number.isFinite(Number(value)))
    return put(parent, key, wanted === 'integer' ? Math.round(Number(value)) : Number(value));
  if (wanted === 'boolean' && (value === 'true' || value === 'false'))
    return put(parent, key, value === 'true');
  if (wanted === 'array' && typeof value === 'object') return put(parent, key, [value]);
  return false;
}

/** Times that can't be read (empty strings are common) fall back to when we heard of it. */
function replaceTime(payload: unknown, error: ErrorObject, receivedAt: string): boolean {
  const [parent, key] = parentOf(payload, error.instancePath);
  if (!parent) return false;
  const told = String((parent as Record<string, unknown>)[key]);
  // Without a zone it is UTC, as OCPP wants it, and not the time of wherever this runs.
  const zoned = /\d[T ]\d\d:[\d:.]+$/.test(told) ? `${told}Z` : told;
  // A leap second is the second before it.
  const time = new Date(zoned.replace(/(?<=T\d\d:\d\d:)60/, '59'));
  if (!Number.isNaN(time.getTime())) return put(parent, key, time.toISOString());
  return key === 'timestamp' ? put(parent, key, receivedAt) : remove(parent, key);
}

const steps = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

const at = (payload: unknown, pointer: string): Json | undefined =>
  steps(pointer).reduce<unknown>(
    (value, step) => (value as Record<string, unknown> | undefined)?.[step],
    payload,
  ) as Json | undefined;

function parentOf(payload: unknown, pointer: string): [Json | undefined, string] {
  const cut = pointer.lastIndexOf('/');
  return [cut < 0 ? undefined : at(payload, pointer.slice(0, cut)), steps(pointer.slice(cut))[0] ?? ''];
}

function put(parent: Json | undefined, key: string, value: unknown): boolean {
  if (!parent) return false;
  (parent as Record<string, unknown>)[key] = value;
  return true;
}

function remove(parent: Json | undefined, key: string): boolean {
  if (!parent || Array.isArray(parent)) return false;
  delete parent[key];
  return true;
}
