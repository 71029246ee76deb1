import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { fixedId } from '../../directus/definition/fixed-id.js';
import { startFleet } from '../../simulator/fleet.js';
import { openBrowser, signInAt, withoutBrowser } from './browser.js';
import { seedPast } from './past.js';
import { ask, signIn } from './support.js';
import { startWholeSystem } from './whole-system.js';

/**
 * `npm run screenshots`: every page of the console and every dashboard, light and dark, wide and on a phone, into
 * docs/screenshots;
 * `npm run screenshots -- board map` those alone.
 */
const folder = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));
const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

interface Shot {
  name: string;
  /** Behind /admin/operations. */
  place: string;
  ready: string;
  click?: string;
  wideOnly?: boolean;
}

const pages: Shot[] = [
  { name: 'board', place: '', ready: '.card' },
  { name: 'map', place: '', ready: '.card', click: 'text=Map' },
  { name: 'station', place: '/stations/fast-01', ready: '.u-over' },
  { name: 'device-model', place: '/stations/fast-01/variables', ready: 'tbody tr' },
  { name: 'upkeep', place: '/stations/fast-01/upkeep', ready: '[data-test=ask-log]' },
  { name: 'certificates', place: '/stations/fast-01/security', ready: '.panel' },
  { name: 'campaigns', place: '/campaigns', ready: '[data-test=campaign]' },
  { name: 'campaign', place: '/campaigns/1', ready: 'tbody tr' },
  { name: 'new-campaign', place: '/campaigns/new', ready: 'input[name=name]' },
  { name: 'connection', place: '/stations/fast-01/connection', ready: 'tbody tr' },
  { name: 'commands', place: '/commands?station=fast-01&action=SetChargingProfile', ready: '.root' },
  { name: 'trace', place: '/trace?station=fast-01', ready: '[data-test=frame]' },
  { name: 'inboxes', place: '/inboxes', ready: 'tbody tr' },
  dashboard('fleet-health', 'Fleet health'),
  dashboard('energy', 'Energy and sessions'),
  dashboard('faults', 'Faults'),
  dashboard('command-outcomes', 'Command outcomes'),
];

/** Directus lays its panels out in a fixed grid, which a phone shows a corner of: these are wide only. */
function dashboard(name: string, title: string): Shot {
  const place = `/../insights/${fixedId('dashboard', title)}`;
  return { name, place, ready: '.v-workspace-tile .metric-text', wideOnly: true };
}

const chosen = process.argv.slice(2);
const wanted = pages.filter(({ name }) => chosen.length === 0 || chosen.includes(name));

const places = [
  ['Berlin Ostbahnhof', 52.51, 13.435],
  ['Hamburg Hafencity', 53.541, 9.99],
  ['München Riem', 48.136, 11.69],
  ['Köln Deutz', 50.94, 6.974],
  ['Leipzig Messe', 51.396, 12.402],
] as const;

/** Locations with stations of every version; some of them never connect. */
async function seed(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    'insert into location (name, latitude, longitude) select * from unnest($1::text[], $2::float8[], $3::float8[])',
    [places.map(([name]) => name), places.map(([, at]) => at), places.map(([, , at]) => at)],
  );
  await client.query(
    `insert into id_token (id_token, status) values ('CARD-7', 'ACCEPTED') on conflict do nothing`,
  );
  const ids = Array.from(
    { length: 34 },
    (_, i) =>
      `${i % 3 === 2 ? 'fast' : 'wall'}-${String(Math.floor(i / 3) + 1).padStart(2, '0')}${i % 3 === 1 ? 'b' : ''}`,
  );
  await client.query(
    `insert into charging_station (id, location_id, registration_status)
     select station.id, place.id, 'ACCEPTED' from unnest($1::text[]) with ordinality as station (id, nr)
     join (select id, row_number() over (order by id) as nr from location where name = any($2)) place
       on place.nr = 1 + station.nr % $3`,
    [ids, places.map(([name]) => name), places.length],
  );
  await seedPast(client, { working: ids.slice(0, -3), faulted: ids.slice(-3) });
  await client.end();
  return ids;
}

/** What an administrator has begun: a campaign, and values that two variables shall have. */
async function begin(graph: string, token: string): Promise<void> {
  const body = {
    query: `mutation ($campaign: CampaignInput!, $interval: NewDesiredVariable!, $heartbeat: NewDesiredVariable!) {
      createCampaign(input: $campaign) { id }
      interval: createDesiredVariable(input: $interval) { id }
      heartbeat: createDesiredVariable(input: $heartbeat) { id }
    }`,
    variables: {
      campaign: {
        name: 'Logs before the winter',
        call: { getLog: { type: 'DIAGNOSTICS' } },
        filter: { search: '0' },
        concurrency: 5,
      },
      interval: { ...sampled, value: '30' },
      heartbeat: {
        ...sampled,
        component: 'OCPPCommCtrlr',
        variable: 'HeartbeatInterval',
        value: '120',
        mode: 'REPORT',
      },
    },
  };
  const { status, data } = await ask(graph, { method: 'POST', token, body });
  if (status !== 200 || !data) throw new Error(`nothing was begun: ${status}`);
}
const sampled = { stationId: 'fast-01', component: 'SampledDataCtrlr', variable: 'TxUpdatedInterval' };

if (withoutBrowser) throw new Error(withoutBrowser);
const system = await startWholeSystem({ UNKNOWN_STATIONS: 'pending' }, ['--demo']);
const fleets: ReturnType<typeof startFleet>[] = [];
const browser = await openBrowser();
try {
  const [, databaseUrl = ''] = /Database\s+(postgres:\S+)/.exec(system.run.output()) ?? [];
  const ids = await seed(databaseUrl);
  fleets.push(
    startFleet({
      url: system.gateway,
      stations: ids.slice(0, -3).map((id, i) => ({
        id,
        version: (['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const)[i % 3] ?? 'ocpp1.6',
        evses: 1 + (i % 2),
        outlet: i % 3 === 2 ? { current: 'DC', maxW: 150_000 } : { current: 'AC', maxW: 22_000 },
      })),
      scenario: 'session',
      speed: 20,
      idTokens: ['CARD-7'],
    }),
    startFleet({ url: system.gateway, stations: 2, prefix: 'new-', version: 'mixed', scenario: 'idle' }),
  );
  const operator = await system.userOf('Operator');
  const [, graph = ''] = /GraphQL\s+(http:\S+\/graphql)/.exec(system.run.output()) ?? [];
  // Stations have told of their variables by then.
  await wait(8000);
  await begin(graph, await signIn(system.url, system.admin.email, system.admin.password));
  await mkdir(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: wide, colorScheme, deviceScaleFactor: 1 });
    const page = await context.newPage();
    await signInAt(page, system.url, operator);
    await closeSidebar(page);
    for (const viewport of [wide, phone]) {
      await page.setViewportSize(viewport);
      for (const each of wanted) {
        if (each.wideOnly && viewport !== wide) continue;
        await page.goto(`${system.url}/admin/operations${each.place}`);
        await page.locator(each.ready).first().waitFor();
        if (each.click) await page.locator(each.click).first().click();
        // Fonts, and what comes in live.
        await wait(1500);
        const name = `${each.name}-${viewport === wide ? 'wide' : 'phone'}-${colorScheme}.png`;
        await page.screenshot({ path: path.join(folder, name) });
        process.stdout.write(`${name}\n`);
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  for (const fleet of fleets) await fleet.stop();
  await system.stop();
}

/** Directus opens its bar on the right for whoever has never been there. */
async function closeSidebar(page: Page): Promise<void> {
  const toggle = page.locator('.private-view header button').last();
  await toggle.click();
}
