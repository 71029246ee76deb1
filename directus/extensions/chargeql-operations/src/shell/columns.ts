import type { Format } from '../words/format.js';
import type { Column } from './data-table.vue';

export type Row = Record<string, unknown>;

export const textOf = (value: unknown): string =>
  value === null || value === undefined || value === '' ? '–' : String(value);

/** A column that shows a field as it is. */
export const textColumn = (key: string, title: string): Column<Row> => ({
  key,
  title,
  text: (row) => textOf(row[key]),
});

/** A column that shows a time, in the viewer's zone. */
export const timeColumn = (format: Format, key: string, title: string): Column<Row> => ({
  key,
  title,
  text: (row) => format.time(row[key] as string | null),
});
