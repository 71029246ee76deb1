import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import type { Seen } from './probe.js';

/** What it was like to look at the board for a while. */
export interface PhaseFigures {
  phase: string;
  frameMedian: number;
  frameP95: number;
  frameWorst: number;
  /** Tasks over 50 ms, and the time they took together. */
  longTasks: number;
  longTaskMs: number;
  /** CPU time of the page's main thread, as a share of the time: the steadiest figure where others use the cores too. */
  busy: number;
  /** From the key to the painted frame; where keys were pressed. */
  keyMedian?: number;
  keyP95?: number;
}

export interface Looker {
  page: Page;
  devtools: CDPSession;
}

/** What is done while the page is watched. */
export type Doing = (page: Page) => Promise<unknown>;

/** Looks on for a while, with nothing to do. */
export const look: Doing = () => wait(8000);

/** From top to bottom, three cards' height in ten frames. */
export const scroll: Doing = (page) => page.evaluate(`probe.scroll('.scroller', 40, 8000)`);

/** Types the name of a station, and takes it back, letter by letter. */
export const type: Doing = async (page) => {
  await page.locator('input[type=search]').click();
  for (let round = 0; round < 3; round++) {
    await page.keyboard.type('board123', { delay: 120 });
    for (let i = 0; i < 'board123'.length; i++) await page.keyboard.press('Backspace', { delay: 120 });
  }
};

/** Nearer and away again with the wheel, and about with the mouse. */
export const travel: Doing = async (page) => {
  const box = await page.locator('.map svg').boundingBox();
  if (!box) throw new Error('there is no map');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  for (const turn of [-100, 100]) {
    for (let i = 0; i < 12; i++) {
      await page.mouse.wheel(0, turn);
      await wait(80);
    }
    await page.mouse.down();
    for (let i = 0; i < 60; i++) await page.mouse.move(x + (i % 20) * 8, y + i * 2);
    await page.mouse.up();
    await page.mouse.move(x, y);
  }
};

export async function watch({ page, devtools }: Looker, phase: string, doing: Doing): Promise<PhaseFigures> {
  const before = await metrics(devtools);
  await page.evaluate('probe.watch()');
  await doing(page);
  const { frames, tasks, keys } = await page.evaluate<Seen>('probe.seen()');
  const after = await metrics(devtools);
  return {
    phase,
    frameMedian: at(frames, 0.5),
    frameP95: at(frames, 0.95),
    frameWorst: at(frames, 1),
    longTasks: tasks.length,
    longTaskMs: tasks.reduce((sum, ms) => sum + ms, 0),
    busy: (after.ThreadTime - before.ThreadTime) / (after.Timestamp - before.Timestamp),
    ...(keys.length > 0 ? { keyMedian: at(keys, 0.5), keyP95: at(keys, 0.95) } : {}),
  };
}

/** The page's JavaScript objects and nodes, once what nobody holds is gone. */
export async function memoryOf({ devtools }: Looker): Promise<{ heapMiB: number; nodes: number }> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize, Nodes } = await metrics(devtools);
  return { heapMiB: JSHeapUsedSize / 2 ** 20, nodes: Nodes };
}

const names = ['ThreadTime', 'Timestamp', 'JSHeapUsedSize', 'Nodes'] as const;

async function metrics(devtools: CDPSession): Promise<Record<(typeof names)[number], number>> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const [ThreadTime = 0, Timestamp = 0, JSHeapUsedSize = 0, Nodes = 0] = names.map(
    (wanted) => metrics.find(({ name }) => name === wanted)?.value,
  );
  return { ThreadTime, Timestamp, JSHeapUsedSize, Nodes };
}

export function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
