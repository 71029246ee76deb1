import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInAt } from '../browser.js';
import { choose, patient, placeIn, type Stage } from './stage.js';

/** `cp-yard` is online, `cp-desk` is not. */
export function campaignTests(stage: () => Stage): void {
  test(
    'a campaign is made for stations by their ids, followed, and finished; who was offline is left out',
    patient,
    async () => {
      const { page } = stage();
      await page.goto(placeIn(stage(), '/campaigns'));
      await page.getByText('No campaigns yet').waitFor();
      await page.locator('[data-test=new-campaign]').click();
      await page.locator('input[name=name]').fill('Are you there?');
      await page.getByRole('button', { name: 'By id' }).click();
      const ids = page.locator('[data-test=ids] textarea');
      await ids.fill('cp-yard cp-desk cp-nowhere');
      await page.getByRole('alert').getByText('There is no station cp-nowhere').waitFor();
      await ids.fill('cp-yard, cp-desk');
      await page.locator('[data-test=meant]', { hasText: '2 stations are meant' }).waitFor();
      await choose(page, page.locator('[data-test=wish]'), /^Trigger a message$/);
      await choose(
        page,
        page.locator('.single', { hasText: 'message' }).locator('.v-select').first(),
        /^Heartbeat$/,
      );
      await choose(
        page,
        page.getByRole('group', { name: 'Offline stations' }).locator('.v-select'),
        /^Leave them out$/,
      );
      await page.locator('[data-test=start-campaign]').click();
      await page.locator('[data-test=start-sure]').click();
      await page.locator('[data-test=campaign-state]', { hasText: 'Finished' }).waitFor();
      await page.locator('[data-test=progress]', { hasText: '2 of 2' }).waitFor();
      await page.locator('[data-test=state-SKIPPED]').click();
      await page.locator('tbody tr', { hasText: 'cp-yard' }).waitFor({ state: 'detached' });
      await page.locator('tbody tr', { hasText: 'cp-desk' }).getByText('Skipped').waitFor();
      await page.locator('[data-test=state-DONE]').click();
      await page.locator('tbody tr', { hasText: 'cp-yard' }).getByText('Accepted').waitFor();
    },
  );

  test(
    'a campaign of any OCPP action, by a filter that says how many it means, is paused, resumed and canceled',
    patient,
    async () => {
      const { page } = stage();
      // From the form of an action to many stations.
      await page.goto(placeIn(stage(), '/commands?station=cp-yard&action=ClearCache'));
      await page.getByText('To many stations').click();
      await page.locator('input[name=name]').fill('Empty the caches');
      await page.locator('input[name=search]').fill('cp-desk');
      await page.locator('[data-test=meant]', { hasText: '1 station is meant' }).waitFor();
      assert.equal(
        await page.locator('[data-test="message-OCPP_2_0_1"] input').first().inputValue(),
        'ClearCache',
      );
      await page.locator('[data-test=start-campaign]').click();
      await page.locator('[data-test=start-sure]').click();
      const state = (text: string) => page.locator('[data-test=campaign-state]', { hasText: text }).waitFor();
      await state('Running');
      await page.locator('[data-test=pauseCampaign]').click();
      await state('Paused');
      await page.locator('[data-test=resumeCampaign]').click();
      await state('Running');
      await page.locator('[data-test=cancelCampaign]').click();
      await page.locator('[data-test=cancel-sure]').click();
      await state('Canceled');
      await page.locator('[data-test=progress]', { hasText: '1 of 1' }).waitFor();
      await page.goto(placeIn(stage(), '/campaigns'));
      await page
        .locator('[data-test=campaign]', { hasText: 'Are you there?' })
        .getByText('Finished')
        .waitFor();
    },
  );

  test('a viewer sees campaigns and is told that steering them is not theirs', patient, async () => {
    const { system, browser } = stage();
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    await signInAt(page, system.url, await system.userOf('Viewer'));
    await page.goto(placeIn(stage(), '/campaigns'));
    await page
      .locator('[data-test=view-only]')
      .getByText(/may look but not steer/)
      .waitFor();
    await page.locator('[data-test=campaign]', { hasText: 'Are you there?' }).click();
    await page.locator('tbody tr', { hasText: 'cp-yard' }).waitFor();
    await page.locator('[data-test=view-only]').waitFor();
    await context.close();
  });
}
