import { createHash } from 'node:crypto';
import { columns } from '../platform/database/columns.js';
import type { Transaction } from '../platform/database/pool.js';
import { storableJson } from './storable.js';

type SqlType = 'text' | 'bigint' | 'integer' | 'numeric' | 'boolean' | 'timestamptz' | 'jsonb';

/** A table that stations fill: the types of its columns under our words, which in snake case are the column's name. */
export interface Target<Row> {
  table: string;
  columns: { [Field in keyof Row & string]: SqlType };
}

const snake = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The pieces of a statement over a target, all in the order of its columns. */
export function wordsOf<Row>({ columns }: Target<Row>) {
  const fields = Object.keys(columns) as (keyof Row & string)[];
  return {
    fields,
    names: fields.map(snake).join(', '),
    parameters: fields.map((field, i) => `$${i + 1}::${columns[field]}[]`).join(', '),
    returned: fields.map((field) => `${snake(field)} as "${field}"`).join(', '),
  };
}

/** One array a column; what goes into jsonb as its text. */
export function valuesOf<Row>(target: Target<Row>, rows: readonly Row[]): unknown[] {
  const { fields } = wordsOf(target);
  return columns(rows, fields).map((column, i) =>
    target.columns[fields[i] as keyof Row & string] === 'jsonb'
      ? column.map((value) => (value === null ? null : storableJson(value)))
      : column,
  );
}

/** The last of each key: one statement can't write a row twice. */
export const lastOfEach = <Row>(rows: readonly Row[], key: (row: Row) => unknown[]): Row[] => [
  ...new Map(rows.map((row) => [JSON.stringify(key(row)), row])).values(),
];

/**
 * The `conflict` of rows that hold how something stands: one that is there is overwritten where anything is different,
 * and only then counts as written.
 *
 * @param unlike what may be different without being news, when it was told for one
 */
export function orChange<Row>(
  target: Target<Row>,
  key: (keyof Row & string)[],
  unlike: (keyof Row & string)[],
): string {
  const told = wordsOf(target).fields.filter((field) => !key.includes(field));
  const list = (fields: string[], of: string) => fields.map((field) => `${of}.${snake(field)}`).join(', ');
  const news = told.filter((field) => !unlike.includes(field));
  return `on conflict (${key.map(snake).join(', ')}) do update
    set (${told.map(snake).join(', ')}) = row(${list(told, 'excluded')})
    where (${list(news, 'kept')}) is distinct from (${list(news, 'excluded')})`;
}

/**
 * One statement that adds rows in their order.
 *
 * @param conflict what becomes of a row that is there already: `on conflict … do nothing`, `… do update set …`
 * @returns adds rows, and gives back those that were written; `isNew` where the row was not there before
 */
export function insertion<Row extends object>(
  target: Target<Row>,
  conflict: string,
): (tx: Transaction, rows: readonly Row[]) => Promise<(Row & { isNew: boolean })[]> {
  const { names, parameters, returned } = wordsOf(target);
  const text = `insert into ${target.table} as kept (${names}) select * from unnest(${parameters}) ${conflict} returning ${returned}, xmax = 0 as "isNew"`;
  // Several targets may share a table; PostgreSQL tells names apart by their first 63 bytes.
  const name = `insert into ${target.table} ${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
  return async (tx, rows) => {
    if (rows.length === 0) return [];
    const values = valuesOf(target, rows);
    return (
      await tx.query<Row & { isNew: boolean }>({
        name,
        text,
        values,
      })
    ).rows;
  };
}
