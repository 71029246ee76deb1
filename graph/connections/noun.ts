import type { Conditions } from './sql-text.js';

/** Something to sort by. Its SQL is never null: rows are compared with it. */
export interface SortKey {
  sql: string;
  type: 'text' | 'bigint' | 'integer' | 'double precision' | 'timestamptz' | 'uuid' | 'xid8';
}

/** A table as the API shows it: what can be read, sought and sorted by. All paging is made from this. */
export interface Noun<Row extends object, Filter extends object, Order extends string> {
  /** The table, and what its conditions and columns call it. */
  from: string;
  /** The select list; a column named in snake case is the field of that name in camel case. */
  columns: string;
  /** Tells rows apart and breaks ties, in the order of an index. */
  unique: readonly SortKey[];
  orders: Record<Order, SortKey & { about: string }>;
  /** What callers get who ask for no order. */
  usual: OrderBy<Order>;
  conditions: Conditions<Filter>;
  /** Always asked. */
  always?: string;
  /** The class of a row. */
  row: new () => Row;
  /** Where a row is more than its columns. */
  shown?: (row: Row) => Row;
}

export interface OrderBy<Order extends string> {
  field: Order;
  direction: 'ASC' | 'DESC';
}

const camel = (column: string): string => column.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const fields = new Map<string, string>();

function fieldOf(column: string): string {
  const known = fields.get(column);
  if (known) return known;
  const field = camel(column);
  fields.set(column, field);
  return field;
}

/** A database row under the names of the API. */
export function asRow<Row extends object>(noun: RowOf<Row>, raw: Record<string, unknown>): Row {
  const row = new noun.row();
  for (const column in raw) Reflect.set(row, fieldOf(column), raw[column]);
  return noun.shown ? noun.shown(row) : row;
}

type RowOf<Row extends object> = Pick<Noun<Row, object, string>, 'row' | 'shown'>;
