import type { Queryable } from '../../platform/database/pool.js';
import { asRow, type Noun } from '../connections/noun.js';

type Editable<Row extends object> = Pick<Noun<Row, never, string>, 'from' | 'columns' | 'row'>;

/** Values by field; undefined leaves a column as it is (or to its default), null empties it. */
export type Values = Record<string, unknown>;

const column = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const given = (values: Values): [column: string, value: unknown][] =>
  Object.entries(values).flatMap(([field, value]) => (value === undefined ? [] : [[column(field), value]]));

/** `values` has the fields of an input type of the schema and no others: they name the columns. */
export async function insertRow<Row extends object>(
  db: Queryable,
  noun: Editable<Row>,
  values: Values,
): Promise<Row> {
  const set = given(values);
  const { rows } = await db.query(
    `insert into ${noun.from.replace(' ', ' as ')} (${set.map(([name]) => name).join(', ')})
     values (${set.map((_, i) => `$${i + 1}`).join(', ')}) returning ${noun.columns}`,
    set.map(([, value]) => value),
  );
  return asRow(noun, rows[0]);
}

/** Undefined when there is no row of this id. */
export async function updateRow<Row extends object>(
  db: Queryable,
  noun: Editable<Row>,
  id: string,
  values: Values,
): Promise<Row | undefined> {
  const set = [...given(values).map(([name], i) => `${name} = $${i + 2}`), 'updated_at = now()'];
  const { rows } = await db.query(
    `update ${noun.from.replace(' ', ' as ')} set ${set.join(', ')} where id = $1 returning ${noun.columns}`,
    [id, ...given(values).map(([, value]) => value)],
  );
  return rows[0] && asRow(noun, rows[0]);
}

/** Whether there was one. */
export async function deleteRow(db: Queryable, table: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query(`delete from ${table} where id = $1`, [id]);
  return rowCount === 1;
}
