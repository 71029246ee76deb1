import assert from 'node:assert/strict';
import type { Pool } from '../../platform/database/pool.js';
import { until } from '../support/until.js';
import type { Kept, Row } from './quirk.js';

/** The rows of a station, oldest first. */
const tables: Record<Exclude<keyof Kept, 'station'>, { table: string; order: string }> = {
  transactions: { table: 'transaction', order: 'id' },
  messages: { table: 'transaction_event', order: 'received_at, occurred_at' },
  orphans: { table: 'orphan_message', order: 'id' },
  connectors: { table: 'connector', order: 'evse_id, connector_id' },
  samples: { table: 'meter_value', order: 'measured_at, value' },
  commands: { table: 'command', order: 'created_at' },
};

async function rowsOf(pool: Pool, station: string, name: keyof typeof tables): Promise<Row[]> {
  const { table, order } = tables[name];
  const { rows } = await pool.query<{ row: Row }>(
    `select to_jsonb(t) as row from ${table} t where station_id = $1 order by ${order}`,
    [station],
  );
  return rows.map(({ row }) => row);
}

/** What the database holds of a station is this and no more. Messages of transactions only where they are named. */
export async function kept(pool: Pool, station: string, expected: Kept): Promise<void> {
  for (const name of Object.keys(tables) as (keyof typeof tables)[]) {
    const wanted = expected[name];
    if (!wanted && (name === 'messages' || name === 'commands')) continue;
    if (name === 'commands') await ended(pool, station, wanted);
    const rows = await rowsOf(pool, station, name);
    const said = `${name}: ${JSON.stringify(rows)}`;
    assert.equal(rows.length, wanted?.length ?? 0, said);
    rows.forEach((row, i) => {
      fits(row, wanted?.[i] ?? {}, said);
    });
  }
  if (!expected.station) return;
  const { rows } = await pool.query<{ row: Row }>(
    'select to_jsonb(s) as row from charging_station s where id = $1',
    [station],
  );
  fits(rows[0]?.row, expected.station, JSON.stringify(rows));
}

/** Outcomes of commands are told by themselves, late ones after others. */
const ended = (pool: Pool, station: string, wanted: Row[] = []) =>
  until('an outcome', async () => {
    const { rows } = await pool.query<{ state: string }>(
      `select case when late then 'LATE' else state end as state from command where station_id = $1`,
      [station],
    );
    const late = rows.filter(({ state }) => state === 'LATE').length;
    return rows.every(({ state }) => state !== 'SENT') && late === wanted.filter((row) => row.late).length;
  });

/** What the trace notes against the station's frames. It is written a moment after the answers; the heartbeat is last. */
export async function findings(pool: Pool, station: string): Promise<string[]> {
  const rows = await until('the trace', async () => {
    const { rows } = await pool.query<{
      message_id: string;
      findings: { path: string; rule: string }[] | null;
    }>(`select message_id, findings from station_message where station_id = $1 and direction = 'IN'`, [
      station,
    ]);
    return rows.some(({ message_id }) => message_id === 'call-1') && rows;
  });
  return rows
    .flatMap(({ findings }) => (findings ?? []).map(({ path, rule }) => `${path} ${rule}`.trim()))
    .sort();
}

/** Whether all that is expected is there. */
export function fits(actual: unknown, expected: unknown, said: string): void {
  if (typeof expected === 'function') assert.ok(expected(actual), said);
  else if (expected instanceof Date) assert.equal(Date.parse(String(actual)), expected.getTime(), said);
  else if (typeof expected === 'object' && expected !== null) {
    if (Array.isArray(expected)) assert.equal((actual as unknown[])?.length, expected.length, said);
    for (const [key, value] of Object.entries(expected))
      fits((actual as Record<string, unknown> | undefined)?.[key], value, `${key} in ${said}`);
  } else assert.equal(actual, expected, said);
}
