import assert from 'node:assert/strict';
import type { OcppVersion } from '../../ocpp/versions.js';
import { type StrictClient, strictClient } from '../stories/strict-client.js';
import { boot2, boot16 } from '../support/charger.js';

/** A station of another make that has booted. */
export async function plugIn(url: string, id: string, version: OcppVersion): Promise<StrictClient> {
  const client = strictClient(url, id, version);
  await client.connect();
  const boot = version === 'ocpp1.6' ? boot16 : boot2;
  assert.equal((await client.call('BootNotification', boot)).status, 'Accepted');
  return client;
}
