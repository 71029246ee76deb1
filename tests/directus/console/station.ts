import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { until } from '../../support/until.js';
import { patienceMs } from '../browser.js';
import { choose, patient, placeIn, type Stage } from './stage.js';

/** `cp-yard` is online and has told of its variables. */
export function stationTests(stage: () => Stage): void {
  test('from the form of a session, or of a station, the console is one click away', patient, async () => {
    const { page, client, system } = stage();
    const { rows } = await client.query<{ id: string }>(
      `select id from transaction where station_id = 'cp-yard' limit 1`,
    );
    await page.goto(`${system.url}/admin/content/transaction/${rows[0]?.id}`);
    await page.getByRole('link', { name: 'The frames behind it' }).click();
    await page.locator('[data-test=frame]', { hasText: 'RequestStartTransaction' }).first().waitFor();
    await page.getByText('cp-yard', { exact: true }).first().waitFor();
    await page.goto(`${system.url}/admin/content/transaction/${rows[0]?.id}`);
    await page.locator('[data-test=meter-values]', { hasText: 'Energy.Active.Import.Register' }).waitFor();
    await page.goto(`${system.url}/admin/content/charging_station/cp-yard`);
    await page.getByRole('link', { name: 'Live view' }).click();
    await page.waitForURL(/\/operations\/stations\/cp-yard$/);
  });

  test(
    'a desired value is set by itself; one that only is to be shown is seen to differ, until it is desired no longer',
    patient,
    async () => {
      const { page, client } = stage();
      await page.goto(placeIn(stage(), '/stations/cp-yard/variables'));
      const drift = page.locator('[data-test=drift]');
      await drift.getByText('Nothing is desired of this station').waitFor();
      const desire = async (value: string, mode?: string) => {
        await page.locator('input[name=desired]').fill(value);
        if (mode) {
          await choose(
            page,
            page.getByRole('group', { name: 'Where it differs' }).locator('.v-select'),
            new RegExp(mode),
          );
        }
        await page.locator('[data-test=go]').click();
      };
      await page.getByRole('button', { name: 'Desire: TxUpdatedInterval' }).first().click();
      await desire('11');
      const state = (text: string) => drift.locator('[data-test=drift-state]', { hasText: text }).waitFor();
      await state('As desired');
      await until(
        'the station has it',
        async () => {
          const { rows } = await client.query(
            `select from variable where station_id = 'cp-yard' and variable = 'TxUpdatedInterval' and value = '11'`,
          );
          return rows.length > 0;
        },
        { ms: patienceMs, every: 200 },
      );
      await drift.getByRole('button', { name: 'Change' }).click();
      await desire('13', 'Only show it');
      await state('Differs');
      const row = drift.locator('tbody tr').first();
      assert.match((await row.textContent()) ?? '', /13.*11.*only shown/s);
      await drift.locator('[data-test=clear-desired]').click();
      await drift.getByText('Nothing is desired of this station').waitFor();
    },
  );

  test(
    'a log that is asked for is uploaded, listed and downloaded with the rights of whoever is signed in',
    patient,
    async () => {
      const { page } = stage();
      await page.goto(placeIn(stage(), '/stations/cp-yard/upkeep'));
      await page.locator('[data-test=ask-log]').click();
      await page.locator('[data-test=go]').click();
      await page
        .locator('[data-test=outcome]')
        .getByText(/Accepted/)
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      const logs = page.getByRole('region', { name: 'Logs', exact: true });
      await logs.getByText('Done').waitFor();
      const [saved] = await Promise.all([
        page.waitForEvent('download'),
        logs.locator('[data-test=download]').first().click(),
      ]);
      const text = await readFile(await saved.path(), 'utf8');
      assert.match(text, /cp-yard ocpp2\.0\.1/);
      await page.getByRole('region', { name: 'Files received' }).locator('tbody tr').first().waitFor();
    },
  );

  test('from a session to the frames behind it in two clicks, and a time narrows them', patient, async () => {
    const { page } = stage();
    await page.goto(placeIn(stage(), '/stations/cp-yard'));
    await page.getByRole('link', { name: 'Sessions' }).click();
    await page.locator('tbody tr').first().getByRole('link', { name: 'Frames' }).click();
    const frames = page.locator('[data-test=frame]');
    await frames.filter({ hasText: 'TransactionEvent' }).first().waitFor();
    await page.getByLabel('From', { exact: true }).fill('2040-01-01T00:00:00');
    await page.getByLabel('From', { exact: true }).blur();
    await page.getByText('No frames here').waitFor();
    await page.getByLabel('From', { exact: true }).fill('');
    await page.getByLabel('From', { exact: true }).blur();
    await frames.first().waitFor();
  });
}
