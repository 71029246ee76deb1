import pg from 'pg';
import { log, reason } from '../log.js';
import { openByTurns } from './turns.js';

// 64-bit ids and xids stay text: JavaScript numbers end at 2^53. Numerics are quantities here, shown as numbers.
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

export type Pool = pg.Pool;
/** A client inside a transaction; whoever gets it passes it on, and never takes a second one from the pool. */
export type Transaction = pg.PoolClient;
/** Either, for statements that stand alone. */
export type Queryable = Pick<pg.PoolClient, 'query'>;

/**
 * Statements go out without waiting for each other where the code does not (libpq's pipeline mode).
 *
 * @param name shown in pg_stat_activity
 * @param scans false where every statement finds its rows by an index: a plan made while a table was small, and kept
 *   while it grew, then reads no whole table (measured: 5 ms a batch instead of 0.5 after a minute of sessions)
 */
export const openPool = (
  url: string,
  { size, name, scans = true }: { size: number; name: string; scans?: boolean },
): Pool =>
  open({
    ...withOptions(url, scans ? ['-c jit=off'] : ['-c jit=off', '-c enable_seqscan=off']),
    max: size,
    application_name: `chargeql ${name}`,
    pipeline: true,
  });

/** What the URL itself says of options (`-c role=…`) would replace ours. */
function withOptions(url: string, ours: string[]): pg.PoolConfig {
  const bare = new URL(url);
  const given = bare.searchParams.get('options');
  bare.searchParams.delete('options');
  return { connectionString: bare.href, options: [...(given === null ? [] : [given]), ...ours].join(' ') };
}

/**
 * One connection to the same database for COPY of what nobody waits for: COPY can't share a pipeline, and a commit here
 * does not wait for the disk.
 */
export const openCopies = ({ options }: Pool): Pool =>
  open({ ...options, max: 1, pipeline: false, options: `${options.options} -c synchronous_commit=off` });

function open(options: pg.PoolConfig): Pool {
  const pool = new pg.Pool({
    connectionTimeoutMillis: 5000,
    idle_in_transaction_session_timeout: 30_000,
    statement_timeout: 60_000,
    keepAlive: true,
    stream: openByTurns,
    ...options,
  });
  // An idle connection that breaks is replaced on the next use; unheard, the event would end the process.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ reason: reason(error) }, 'database connection lost');
  });
  // So would that of a connection in use, beside the error its statements get.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws.
 *
 * @param last sends a last statement, behind which the commit goes out at once
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (tx: Transaction) => Promise<T>,
  last?: (tx: Transaction) => Promise<unknown>,
): Promise<T> {
  const tx = await pool.connect();
  let broken: Error | undefined;
  try {
    // Not waited for: the first statement of the work goes out right behind it.
    const begun = tx.query('begin');
    const [result] = await Promise.all([work(tx), begun]);
    const done = last?.(tx);
    const [{ command }] = await Promise.all([tx.query('commit'), done]);
    // A statement failed and nobody said so: PostgreSQL then rolls back whatever it is told.
    if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
    return result;
  } catch (error) {
    await tx.query('rollback').catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    tx.release(broken);
  }
}
