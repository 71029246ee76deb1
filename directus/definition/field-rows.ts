import type { Collection, Field } from './collection.js';
import { type Look, lookOf } from './looks.js';
import { textKey, words } from './texts.js';

/** A row of directus_fields, without the columns we leave at their defaults. */
export interface FieldRow extends Look {
  collection: string;
  field: string;
  readonly: boolean;
  hidden: boolean;
  required: boolean;
  sort: number;
  width: string;
  translations: object;
  note: string | null;
  validation: object | null;
  validation_message: string | null;
}

/** Kinds too large for half of a form. */
const wide: readonly Field['kind'][] = ['long', 'json', 'many', 'linked', 'position', 'links', 'shown'];

/** A collection's fields in their order, each with its names in every language. */
export function fieldRows({ name: collection, fields }: Collection): FieldRow[] {
  return Object.entries(fields).map(([name, field]: [string, Field], index) => ({
    collection,
    field: name,
    ...lookOf(collection, name, field),
    // A way elsewhere changes nothing: read-only, Directus would close it.
    readonly: field.edit !== true && field.kind !== 'links',
    hidden: field.kind === 'closed' || (field.hidden ?? false),
    required: field.required ?? false,
    sort: index + 1,
    width: field.width ?? (wide.includes(field.kind) ? 'full' : 'half'),
    translations: words(field),
    note: field.hint ? `$t:${textKey(collection, name, 'hint')}` : null,
    validation: field.valid ?? null,
    validation_message: field.invalid ? `$t:${textKey(collection, name, 'invalid')}` : null,
  }));
}
