import { type Collection, type Field, isList } from './collection.js';
import { fieldRows } from './field-rows.js';
import { bookmarkKey, namesOf, textRows } from './texts.js';

/** The rows that one of Directus's tables has to have. */
export interface Wanted {
  table: string;
  /** The columns that tell its rows apart. */
  key: readonly string[];
  rows: readonly object[];
  /** SQL over `known`: rows that are ours, hence go when they are not wanted any more. Without it none goes. */
  ours?: string;
  /** Values for the columns of a new row that has no default, as SQL. */
  make?: Readonly<Record<string, string>>;
}

/** What Directus has to know of our collections. */
export function collectionRows(collections: readonly Collection[]): Wanted[] {
  const names = collections.map(({ name }) => `'${name}'`).join(', ');
  const markers = collections.map(({ name }) => `'$t:${name}'`).join(', ');
  return [
    { table: 'directus_collections', key: ['collection'], rows: collections.map(collectionRow) },
    {
      table: 'directus_fields',
      key: ['collection', 'field'],
      rows: collections.flatMap(fieldRows),
      ours: `known.collection in (${names})`,
    },
    {
      table: 'directus_relations',
      key: ['many_collection', 'many_field'],
      rows: relationRows(collections),
      ours: `known.many_collection in (${names})`,
    },
    {
      table: 'directus_translations',
      key: ['language', 'key'],
      rows: collections.flatMap(textRows),
      ours: `split_part(known.key, '.', 1) in (${names})`,
      make: { id: 'gen_random_uuid()' },
    },
    {
      table: 'directus_presets',
      key: ['collection', 'bookmark', 'user', 'role'],
      rows: collections.flatMap(presetRows),
      ours: `split_part(known.bookmark, '.', 1) in (${markers}) and split_part(known.bookmark, '.', 2) = 'bookmark'`,
    },
  ];
}

const collectionRow = (collection: Collection): object => ({
  collection: collection.name,
  icon: collection.icon,
  display_template: collection.template,
  translations: namesOf(collection),
  sort: collection.sort,
  group: collection.group ?? null,
  hidden: collection.hidden ?? false,
  collapse: 'open',
});

/** One row a field that names another row; where that has a list of these, it is the list's too. */
function relationRows(collections: readonly Collection[]): object[] {
  const lists = collections.flatMap(({ fields }) =>
    Object.entries(fields).flatMap(([list, field]: [string, Field]) => {
      if (!isList(field)) return [];
      const linked = field.kind === 'linked';
      return [
        {
          list,
          many: linked ? field.through : field.of,
          by: field.by,
          junction: linked ? field.to : null,
          // What is taken out of a list that is edited is deleted: without its owner it would be nothing.
          deselect: field.edit ? 'delete' : 'nullify',
        },
      ];
    }),
  );
  return collections.flatMap(({ name, fields }) =>
    Object.entries(fields).flatMap(([column, field]: [string, Field]) => {
      if (field.kind !== 'one') return [];
      const list = lists.find(({ many, by }) => many === name && by === column);
      return [
        {
          many_collection: name,
          many_field: column,
          one_collection: field.of,
          one_field: list?.list ?? null,
          junction_field: list?.junction ?? null,
          one_deselect_action: list?.deselect ?? 'nullify',
        },
      ];
    }),
  );
}

/** How a list looks to whoever has not arranged it, and the bookmarks for all. */
function presetRows(collection: Collection): object[] {
  const base = {
    collection: collection.name,
    user: null,
    role: null,
    layout: collection.layout ?? 'tabular',
    layout_query: { tabular: { fields: collection.list, sort: [collection.order], page: 1 } },
  };
  const bookmarks = collection.bookmarks ?? [];
  return [
    { ...base, bookmark: null, icon: 'bookmark', filter: null },
    ...bookmarks.map((bookmark) => ({
      ...base,
      bookmark: `$t:${bookmarkKey(collection.name, bookmark)}`,
      icon: bookmark.icon,
      filter: bookmark.filter,
    })),
  ];
}
