import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInAt } from '../browser.js';
import { patient, placeIn, type Stage } from './stage.js';

/** Pages, with words that only their English has. */
const pages: [string, RegExp, RegExp][] = [
  ['', /Live-Übersicht/, /Live board|stations\b/],
  ['/campaigns', /Kampagnen/, /Campaigns|Finished|Canceled/],
  ['/campaigns/new', /Welche Stationen/, /Which stations|Maker|Location/],
  ['/stations/cp-yard', /Anschlüsse/, /Connectors|Last session|Maker/],
  ['/stations/cp-yard/variables', /Gewünschte Werte/, /Desired values|Nothing is desired|read-only/],
  ['/stations/cp-yard/upkeep', /Log anfordern/, /Ask for a log|Files received/],
  ['/stations/cp-yard/security', /Widerrufen|Erneuern/, /Renew|Issued to/],
  ['/trace?station=cp-yard', /Nachrichten/, /Message trace|All actions/],
  ['/inboxes', /Eingänge/, /Inboxes|No station waits/],
];

export function languageTests(stage: () => Stage): void {
  test(
    'whoever has chosen German in Directus reads German on every page and dashboard',
    patient,
    async () => {
      const { browser, client, system } = stage();
      const operator = await system.userOf('Operator');
      await client.query(`update directus_users set language = 'de-DE' where email = $1`, [operator.email]);
      const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
      const page = await context.newPage();
      await signInAt(page, system.url, operator);
      for (const [place, german, english] of pages) {
        await page.goto(placeIn(stage(), place));
        await page.locator('.private-view', { hasText: german }).waitFor();
        const text = await page.locator('.console').textContent();
        assert.doesNotMatch(text ?? '', english, place);
      }
      await page.goto(`${system.url}/admin/insights`);
      await page.locator('.private-view').getByText('Energie und Ladevorgänge').first().click();
      await page.locator('.v-workspace-tile').getByText('Ladevorgänge je Stunde').waitFor();
      const tiles = await page.locator('.v-workspace').textContent();
      assert.doesNotMatch(tiles ?? '', /Power now|Sessions an hour|Energy a day/);
      // A group of stations has their names.
      await page
        .locator('.metric-list .metric-bar-text', { hasText: /^\s*cp-yard\s*$/ })
        .first()
        .waitFor();
      await context.close();
    },
  );
}
