import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { startFleet } from '../../simulator/fleet.js';
import { type Charger, dial } from '../support/charger.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/until.js';
import { openBrowser, patienceMs, signInAt, withoutBrowser } from './browser.js';
import { campaignTests } from './console/campaigns.js';
import { certificateTests, enterVault, gatewayTls } from './console/certificates.js';
import { languageTests } from './console/language.js';
import { linkTests } from './console/link.js';
import { stationTests } from './console/station.js';
import { startWholeSystem, type WholeSystem } from './whole-system.js';

/** One start of everything for all of these: it is what takes the time. */
suite('The operations console, in a browser', { skip: withoutBrowser, timeout: 860_000 }, () => {
  let database: TestDatabase;
  let client: pg.Client;
  let system: WholeSystem;
  let browser: Browser;
  let page: Page;
  let desk: Charger;
  let ca: string;
  const fleets: ReturnType<typeof startFleet>[] = [];

  // A busy machine takes minutes for a first start of Directus.
  before(
    async () => {
      database = await freshDatabase();
      client = new pg.Client({ connectionString: database.url });
      await client.connect();
      await client.query(
        `with place as (insert into location (name, latitude, longitude) values ('Yard', 52.5, 13.25) returning id)
       insert into charging_station (id, name, location_id, registration_status)
       select station.id, station.name, place.id, 'ACCEPTED' from place,
         unnest(array['cp-yard', 'cp-desk'], array['By the gate', 'Front desk']) as station (id, name)`,
      );
      await client.query(`insert into id_token (id_token, status) values ('CARD-1', 'ACCEPTED')`);
      await enterVault(client);
      const tls = await gatewayTls();
      ca = tls.ca;
      system = await startWholeSystem(
        { DATABASE_URL: database.url, UNKNOWN_STATIONS: 'pending', ...tls.environment },
        ['--no-demo'],
      );
      browser = await openBrowser();
      page = await (await browser.newContext({ viewport: { width: 1400, height: 900 } })).newPage();
    },
    { timeout: 400_000 },
  );

  after(
    async () => {
      await browser?.close();
      for (const fleet of fleets) await fleet.stop();
      desk?.socket.terminate();
      await system?.stop();
      await client?.end();
      await database?.drop();
    },
    { timeout: 60_000 },
  );

  const card = (id: string) => page.locator(`a[href="/admin/operations/stations/${id}"].card`);
  const open = (place: string) => page.goto(`${system.url}/admin/operations${place}`);
  const outcome = () => page.locator('[data-test=outcome]').first();

  test('who signs in to Directus is in the console, without a second login', {
    timeout: 240_000,
  }, async () => {
    await signInAt(page, system.url, system.admin);
    await page.locator('.console').waitFor();
    assert.match(page.url(), /\/admin\/operations$/);
    await card('cp-yard').getByText('Never connected').waitFor();
    await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
  });

  test('a charger that connects appears live, and so does what its connectors do', {
    timeout: 240_000,
  }, async () => {
    fleets.push(
      startFleet({
        url: system.gateway,
        stations: [{ id: 'cp-yard', version: 'ocpp2.0.1', outlet: { current: 'AC', maxW: 22_000 } }],
        scenario: 'idle',
        speed: 10,
        idTokens: ['CARD-1'],
        variables: { TxUpdatedInterval: '5' },
      }),
    );
    await card('cp-yard').getByText('Available').waitFor();
  });

  test('a session that the operator starts is seen to draw power, and to end when it is stopped', {
    timeout: 240_000,
  }, async () => {
    await card('cp-yard').click();
    await page.locator('[data-test=wish-start]').click();
    await page.locator('input[name=idToken]').fill('CARD-1');
    await page.locator('[data-test=go]').click();
    await outcome()
      .getByText(/Accepted/)
      .first()
      .waitFor();
    const power = page.locator('[data-test=session-power]');
    await power.getByText(/^[1-9][\d.]*\s*kW$/).waitFor();
    const energyOf = async () =>
      Number.parseFloat((await page.locator('[data-test=session-energy]').textContent()) ?? '');
    const first = await energyOf();
    await until('energy rises', async () => (await energyOf()) > first, {
      ms: patienceMs,
      every: 200,
    });
    await page.locator('[data-test=wish-stop]').click();
    await page.locator('[data-test=go]').click();
    await outcome()
      .getByText(/Accepted/)
      .first()
      .waitFor();
    await page.getByText('Last session').waitFor();
  });

  test('from the session to the frames behind it is one click, and a frame opens as it stood on the wire', {
    timeout: 240_000,
  }, async () => {
    await page.locator('[data-test=session-trace]').click();
    const frame = page.locator('[data-test=frame]', { hasText: 'RequestStartTransaction' });
    await frame.first().waitFor();
    await frame.first().click();
    await page.locator('.wire pre', { hasText: '"RequestStartTransaction"' }).first().waitFor();
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByText('JSON lines').click()]);
    assert.match(saved.suggestedFilename(), /^cp-yard-\d+\.jsonl$/);
  });

  test('a variable is changed on the station', { timeout: 240_000 }, async () => {
    await open('/stations/cp-yard/variables');
    // A station tells of its variables when it is asked.
    await page.goto(`${system.url}/admin/operations/commands?station=cp-yard&action=GetBaseReport`);
    await page.locator('input[name=requestId]').fill('71');
    await page.locator('.single', { hasText: 'reportBase' }).locator('.v-select').click();
    await page.locator('.v-list-item', { hasText: /^FullInventory$/ }).click();
    await page.locator('[data-test=send]').click();
    await outcome()
      .getByText(/Accepted/)
      .first()
      .waitFor();
    await open('/stations/cp-yard/variables');
    const row = page.locator('tr', { hasText: 'TxUpdatedInterval' });
    await row
      .first()
      .getByRole('button', { name: /^Change: / })
      .click();
    await page.locator('input[name=value]').fill('7');
    await page.locator('[data-test=save-variable]').click();
    await outcome().waitFor();
    await until(
      'the station has the value',
      async () => {
        const { rows } = await client.query<{ value: string }>(
          `select value from variable where station_id = 'cp-yard' and variable = 'TxUpdatedInterval' and value = '7'`,
        );
        return rows.length === 1;
      },
      { ms: patienceMs, every: 200 },
    );
    await row
      .locator('.value', { hasText: /^\s*7(?!\d)/ })
      .first()
      .waitFor();
  });

  const stage = () => ({ client, system, browser, page });
  stationTests(stage);
  campaignTests(stage);
  certificateTests(() => ({ ...stage(), ca }), fleets);
  linkTests(stage, async () => {
    desk = await dial(`${system.gateway}/cp-desk`, { protocols: ['ocpp1.6'] });
    return desk;
  });

  test('a charger nobody entered waits in the inbox, and one click lets it take part', {
    timeout: 240_000,
  }, async () => {
    await open('/inboxes');
    fleets.push(
      startFleet({
        url: system.gateway,
        stations: [{ id: 'newcomer', version: 'ocpp1.6' }],
        scenario: 'idle',
      }),
    );
    await page.locator('[data-test=approve-newcomer]').click();
    const password = (await page.locator('[data-test=password]').textContent()) ?? '';
    assert.match(password, /^[0-9a-f]{40}$/);
    const { rows } = await client.query(
      `select registration_status as status, password_hash is not null as keeps from charging_station where id = 'newcomer'`,
    );
    assert.deepEqual(rows, [{ status: 'ACCEPTED', keeps: true }]);
    await page.locator('[data-test=noted]').click();
    await page.getByText('No station waits for approval').waitFor();
  });

  test('a card that is blocked in Directus is refused the next time it is shown', {
    timeout: 240_000,
  }, async () => {
    let asked = 0;
    // What the system asks a station of its own accord comes between.
    const authorize = async () => {
      const id = `card-${++asked}`;
      desk.send([2, id, 'Authorize', { idTag: 'CARD-1' }]);
      for (;;) {
        const [kind, of, answer] = await desk.next();
        if (kind === 3 && of === id) return (answer as { idTagInfo: { status: string } }).idTagInfo.status;
      }
    };
    assert.equal(await authorize(), 'Accepted');
    const { rows } = await client.query<{ id: string }>(`select id from id_token where id_token = 'CARD-1'`);
    await page.goto(`${system.url}/admin/content/id_token/${rows[0]?.id}`);
    await page.locator('[data-field=status] .v-select').click();
    await page.locator('#menu-outlet .v-list-item', { hasText: /^Blocked$/ }).click();
    await page.locator('header button', { hasText: 'Save' }).first().click();
    await until(
      'the card is refused',
      async () => {
        const status = await authorize();
        return status === 'Blocked';
      },
      { ms: patienceMs, every: 300 },
    );
  });

  test('an operator may command; a viewer may look, and is told why not more', {
    timeout: 240_000,
  }, async () => {
    for (const [role, may] of [
      ['Operator', true],
      ['Viewer', false],
    ] as const) {
      const user = await system.userOf(role);
      const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
      const theirs = await context.newPage();
      await signInAt(theirs, system.url, user);
      await theirs.goto(`${system.url}/admin/operations/stations/cp-yard`);
      const unlock = theirs.locator('[data-test=wish-unlock] button');
      await unlock.waitFor();
      assert.equal(await unlock.isEnabled(), may, role);
      if (may) {
        await unlock.click();
        await theirs.locator('[data-test=go]').click();
        await theirs
          .locator('[data-test=outcome]')
          .getByText(/The charger answered/)
          .waitFor();
      } else
        await theirs
          .locator('[data-test=view-only]')
          .getByText(/may look but not command/)
          .waitFor();
      await context.close();
    }
  });

  languageTests(stage);
});
