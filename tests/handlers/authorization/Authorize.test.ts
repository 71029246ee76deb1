import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decide, type IdToken } from '../../../handlers/authorization/verdict.js';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { openWire, versions, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
  await wire.pool.query(`
    insert into id_token (id_token, status, group_id_token, expires_at) values
      ('Good', 'ACCEPTED', 'fleet', '2100-01-01'), ('BLOCKED', 'BLOCKED', null, null), ('old', 'ACCEPTED', null, '2020-01-01'),
      ('expired', 'EXPIRED', null, null), ('invalid', 'INVALID', null, null), ('far', 'ACCEPTED', '${'g'.repeat(60)}', null)`);
});
after(() => wire.close());

const call = (version: OcppVersion, text: string, type = 'ISO14443') => ({
  station: `auth ${version}`,
  version,
  action: 'Authorize',
  payload: version === 'ocpp1.6' ? { idTag: text } : { idToken: { idToken: text, type } },
});

for (const version of versions) {
  test(`${version}: each token gets its answer, in the version's words, in one batch`, async () => {
    await wire.station(`auth ${version}`, version);
    const shown = ['gOOD', 'blocked', 'old', 'expired', 'invalid', 'nobody', 'GOOD', 'far'];
    const answers = await wire.batch(shown.map((text) => call(version, text)));
    const unknown = version === 'ocpp1.6' ? 'Invalid' : 'Unknown';
    const words = ['Accepted', 'Blocked', 'Expired', 'Expired', 'Invalid', unknown, 'Accepted', 'Accepted'];
    assert.deepEqual(
      answers.map((answer) => (answer.idTagInfo ?? answer.idTokenInfo).status),
      words,
    );
    assert.deepEqual(
      answers[0],
      version === 'ocpp1.6'
        ? { idTagInfo: { status: 'Accepted', expiryDate: '2100-01-01T00:00:00.000Z', parentIdTag: 'fleet' } }
        : {
            idTokenInfo: {
              status: 'Accepted',
              cacheExpiryDateTime: '2100-01-01T00:00:00.000Z',
              groupIdToken: { idToken: 'fleet', type: 'Central' },
            },
          },
    );
    const told = wire.eventsOf('IdTokenAuthorized').filter(({ station }) => station === `auth ${version}`);
    assert.deepEqual(
      told.map(({ data }) => [data.idToken, data.status]),
      shown.map((text, i) => [text, text === 'nobody' ? 'Unknown' : words[i]]),
    );
  });
}

test('a station that asks nobody (NoAuthorization) is let be', async () => {
  const answer = await wire.send(call('ocpp2.0.1', '', 'NoAuthorization'));
  assert.deepEqual(answer, { idTokenInfo: { status: 'Accepted' } });
});

const plain: IdToken = {
  ...{
    id: '1',
    status: 'ACCEPTED',
    expiresAt: null,
    groupIdToken: null,
    masterPass: false,
    concurrentUse: true,
  },
  ...{ everywhere: true, places: null, timed: false, timeEndsAt: null, cacheSeconds: null, language: null },
  ...{ personalMessage: null, personalMessageFormat: 'UTF8', chargingPriority: null },
};

test('a blocked token stays blocked when it expires; one expires in the very moment', () => {
  const now = new Date();
  const token = { ...plain, expiresAt: now };
  const asked = { purpose: 'ASK', evseId: null, connectorId: null } as const;
  assert.equal(decide({ ...token, status: 'BLOCKED' }, { ...asked, at: now }).status, 'Blocked');
  assert.equal(decide(token, { ...asked, at: now }).status, 'Expired');
  assert.equal(decide(token, { ...asked, at: new Date(now.getTime() - 1) }).status, 'Accepted');
});

test('an end that OCPP has no form for is never told', async () => {
  for (const [text, end] of [
    ['far off', '20000-01-01'],
    ['infinite', 'infinity'],
  ]) {
    await wire.pool.query(
      'insert into id_token (id_token, expires_at, cache_seconds) values ($1, $2, null)',
      [text, end],
    );
    for (const version of versions) {
      const answer = await wire.send(call(version, text as string));
      assert.deepEqual(answer.idTokenInfo ?? answer.idTagInfo, { status: 'Accepted' });
    }
  }
});

test('a batch of tokens takes one statement', async () => {
  const before = wire.statements();
  await wire.batch(Array.from({ length: 50 }, (_, n) => call('ocpp2.1', `t${n}`)));
  assert.equal(wire.statements() - before, 1);
});
