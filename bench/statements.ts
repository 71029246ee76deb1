import type pg from 'pg';

/** Where PostgreSQL's time goes; needs pg_stat_statements to be loaded, as the embedded server of the bench has it. */
export async function watchStatements(db: pg.Pool): Promise<void> {
  await db.query('create extension if not exists pg_stat_statements');
  await db.query('select pg_stat_statements_reset()');
}

export async function printStatements(db: pg.Pool): Promise<void> {
  const { rows } = await db.query(
    `select calls, round(total_exec_time) as ms, round((mean_exec_time * 1000)::numeric) as "µs each", rows,
       regexp_replace(left(query, 500), '\\s+', ' ', 'g') as statement
     from pg_stat_statements order by total_exec_time desc limit 20`,
  );
  console.table(rows.map((row) => ({ ...row, statement: row.statement.slice(0, 110) })));
  const tables = await db.query(
    `select relname as "table", n_tup_ins as inserted, n_tup_upd as updated,
       round(100.0 * n_tup_hot_upd / nullif(n_tup_upd, 0)) as "% without touching an index"
     from pg_stat_user_tables where n_tup_ins + n_tup_upd > 0 order by n_tup_ins + n_tup_upd desc limit 12`,
  );
  console.table(tables.rows);
}
