import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { hashPassword } from '../../../platform/passwords.js';
import { type Fleet, startFleet } from '../../../simulator/fleet.js';
import { filesOf, make, serverAuth } from '../../support/certificates.js';
import { until } from '../../support/until.js';
import { patienceMs } from '../browser.js';
import { choose, patient, placeIn, type Stage } from './stage.js';

/** What the gateway shows over TLS, and the authority behind it; PEM. */
export async function gatewayTls(): Promise<{ ca: string; environment: Record<string, string> }> {
  const ca = await make({ subject: 'CN=Gateway CA', ca: true });
  const server = await make({ subject: 'CN=gateway', issuer: ca, hosts: ['127.0.0.1'], uses: [serverAuth] });
  const { cert, key } = await filesOf({ cert: server.cert, key: server.key });
  return {
    ca: ca.cert,
    environment: { TLS_CERT_FILE: cert, TLS_KEY_FILE: key, GATEWAY_TLS_PORT: '0' },
  };
}

const password = 'password-of-cp-vault';

/** A station that comes over TLS with a password. */
export const enterVault = async (client: pg.Client): Promise<void> =>
  void (await client.query(
    `insert into charging_station (id, registration_status, security_profile, password_hash)
     values ('cp-vault', 'ACCEPTED', 2, $1)`,
    [await hashPassword(password)],
  ));

/** `cp-vault` is entered and has not come yet. */
export function certificateTests(stage: () => Stage & { ca: string }, fleets: Fleet[]): void {
  const tab = () => stage().page.goto(placeIn(stage(), '/stations/cp-vault/security'));
  const region = (name: string) => stage().page.getByRole('region', { name, exact: true });
  const issued = () => region('Issued to this station').locator('tbody tr');
  const installed = () => region('Installed on the station').locator('tbody tr');
  const answers = (text: RegExp) =>
    stage().page.locator('[data-test=outcome]').getByText(text).first().waitFor();
  const go = () => stage().page.locator('[data-test=go]').click();

  test(
    'a station that is asked to renew gets its certificate, which appears by itself, and comes by it',
    patient,
    async () => {
      const { page, client, system, ca } = stage();
      const fleet = startFleet({
        ...{ url: system.secureGateway, stations: [{ id: 'cp-vault', version: 'ocpp1.6' }] },
        credentials: () => ({ ca, password }),
        reconnect: { minMs: 100, maxMs: 500 },
      });
      fleets.push(fleet);
      await fleet.station('cp-vault').until(({ isOnline }) => isOnline);
      await tab();
      await page.locator('[data-test=renew]').click();
      await answers(/Accepted/);
      await issued().getByText('The station has it').waitFor();
      assert.match((await issued().first().textContent()) ?? '', /CN=cp-vault/);

      await page.goto(placeIn(stage(), '/commands?station=cp-vault&action=ChangeConfiguration'));
      await page.locator('input[name=key]').fill('SecurityProfile');
      await page.locator('input[name=value]').fill('3');
      await page.locator('[data-test=send]').click();
      await answers(/Accepted/);
      await until(
        'profile 3',
        async () =>
          (await client.query(`select from charging_station where id = 'cp-vault' and proven_profile = 3`))
            .rowCount === 1,
        { ms: patienceMs, every: 200 },
      );
      await fleet.station('cp-vault').until(({ isOnline }) => isOnline);
    },
  );

  test(
    'a root is installed on a station, listed with those that it had, and deleted again',
    patient,
    async () => {
      const { page } = stage();
      await tab();
      await page.locator('[data-test=install]').click();
      await page.locator('[data-test=own-root]').click();
      await go();
      await answers(/Accepted/);
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      const ours = installed().filter({ hasText: 'ChargeQL Root CA' });
      await ours.waitFor();
      assert.equal(await installed().count(), 1);

      await page.locator('[data-test=refresh-installed]').click();
      await answers(/Accepted/);
      await until('what it was built with', async () => (await installed().count()) === 2, {
        ms: patienceMs,
        every: 200,
      });
      await ours.getByRole('button', { name: 'Delete' }).click();
      await go();
      await answers(/Accepted/);
      await ours.waitFor({ state: 'detached' });
      assert.equal(await installed().count(), 1);
      // the last by which it can know the gateway
      await installed().getByRole('button', { name: 'Delete' }).click();
      await go();
      await answers(/Failed/);
      assert.equal(await installed().count(), 1);
    },
  );

  test('a station whose certificate is revoked is cut off, and refused from then on', patient, async () => {
    const { page } = stage();
    const fleet = fleets.at(-1);
    assert.ok(fleet);
    await tab();
    await page.locator('[data-test=revoke]').click();
    await choose(page, page.locator('.v-card .v-select'), /key/);
    await go();
    await issued()
      .getByText(/^Revoked .*key/)
      .waitFor();
    await page.locator('[data-test=revoke]').waitFor({ state: 'detached' });
    await until(
      'refusal',
      () => /cp-vault: .*certificate was revoked/.test(fleet.stats().tally.lastTrouble),
      {
        ms: patienceMs,
      },
    );
    await page.goto(placeIn(stage(), '/inboxes'));
    await page.getByRole('link', { name: 'Refused connections' }).click();
    await page
      .locator('tr', { hasText: 'cp-vault' })
      .getByText('the client certificate was revoked')
      .first()
      .waitFor();
    await fleet.stop();
  });
}
