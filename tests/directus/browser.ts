import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { isInstalled } from '../../standalone/directus/package.js';

const executable = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Reason to skip: no browser, or no Directus. CI has to have both. */
export const withoutBrowser: string | false =
  process.env.CI === 'true' || (existsSync(executable) && isInstalled())
    ? false
    : `no Chromium at ${executable} (apt-get install chromium, or set CHROMIUM_PATH), or Directus is not installed`;

/** A browser that knows nobody and speaks to nobody but the pages it is told to open. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executable,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      // Directus's sign-in page draws a shader, which costs a machine without a graphics card minutes.
      '--disable-3d-apis',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** For what a busy machine takes its time with. */
export const patienceMs = 90_000;

/**
 * Signs in as a person does. An administrator is asked for a licence key and for the owner of the project: the tests
 * are nobody's owner and have no key, so they say "not now", as the dialogs offer.
 */
export async function signInAt(
  page: Page,
  url: string,
  { email, password }: { email: string; password: string },
): Promise<void> {
  page.setDefaultTimeout(patienceMs);
  await page.addLocatorHandler(page.getByText('Have a license key?'), async () => {
    await page.getByRole('button', { name: 'Skip' }).click();
  });
  await page.addLocatorHandler(page.getByText('You have not set a project owner.'), async () => {
    await page.getByRole('button', { name: 'Remind Later' }).click();
  });
  await page.goto(`${url}/admin/login`);
  await page.fill('input[type=email]', email);
  await page.fill('input[type=password]', password);
  await page.keyboard.press('Enter');
  await page.locator('.private-view').waitFor();
  // Directus takes everybody to where they were last, or to the content.
  await page.goto(`${url}/admin/operations`);
  await page.locator('.console').waitFor();
}
