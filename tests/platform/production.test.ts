import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings, SettingError } from '../../platform/settings.js';

const fit = {
  NODE_ENV: 'production',
  ADMIN_TOKEN: 'f3b1c9d47aa0e1527d9c44b8a1e07c55',
  SECRET: '0d9e4ac2b7f118356e2fa9d0c4b37e1844aa',
  DATABASE_URL: 'postgres://app:9c44b8a1e07c55@db:5432/app',
  AMQP_URL: 'amqp://app:7d9c44b8a1e07c@mq:5672',
};

test('production starts with real secrets, and keeps stations without a password out unless told otherwise', () => {
  assert.equal(readSettings(fit).OPEN_STATIONS, false);
  assert.equal(readSettings({ ...fit, HOST: '0.0.0.0' }).OPEN_STATIONS, false);
  assert.equal(readSettings({ ...fit, OPEN_STATIONS: '' }).OPEN_STATIONS, false);
  assert.equal(readSettings({ ...fit, OPEN_STATIONS: 'true' }).OPEN_STATIONS, true);
  assert.equal(readSettings({}).OPEN_STATIONS, true);
});

for (const [what, change] of Object.entries({
  'ADMIN_TOKEN can be guessed': { ADMIN_TOKEN: 'changeme-changeme-changeme' },
  'ADMIN_TOKEN is short': { ADMIN_TOKEN: 'f3b1c9d47aa0' },
  'SECRET is short': { SECRET: '0d9e4ac2b7f118356e2f' },
  'SECRET can be guessed': { SECRET: 'a'.repeat(40) },
  'CA_SECRET is short': { CA_SECRET: '0d9e4ac2b7f118356e2f' },
  'ADMIN_PASSWORD can be guessed': { ADMIN_PASSWORD: 'admin-admin-admin' },
  'password in DATABASE_URL can be guessed': { DATABASE_URL: 'postgres://app:chargeql@db/app' },
  'password in AMQP_URL can be guessed': { AMQP_URL: 'amqp://guest:guest@mq' },
}))
  test(`production refuses: ${what}`, () => {
    const told = (error: unknown) =>
      error instanceof SettingError &&
      error.message.includes(what) &&
      Object.values(change).every((secret) => !error.message.includes(secret));
    assert.throws(() => readSettings({ ...fit, ...change }), told);
    assert.ok(readSettings({ ...fit, ...change, NODE_ENV: 'development' }), 'elsewhere it may be');
  });
