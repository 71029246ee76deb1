import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { openBrowser, patienceMs, signInAt, withoutBrowser } from '../../tests/directus/browser.js';
import { startWholeSystem } from '../../tests/directus/whole-system.js';
import { end, startLoad } from '../processes.js';
import { at, type Looker, look, memoryOf, type PhaseFigures, scroll, travel, type, watch } from './phases.js';
import { type Marks, probe } from './probe.js';
import { movingStations, prefix, seedFleet } from './seed.js';

export interface BoardOrder {
  stations: number;
  /** Messages that stations send, a second. */
  messages: number;
  /** Writes a CPU profile of the page, phase by phase. */
  profile: boolean;
}

export interface BoardFigures {
  stations: number;
  /** Events a second that reached the database while the page was watched. */
  events: number;
  /** Until the app of Directus was loaded and asked for stations, ms; of some openings the median. */
  loadMs: number;
  /** From then until the first cards, and until all stations were there. */
  firstRowsMs: number;
  allMs: number;
  phases: PhaseFigures[];
  heapMiB: number;
  nodes: number;
}

type Opened = Pick<BoardFigures, 'loadMs' | 'firstRowsMs' | 'allMs'>;

const openings = 5;

/** The live board in a real browser, in front of all of the system, with a fleet and its events. */
export async function benchBoard(order: BoardOrder): Promise<BoardFigures> {
  if (withoutBrowser) throw new Error(withoutBrowser);
  const system = await startWholeSystem(
    { ASK_MISSING_AFTER: '0', ASK_INVENTORY: 'false', STATION_RATE: '0' },
    ['--no-demo'],
  );
  const browser = await openBrowser();
  let load: ReturnType<typeof startLoad> | undefined;
  try {
    const [, databaseUrl = ''] = /Database\s+(postgres:\S+)/.exec(system.run.output()) ?? [];
    await seedFleet(databaseUrl, order.stations);
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await signInAt(page, system.url, await system.userOf('Operator'));
    await page.addInitScript({ content: probe(order.stations) });
    const opened = await open(page, system.url);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const looker = { page, devtools };
    const phases = [await watched(looker, 'scrolling, nothing happens', scroll, order)];
    load = startLoad({
      ...{ url: system.gateway, scenario: 'session', version: 'ocpp1.6', stations: movingStations, prefix },
      ...{ warmupMs: 0, runMs: 86_400_000, everyMs: (movingStations * 1000) / order.messages },
    });
    await wait(5000);
    const counted = await countEvents(databaseUrl);
    phases.push(await watched(looker, 'looking on', look, order));
    phases.push(await watched(looker, 'scrolling', scroll, order));
    phases.push(await watched(looker, 'typing a filter', type, order));
    await page.getByRole('button', { name: 'Map' }).click();
    await page.locator('.map .spot').first().waitFor();
    phases.push(await watched(looker, 'looking at the map', look, order));
    phases.push(await watched(looker, 'travelling on the map', travel, order));
    const events = await counted();
    return { stations: order.stations, events, ...opened, phases, ...(await memoryOf(looker)) };
  } finally {
    await end(load?.child);
    await browser.close();
    await system.stop();
  }
}

/** Opens the board some times; the medians. */
async function open(page: Page, url: string): Promise<Opened> {
  const seen: Marks[] = [];
  for (let i = 0; i < openings; i++) {
    await page.goto(`${url}/admin/operations`);
    await page.waitForFunction('probe.marks.all', undefined, { timeout: patienceMs });
    seen.push(await page.evaluate<Marks>('probe.marks'));
  }
  const median = (of: (marks: Marks) => number) => at(seen.map(of), 0.5);
  return {
    loadMs: median(({ asked }) => asked),
    firstRowsMs: median(({ asked, firstRows }) => firstRows - asked),
    allMs: median(({ asked, all }) => all - asked),
  };
}

async function watched(
  looker: Looker,
  phase: string,
  doing: (page: Page) => Promise<unknown>,
  { profile }: BoardOrder,
): Promise<PhaseFigures> {
  if (!profile) return watch(looker, phase, doing);
  await looker.devtools.send('Profiler.enable');
  await looker.devtools.send('Profiler.start');
  const figures = await watch(looker, phase, doing);
  const { profile: taken } = await looker.devtools.send('Profiler.stop');
  await mkdir('bench/results', { recursive: true });
  await writeFile(`bench/results/board ${phase}.cpuprofile`, JSON.stringify(taken));
  return figures;
}

/** Counts from now on; what it gives tells events a second until then. */
async function countEvents(databaseUrl: string): Promise<() => Promise<number>> {
  const count = async () => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from station_event',
    );
    await client.end();
    return { count: rows[0]?.count ?? 0, at: performance.now() };
  };
  const before = await count();
  return async () => {
    const after = await count();
    return ((after.count - before.count) * 1000) / (after.at - before.at);
  };
}
