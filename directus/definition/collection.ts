/** A text in the languages the admin speaks. */
export interface Words {
  en: string;
  de: string;
}

/** A value a field may have; colours are Directus's theme colours. */
export interface Choice extends Words {
  value: string | number;
  color?: 'success' | 'warning' | 'danger' | 'primary' | 'foreground-subdued';
}

interface FieldBase extends Words {
  /** People may change it; what is not said to be editable belongs to the handlers. */
  edit?: boolean;
  required?: boolean;
  /** In no form and no list, yet readable by the API. */
  hidden?: boolean;
  width?: 'half' | 'full';
  hint?: Words;
  /** A Directus filter rule that a new value has to keep. */
  valid?: Record<string, unknown>;
  /** What is said of a value that is refused, by that rule or by the table. */
  invalid?: Words;
}

/** A way to a page of the console; `to` names fields of the row: `/operations/stations?id={{id}}`. */
export interface Link extends Words {
  icon: string;
  to: string;
}

/** One column, one list of rows that point here, or ways to pages about the row. */
export type Field = FieldBase &
  (
    | { kind: 'text' | 'long' | 'time' | 'flag' | 'json' | 'position' | 'secret' }
    | { kind: 'number'; unit?: string }
    | { kind: 'choice'; choices: readonly Choice[] }
    /** A column that Directus may not read; it lists it nevertheless, so it has to be told to hide it. */
    | { kind: 'closed' }
    /** When the row was changed in Directus, kept by Directus. */
    | { kind: 'changed' }
    /** The row of another collection that this column names. */
    | { kind: 'one'; of: string; shows: string }
    /** The rows of another collection whose field names this row; no column. Where it is edited, they are made and deleted here. */
    | { kind: 'many'; of: string; by: string; columns: readonly string[]; order?: string }
    /** Rows of another collection, linked to this one by rows of a third, whose fields name both; no column. */
    | {
        kind: 'linked';
        of: string;
        through: string;
        by: string;
        to: string;
        shows: string;
        columns: readonly string[];
      }
    | { kind: 'links'; links: readonly Link[] }
    /** What the API knows of the row, shown by an interface of the console's extension; no column. */
    | { kind: 'shown'; interface: string }
  );

/** A list worth a name: a filter, kept in the navigation. */
export interface Bookmark extends Words {
  icon: string;
  filter: Record<string, unknown>;
}

/** Whether it shows other rows rather than a column of its own. */
export const isList = (field: Field): field is Field & { kind: 'many' | 'linked' } =>
  field.kind === 'many' || field.kind === 'linked';

/** Whether the table has a column for it that Directus reads. */
export const isColumn = (
  field: Field,
): field is Exclude<Field, { kind: 'many' | 'linked' | 'links' | 'shown' | 'closed' }> =>
  !isList(field) && !['links', 'shown', 'closed'].includes(field.kind);

/** What Directus shows of one table. */
export interface Collection {
  /** The table. */
  name: string;
  icon: string;
  /** One of them, and all of them. */
  singular: Words;
  plural: Words;
  /** Place in the navigation; under `group` when it belongs to another collection. */
  sort: number;
  group?: string;
  /** Not in the navigation, for it is edited elsewhere. */
  hidden?: boolean;
  /** One row in words, as a Directus template. */
  template: string;
  /** Columns of the list, and its order: a field, with a minus for the last first. */
  list: readonly string[];
  order: string;
  /** How the list looks at first. */
  layout?: 'tabular' | 'map';
  bookmarks?: readonly Bookmark[];
  fields: Readonly<Record<string, Field>>;
}
