/** A row of an aggregate by parts of a date, as Directus gives it: `{ group: { at_year, at_month, … }, sum: { field } }`. */
export type Row = Record<string, Record<string, number | string | null> | undefined>;

export type Step = 'hour' | 'day';

export interface BarOptions {
  dateField: string;
  valueField: string;
  function: string;
  step: Step;
  /** How many steps there are, the newest the one that runs. */
  count: number;
  /** Of the value, so many are one of what is shown. */
  per: number;
}

export interface Bar {
  at: Date;
  value: number;
}

const lengthMs: Record<Step, number> = { hour: 3_600_000, day: 86_400_000 };

/** A bar for each step until now; one in which nothing happened has no height. Directus counts days and hours by UTC. */
export function barsOf(rows: readonly Row[], options: BarOptions, now: Date): Bar[] {
  const values = new Map(
    rows.map((row) => [timeOf(row.group ?? {}, options.dateField), shownOf(row, options)]),
  );
  const length = lengthMs[options.step];
  const newest = Math.floor(now.getTime() / length) * length;
  return Array.from({ length: options.count }, (_, i) => {
    const at = newest - (options.count - 1 - i) * length;
    return { at: new Date(at), value: values.get(at) ?? 0 };
  });
}

function timeOf(group: Record<string, number | string | null>, field: string): number {
  const part = (name: string, otherwise: number) => Number(group[`${field}_${name}`] ?? otherwise);
  return Date.UTC(part('year', 1970), part('month', 1) - 1, part('day', 1), part('hour', 0));
}

const shownOf = (row: Row, options: BarOptions): number =>
  Number(row[options.function]?.[options.valueField] ?? 0) / options.per;

/** The lowest round number that no bar exceeds: 1, 2 or 5 times a power of ten. */
export function topOf(bars: readonly Bar[]): number {
  const most = bars.reduce((most, { value }) => Math.max(most, value), 0);
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([1, 2, 5].find((times) => times * power >= most) ?? 10);
}
