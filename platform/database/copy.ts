import { once } from 'node:events';
import { from } from 'pg-copy-streams';
import type { Transaction } from './pool.js';

/** A value of one column as COPY's text format takes it. */
export type CopyValue = string | number | null | undefined;

const special: Record<string, string> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\ufffd',
};

/**
 * One row in COPY's text format. Text that PostgreSQL can't hold (NUL) is replaced.
 * COPY costs a third less than an insert by unnest: 8 against 12 µs a trace row in PostgreSQL, 3 against 7 µs here.
 */
export function copyRow(values: CopyValue[]): string {
  let line = '';
  for (const [index, value] of values.entries()) {
    if (index > 0) line += '\t';
    if (value === null || value === undefined) line += '\\N';
    else if (typeof value === 'number') line += value;
    else
      line += /[\\\n\r\t\0]/.test(value)
        ? value.replace(/[\\\n\r\t\0]/g, (each) => special[each] as string)
        : value;
  }
  return `${line}\n`;
}

/** @param into table and columns: `station_message (station_id, …)` */
export async function copy(tx: Transaction, into: string, rows: string[]): Promise<void> {
  const stream = tx.query(from(`copy ${into} from stdin`));
  stream.end(rows.join(''));
  await once(stream, 'finish');
}
