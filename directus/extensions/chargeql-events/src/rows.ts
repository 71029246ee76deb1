import type { Change, Columns } from './change.js';
import type { Known } from './item-events.js';
import type { Queryable } from './read-outbox.js';

/** What we use of Directus's schema: by collection its key, and its fields, of which an alias is no column. */
export interface Schema {
  collections: Record<string, { primary: string; fields: Record<string, { alias: boolean }> }>;
}

/** Reads rows as Directus shows them, secrets concealed. */
export type ReadItems = (collection: string, keys: string[], fields: string[]) => Promise<Columns[]>;

type Keyed = Change & { item: string };
type Named = Change & { item: Columns };

/** What the outbox does not tell of changes is looked up in the rows; a change whose row is gone stays without. */
export async function lookUp(
  changes: readonly Change[],
  { database, schema, read }: { database: Queryable; schema: Schema; read: ReadItems },
): Promise<Known[]> {
  const administered = changes.filter(({ collection }) => collection in schema.collections);
  const keyed = await withKeys(administered, database, schema);
  const rows = await rowsOf(keyed, schema, read);
  return keyed.map(({ collection, action, item, payload, fields }) => ({
    ...{ collection, action, key: item },
    payload: payload ?? news(rows.get(collection)?.get(item) ?? {}, fields),
  }));
}

/** A new row is told with what it holds, an edited one with what is different. */
const news = (row: Columns, fields: readonly string[] | undefined): Columns =>
  Object.fromEntries(
    Object.entries(row).filter(([name, value]) => (fields ? fields.includes(name) : value !== null)),
  );

async function rowsOf(
  keyed: readonly Keyed[],
  { collections }: Schema,
  read: ReadItems,
): Promise<Map<string, Map<string, Columns>>> {
  const rows = new Map<string, Map<string, Columns>>();
  const untold = Map.groupBy(
    keyed.filter(({ payload }) => payload === undefined),
    ({ collection }) => collection,
  );
  for (const [collection, changes] of untold) {
    const { primary = 'id', fields = {} } = collections[collection] ?? {};
    const columns = Object.keys(fields).filter((name) => fields[name]?.alias === false);
    const found = await read(collection, [...new Set(changes.map(({ item }) => item))], columns);
    rows.set(collection, new Map(found.map((row) => [String(row[primary]), row])));
  }
  return rows;
}

/** Finds the rows that events name in a station's own words; what is not there (any more) is left out. */
async function withKeys(
  changes: readonly Change[],
  database: Queryable,
  { collections }: Schema,
): Promise<Keyed[]> {
  const keys = new Map<Change, string>();
  const named = changes.filter((change): change is Named => typeof change.item === 'object');
  const alike = Map.groupBy(named, ({ collection, item }) => [collection, ...Object.keys(item)].join());
  for (const group of alike.values())
    for (const { place, key } of await find(group, database, collections)) {
      const change = group[place];
      if (change) keys.set(change, key);
    }
  return changes.flatMap((change) => {
    const item = typeof change.item === 'string' ? change.item : keys.get(change);
    return item === undefined ? [] : [{ ...change, item }];
  });
}

/** The rows of one table that hold what is named, by the same columns each. */
async function find(
  alike: readonly Named[],
  database: Queryable,
  collections: Schema['collections'],
): Promise<{ place: number; key: string }[]> {
  const [first] = alike;
  if (!first) return [];
  const { collection, item } = first;
  const columns = Object.keys(item);
  const { rows } = await database.raw(
    `select told.place::int - 1 as place, item.??::text as key
     from jsonb_array_elements(?::jsonb) with ordinality told (item, place)
     cross join lateral jsonb_populate_record(null::??, told.item) wanted
     join ?? item on ${columns.map(() => '?? = ??').join(' and ')}`,
    [
      collections[collection]?.primary,
      JSON.stringify(alike.map(({ item }) => item)),
      collection,
      collection,
      ...columns.flatMap((name) => [`item.${name}`, `wanted.${name}`]),
    ],
  );
  return rows as { place: number; key: string }[];
}
