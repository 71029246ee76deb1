import type { RunFigures, Timing } from './report.js';
import { benchScenario } from './scenario.js';
import type { Stage } from './stage.js';

/** The session scenario before and after the table has its millions: the cost must not grow with history. */
export async function benchHistory(
  stage: Stage,
  rows: number,
  timing: Timing,
): Promise<{ rows: number; before: RunFigures; after: RunFigures }> {
  const order = { scenario: 'session', version: 'ocpp1.6', stations: 200, ...timing } as const;
  await stage.db.query('truncate meter_value');
  const before = await benchScenario(stage, { ...order, note: 'without history' });
  console.log(`putting in ${rows} meter values …`);
  for (let done = 0; done < rows; done += 250_000) await fill(stage, done, Math.min(250_000, rows - done));
  await stage.db.query('analyze meter_value');
  const after = await benchScenario(stage, { ...order, note: `with ${rows} meter values` });
  return { rows, before, after };
}

/** A month of readings of the same stations that the load comes from. */
async function fill(stage: Stage, from: number, count: number): Promise<void> {
  await stage.db.query(
    `insert into meter_value (station_id, measured_at, sample_key, received_at, evse_id, connector_id, measurand, value, unit, context)
     select 'Bocpp1.6-200-' || i % 200, now() - make_interval(secs => i / 200 * 20), i, now(), 1, 1,
            'Energy.Active.Import.Register', i, 'Wh', 'Sample.Periodic'
     from generate_series($1::bigint, $1::bigint + $2::bigint - 1) as i on conflict do nothing`,
    [from, count],
  );
}
