import type { Queryable } from '../../platform/database/pool.js';
import { failure } from '../server/errors.js';
import { readCursor, writeCursor } from './cursor.js';
import { asRow, type Noun, type OrderBy, type SortKey } from './noun.js';
import { conditionsOf, SqlText } from './sql-text.js';

export const mostAtOnce = 500;
export const usualSize = 50;

/** What a caller asks of a list; null is the same as left out. */
export interface PageArgs<Filter, Order extends string> {
  filter?: Filter | null;
  orderBy?: OrderBy<Order> | null;
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

export interface Page<Row> {
  edges: { cursor: string; node: Row }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** Lists that belong to other things: one list a key, all read by one statement. */
export interface Parents {
  column: string;
  type: SortKey['type'];
  keys: readonly string[];
}

type Raw = Record<string, unknown>;

/** One page for each parent, or, without parents, the one page under the key ''. Keyset paging: no row is skipped over. */
export async function readPages<Row extends object, Filter extends object, Order extends string>(
  db: Queryable,
  noun: Noun<Row, Filter, Order>,
  args: PageArgs<Filter, Order>,
  parents?: Parents,
): Promise<Map<string, Page<Row>>> {
  const { size, backwards } = sizeOf(args);
  const orderBy = args.orderBy ?? noun.usual;
  const keys = keysOf(noun, orderBy.field);
  const up = (orderBy.direction === 'ASC') !== backwards;
  const sql = new SqlText();
  const where = whereOf(noun, args.filter, sql);
  const place = (cursor: string) => readCursor(cursor, orderBy.field, keys.length);
  if (args.after) where.push(...beyond(keys, place(args.after), orderBy.direction === 'ASC', sql));
  if (args.before) where.push(...beyond(keys, place(args.before), orderBy.direction !== 'ASC', sql));
  const order = keys.map((key) => `${key.sql} ${up ? 'asc' : 'desc'}`).join(', ');
  const rows = await select(db, noun, { keys, where, order, limit: size + 1 }, sql, parents);

  return mapValues(rows, (found) => {
    const more = found.length > size;
    const kept = found.slice(0, size);
    if (backwards) kept.reverse();
    return {
      edges: kept.map((raw) => edge(noun, orderBy.field, keys.length, raw)),
      hasNextPage: backwards ? Boolean(args.before) : more,
      hasPreviousPage: backwards ? more : Boolean(args.after),
    };
  });
}

/** How many rows the filter finds, for each parent. */
export async function countRows<Row extends object, Filter extends object, Order extends string>(
  db: Queryable,
  noun: Noun<Row, Filter, Order>,
  filter: Filter | undefined | null,
  parents?: Parents,
): Promise<Map<string, number>> {
  const sql = new SqlText();
  const where = whereOf(noun, filter, sql);
  if (parents) where.push(`${parents.column} = any(${sql.$(parents.keys, `${parents.type}[]`)})`);
  const { rows } = await db.query(
    `select ${parents ? parents.column : `''`}::text as parent, count(*)::int as count from ${noun.from}
     ${clause(where)} ${parents ? 'group by 1' : ''}`,
    sql.values,
  );
  return new Map(rows.map((row) => [row.parent, row.count]));
}

function sizeOf({ first, last, before, after }: PageArgs<unknown, string>): {
  size: number;
  backwards: boolean;
} {
  if (first != null && last != null) throw failure('BAD_USER_INPUT', 'ask for first or last, not both');
  const backwards = last != null || (first == null && before != null && after == null);
  const size = first ?? last ?? usualSize;
  if (size < 0 || size > mostAtOnce)
    throw failure('BAD_USER_INPUT', `${backwards ? 'last' : 'first'} takes 0 to ${mostAtOnce}`);
  return { size, backwards };
}

/** The order's own key and those that break its ties, each once. */
function keysOf<Order extends string>(
  noun: { orders: Record<Order, SortKey>; unique: readonly SortKey[] },
  order: Order,
) {
  const first = noun.orders[order];
  return [first, ...noun.unique.filter((key) => key.sql !== first.sql)];
}

const whereOf = <Row extends object, Filter extends object, Order extends string>(
  noun: Noun<Row, Filter, Order>,
  filter: Filter | undefined | null,
  sql: SqlText,
): string[] => [...(noun.always ? [noun.always] : []), ...conditionsOf(noun.conditions, filter, sql)];

/** Beyond a place. The second, weaker condition says the same of the first key alone: by it partitions are left out. */
function beyond(keys: SortKey[], place: string[], up: boolean, sql: SqlText): string[] {
  const values = keys.map((key, i) => sql.$(place[i], key.type));
  const names = keys.map((key) => key.sql).join(', ');
  const sign = up ? '>' : '<';
  return [`(${names}) ${sign} (${values.join(', ')})`, `${keys[0]?.sql} ${sign}= ${values[0]}`];
}

const clause = (where: string[]): string => (where.length > 0 ? `where ${where.join(' and ')}` : '');

async function select(
  db: Queryable,
  noun: { from: string; columns: string },
  query: { keys: SortKey[]; where: string[]; order: string; limit: number },
  sql: SqlText,
  parents: Parents | undefined,
): Promise<Map<string, Raw[]>> {
  const places = query.keys.map((key, i) => `(${key.sql})::text as "sort ${i}"`).join(', ');
  const listed = (where: string[], more = '') =>
    `select ${noun.columns}, ${places}${more} from ${noun.from} ${clause(where)} order by ${query.order} limit ${query.limit}`;
  if (!parents) {
    const { rows } = await db.query<Raw>(listed(query.where), sql.values);
    return new Map([['', rows]]);
  }
  const text = `select parent.key as parent, listed.* from unnest(${sql.$(parents.keys, `${parents.type}[]`)}) as parent (key)
    cross join lateral (${listed(
      [`${parents.column} = parent.key`, ...query.where],
      `, row_number() over (order by ${query.order}) as rank`,
    )}) listed order by parent.key, listed.rank`;
  const { rows } = await db.query<Raw>(text, sql.values);
  return Map.groupBy(
    rows.map(({ rank: _, ...row }) => row),
    (row) => String(row.parent),
  );
}

function edge<Row extends object>(
  noun: { row: new () => Row; shown?: (row: Row) => Row },
  order: string,
  keys: number,
  raw: Raw,
) {
  const place: string[] = [];
  for (let i = 0; i < keys; i++) {
    place.push(String(raw[`sort ${i}`]));
    delete raw[`sort ${i}`];
  }
  delete raw.parent;
  return { cursor: writeCursor(order, place), node: asRow(noun, raw) };
}

const mapValues = <From, To>(map: Map<string, From>, change: (value: From) => To): Map<string, To> =>
  new Map([...map].map(([key, value]) => [key, change(value)]));
