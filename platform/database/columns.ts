/**
 * Turns rows into one array a column, the form `unnest($1::text[], $2::int[], …)` takes: one statement
 * and one round trip for a whole batch.
 */
export function columns<Row, const Key extends keyof Row>(
  rows: readonly Row[],
  keys: readonly Key[],
): Row[Key][][] {
  return keys.map((key) => rows.map((row) => row[key]));
}
