import type pg from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import type { WholeSystem } from '../whole-system.js';

/** What the parts of the console's test share: all of it runs on one start of everything. */
export interface Stage {
  client: pg.Client;
  system: WholeSystem;
  browser: Browser;
  /** The administrator's. */
  page: Page;
}

/** A browser may take a while on a busy machine. */
export const patient = { timeout: 240_000 };

export const placeIn = ({ system }: Stage, place: string): string => `${system.url}/admin/operations${place}`;

/** Chooses from a Directus select, which has no box of its own to scroll to; its menu is at the end of the page. */
export async function choose(page: Page, select: Locator, text: RegExp): Promise<void> {
  await select.locator('.v-input').first().click();
  await page.locator('#menu-outlet .v-list-item', { hasText: text }).first().click();
}
