import { tokenPattern } from '../../ocpp/id-tokens.js';
import { inTransaction, type Pool } from '../../platform/database/pool.js';
import { namesOf } from '../../platform/redaction.js';

/** Tables with a token in a column of its own, and what has to be true of it there. */
const columns: readonly [table: string, column: string][] = [
  ['transaction', 'id_token'],
  ['reservation', 'id_token'],
  ['battery_swap', 'id_token'],
];

/** Columns with messages as they were sent or kept: there a token is the value of a field named after it. */
const messages: readonly [table: string, column: string, type: 'text' | 'jsonb'][] = [
  ['station_message', 'request', 'text'],
  ['station_message', 'answer', 'text'],
  ['station_event', 'data', 'jsonb'],
  ['command', 'payload', 'jsonb'],
  ['command', 'answer', 'jsonb'],
  ['orphan_message', 'payload', 'jsonb'],
  ['ev_charging_needs', 'needs', 'jsonb'],
  ['audit', 'arguments', 'jsonb'],
];

/** How many rows of what no longer name the token. */
export type Erased = { rows: string; count: number }[];

/**
 * Takes a token out of all that is kept: what was charged stays for accounting, under a pseudonym that leads to nobody.
 * Capitals do not count. One transaction: all of it, or nothing.
 *
 * @returns undefined while a transaction goes on with it
 */
export function eraseToken(pool: Pool, token: string, pseudonym: string): Promise<Erased | undefined> {
  const pattern = tokenPattern(namesOf(token));
  return inTransaction(pool, async (tx) => {
    // A trace of years is read from end to end.
    await tx.query('set local statement_timeout = 0');
    const active = await tx.query(
      `select from transaction where lower(id_token) = lower($1) and status = 'ACTIVE'`,
      [token],
    );
    if (active.rowCount !== 0) return undefined;
    const erased: Erased = [];
    const note = (rows: string, { rowCount }: { rowCount: number | null }) =>
      void erased.push({ rows, count: rowCount ?? 0 });
    // What stations hold of customers is words, in which the token may stand anywhere.
    note(
      'customer_information',
      await tx.query(`delete from customer_information where strpos(lower(parts::text), lower($1)) > 0`, [
        token,
      ]),
    );
    for (const [table, column] of columns)
      note(
        table,
        await tx.query(`update ${table} set ${column} = $2 where lower(${column}) = lower($1)`, [
          token,
          pseudonym,
        ]),
      );
    await tx.query('update transaction set start_key = null where id_token = $1', [pseudonym]);
    for (const [table, column, type] of messages)
      note(
        `${table}.${column}`,
        await tx.query(
          `update ${table} set ${column} = regexp_replace(${column}::text, $1, $2, 'gi')::${type}
           where ${column}::text ~* $1`,
          [pattern, `\\1${pseudonym}\\2`],
        ),
      );
    note('id_token', await tx.query('delete from id_token where lower(id_token) = lower($1)', [token]));
    return erased;
  });
}
