import 'reflect-metadata';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { localListEntryNoun } from '../../graph/authorization/local-list.js';
import { campaignNoun } from '../../graph/campaigns/campaign.js';
import { campaignStationNoun } from '../../graph/campaigns/campaign-station.js';
import { commandNoun } from '../../graph/commands/command.js';
import { writeCursor } from '../../graph/connections/cursor.js';
import type { Noun } from '../../graph/connections/noun.js';
import { type PageArgs, type Parents, readPages } from '../../graph/connections/page.js';
import { dataTransferNoun } from '../../graph/data-transfer/data-transfer.js';
import { logRequestNoun } from '../../graph/diagnostics/log-request.js';
import { stationEventNoun } from '../../graph/events/event-history.js';
import { firmwareUpdateNoun } from '../../graph/firmware/firmware-update.js';
import { stationMessageNoun } from '../../graph/messages/station-message.js';
import { meterValueNoun } from '../../graph/metering/meter-value.js';
import { connectionNoun } from '../../graph/stations/connection.js';
import { transactionNoun } from '../../graph/transactions/transaction.js';
import { uploadNoun } from '../../graph/uploads/upload.js';
import { deviceEventNoun } from '../../graph/variables/device-event.js';
import { streamedValueNoun } from '../../graph/variables/event-stream.js';
import { variableNoun } from '../../graph/variables/known-variable.js';
import { openPool, type Pool } from '../../platform/database/pool.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

/** Plans as they are where tables are too large to be read or sorted whole. */
describe('plans', () => {
  let database: TestDatabase;
  let pool: Pool;
  before(async () => {
    database = await freshDatabase();
    pool = openPool(database.url, { size: 1, name: 'plans' });
    await pool.query('set enable_seqscan = off; set enable_sort = off; set enable_bitmapscan = off');
  });
  after(async () => {
    await pool.end();
    await database.drop();
  });

  async function planOf<Row extends object, Filter extends object, Order extends string>(
    noun: Noun<Row, Filter, Order>,
    args: PageArgs<Filter, Order>,
    parents?: Parents,
  ): Promise<string> {
    const plans: string[] = [];
    const explaining = {
      query: async (text: string, values: unknown[]) => {
        const { rows } = await pool.query(`explain (costs off) ${text}`, values);
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
        return { rows: [] };
      },
    };
    await readPages(explaining as unknown as Pool, noun, args, parents);
    return plans.join('\n');
  }

  const sortsAll = /^ *(-> {2})?Sort$/m;
  const now = '2026-06-01 12:00:00+00';

  it('read pages of transactions by index, from the start and after a cursor', async () => {
    const after = writeCursor('STARTED_AT', [now, '7']);
    for (const args of [
      {},
      { after },
      { filter: { stationId: 'a' } },
      { filter: { stationId: 'a' }, after },
    ]) {
      const plan = await planOf(transactionNoun, args);
      assert.doesNotMatch(plan, sortsAll, plan);
      assert.match(plan, /Index Scan/, plan);
    }
  });

  it('read the lists below stations by index', async () => {
    const parents = (column: string): Parents => ({ column, type: 'text', keys: ['a', 'b'] });
    for (const plan of [
      await planOf(transactionNoun, {}, parents('t.station_id')),
      await planOf(stationMessageNoun, {}, parents('g.station_id')),
      await planOf(commandNoun, {}, parents('d.station_id')),
      await planOf(variableNoun, {}, parents('v.station_id')),
      await planOf(deviceEventNoun, {}, parents('f.station_id')),
      await planOf(dataTransferNoun, {}, parents('x.station_id')),
      await planOf(localListEntryNoun, {}, parents('e.station_id')),
      await planOf(campaignStationNoun, {}, parents('m.station_id')),
      await planOf(campaignStationNoun, {}, { column: 'm.campaign_id', type: 'bigint', keys: ['1'] }),
    ])
      assert.match(plan, /Index Scan/, plan);
  });

  it('read the newest of the trace, of commands, connections and events by index', async () => {
    for (const plan of [
      await planOf(stationMessageNoun, {}),
      await planOf(stationMessageNoun, { filter: { stationId: 'a' } }),
      await planOf(commandNoun, {}),
      await planOf(connectionNoun, {}),
      await planOf(stationEventNoun, {}),
      await planOf(deviceEventNoun, {}),
      await planOf(deviceEventNoun, { filter: { stationId: 'a' } }),
      await planOf(streamedValueNoun, { filter: { stationId: 'a' } }),
      await planOf(variableNoun, {}),
      await planOf(firmwareUpdateNoun, {}),
      await planOf(firmwareUpdateNoun, { filter: { stationId: 'a' } }),
      await planOf(campaignNoun, {}),
      await planOf(campaignStationNoun, { filter: { campaignId: '1' } }),
      await planOf(logRequestNoun, {}),
      await planOf(logRequestNoun, { filter: { stationId: 'a' } }),
      await planOf(uploadNoun, {}),
      await planOf(uploadNoun, { filter: { stationId: 'a' } }),
      await planOf(variableNoun, { filter: { variable: 'a' } }),
    ]) {
      assert.doesNotMatch(plan, sortsAll, plan);
      assert.match(plan, /Index (Only )?Scan/, plan);
    }
  });

  it('look into the partitions of the time asked for only', async () => {
    const from = new Date();
    const to = new Date(from.getTime() + 1000);
    const day = await planOf(stationMessageNoun, { filter: { stationId: 'a', from, to } });
    assert.ok([...day.matchAll(/ on station_message_/g)].length <= 3, day);
    const month = await planOf(meterValueNoun, { filter: { stationId: 'a', from, to } });
    assert.ok([...month.matchAll(/ on meter_value_/g)].length <= 3, month);
    assert.doesNotMatch(month, sortsAll, month);
    // A cursor bounds the time as well.
    const after = writeCursor('RECEIVED_AT', [new Date(from.getTime() + 2 * 86_400_000).toISOString(), '1']);
    const { length: whole } = [
      ...(await planOf(stationMessageNoun, { orderBy: { field: 'RECEIVED_AT', direction: 'ASC' } })).matchAll(
        / on station_message_/g,
      ),
    ];
    const { length: beyond } = [
      ...(
        await planOf(stationMessageNoun, { orderBy: { field: 'RECEIVED_AT', direction: 'ASC' }, after })
      ).matchAll(/ on station_message_/g),
    ];
    assert.ok(beyond < whole, `${beyond} of ${whole}`);
  });
});
