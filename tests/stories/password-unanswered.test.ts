import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../ocpp/versions.js';
import type { Chain } from './chain.js';
import { enter, openPasswordChain, passwordStation, rotate, type Saying } from './password-station.js';

let chain: Chain;
before(async () => {
  chain = await openPasswordChain({ CALL_TIMEOUT: '1' });
});
after(() => chain.stop());

const first = 'first-password-of-it';

/** A station with its first password, and what it is like to come with another. */
async function stationed(id: string, version: OcppVersion) {
  await enter(chain, id, 1, first);
  const station = (password: string, says?: Saying) =>
    passwordStation({ url: chain.url }, { id, version, password }, says);
  return {
    /** Comes with this password, is given a new one and says nothing. @returns the new one */
    async isGivenOne(password: string): Promise<string> {
      const silent = station(password, 'nothing');
      await silent.comes();
      const { state, password: given } = await rotate(chain, id);
      assert.equal(state, 'TIMED_OUT');
      assert.equal(silent.told.length, 1);
      await silent.client.hangUp();
      return given;
    },
    async opens(password: string): Promise<void> {
      const { client, comes } = station(password);
      await comes();
      await client.close();
    },
    async isShutTo(password: string): Promise<void> {
      await assert.rejects(station(password).client.connect(), /Unauthorized/);
      // Wrong passwords are tried on purpose.
      await chain.pool.query('truncate login_failure');
    },
  };
}

for (const version of ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const) {
  test(`${version}: a new password whose answer never came opens; the old one does until then, and no longer`, async () => {
    const { isGivenOne, opens, isShutTo } = await stationed(`silent ${version}`, version);
    const given = await isGivenOne(first);
    await opens(first);
    await opens(given);
    await isShutTo(first);
    await opens(given);
  });

  test(`${version}: of several that were never answered the last ends those before it`, async () => {
    const { isGivenOne, opens, isShutTo } = await stationed(`silent twice ${version}`, version);
    const one = await isGivenOne(first);
    const two = await isGivenOne(first);
    await opens(two);
    await isShutTo(one);
    await isShutTo(first);
    await opens(two);
  });
}

test('one that came with an earlier one may still come with a later one', async () => {
  const { isGivenOne, opens, isShutTo } = await stationed('silent in turn', 'ocpp2.0.1');
  const one = await isGivenOne(first);
  const two = await isGivenOne(first);
  await opens(one);
  await isShutTo(first);
  await opens(two);
  await isShutTo(one);
});

test('what somebody enters ends all others', async () => {
  const id = 'entered anew';
  const { isGivenOne, opens, isShutTo } = await stationed(id, 'ocpp2.0.1');
  const given = await isGivenOne(first);
  const { issueStationPassword: issued } = await chain.read(
    'mutation ($id: ID!) { issueStationPassword(stationId: $id) { password } }',
    { id },
  );
  await opens(issued.password);
  await isShutTo(given);
  await isShutTo(first);
});
