import type { Pool } from '../../platform/database/pool.js';

/** The tables in whose rows a text stands, capitals or not. */
export async function tablesHolding(pool: Pool, text: string): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
  );
  const looks = tables.map(
    ({ name }) => `select '${name}' as name where exists (
      select from ${name} as t where strpos(lower(t::text), lower($1)) > 0 or strpos(lower(to_jsonb(t)::text), lower($1)) > 0)`,
  );
  const { rows } = await pool.query<{ name: string }>(looks.join(' union all '), [text]);
  return rows.map(({ name }) => name);
}
