import type { Context } from '../server/context.js';

/** Numbers for reports we ask for; a station's reports are told apart by them. */
export async function nextRequestId({ pool }: Context, count: number): Promise<number[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select nextval('report_request_id') as id from generate_series(1, $1)`,
    [count],
  );
  return rows.map(({ id }) => Number(id));
}
