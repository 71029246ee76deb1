import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WebSocketRoute } from 'playwright-core';
import type { Charger } from '../../support/charger.js';
import { signInAt } from '../browser.js';
import { patient, type Stage } from './stage.js';

/** `dialDesk` brings `cp-desk` online, a charger that the test speaks for. */
export function linkTests(stage: () => Stage, dialDesk: () => Promise<Charger>): void {
  test(
    'a connection that was cut is taken up behind the last event: nothing is missed, nothing read anew',
    patient,
    async () => {
      const { browser, system } = stage();
      const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
      const page = await context.newPage();
      const link = await cuttable(page);
      let fleetReads = 0;
      page.on('request', (request) => {
        if (request.postData()?.includes('pageInfo { hasNextPage endCursor }')) fleetReads++;
      });
      await signInAt(page, system.url, system.admin);
      const live = page.getByRole('status').getByText('Live', { exact: true });
      await live.waitFor();
      const card = page.locator('a[href="/admin/operations/stations/cp-desk"].card');
      const desk = await dialDesk();
      await desk.call('BootNotification', { chargePointVendor: 'Desk', chargePointModel: 'One' });
      const tell = (status: string) =>
        desk.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status });
      await tell('Available');
      await card.getByText('Available').waitFor();
      const before = fleetReads;

      link.cut();
      await page.getByText('Connection lost, trying again').waitFor();
      await tell('Preparing');
      await tell('Faulted');
      link.mend();
      await live.waitFor();
      await card.getByText('Faulted').first().waitFor();
      assert.equal(fleetReads, before, 'what happened came as events, not by reading all stations again');
      assert.match(link.lastSubscription(), /"after":"\d/);
      await context.close();
    },
  );
}

/** A page whose WebSockets to graph can be cut, and stay cut until they are mended. */
async function cuttable(page: Parameters<typeof signInAt>[0]) {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  let subscription = '';
  await page.routeWebSocket(/\/graphql$/, async (socket) => {
    if (isCut) return socket.close({ code: 1001 });
    open.add(socket);
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (String(message).includes('"subscribe"') && String(message).includes('StationBooted'))
        subscription = String(message);
      server.send(message);
    });
  });
  return {
    cut: () => {
      isCut = true;
      for (const socket of open) void socket.close({ code: 1001 });
      open.clear();
    },
    mend: () => {
      isCut = false;
    },
    lastSubscription: () => subscription,
  };
}
