import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallsByVersion } from '../../../graph/campaigns/compile.js';
import { sealed } from '../../../graph/campaigns/sealed.js';
import { unseal } from '../../../platform/secrets.js';

const action = 'ChangeConfiguration';
const calls = (key: string): CallsByVersion => ({
  'ocpp1.6': { action, payloads: [{ key, value: '0123456789abcdef' }] },
  'ocpp2.0.1': { refusal: 'no' },
  'ocpp2.1': { refusal: 'no' },
});

test('what a campaign must not show is sealed, and refused where there is nothing to seal it with', () => {
  const given = calls('AuthorizationKey');
  const one = sealed(given, 'a secret of this test')['ocpp1.6'];
  assert.ok('payloads' in one && one.sealed);
  assert.deepEqual(one.payloads, [{ key: 'AuthorizationKey', value: '**********' }]);
  const opened = JSON.parse(unseal(one.sealed, 'a secret of this test', 'commands'));
  assert.deepEqual(opened, [{ key: 'AuthorizationKey', value: '0123456789abcdef' }]);
  assert.throws(() => sealed(given, undefined), {
    extensions: { code: 'UNSUPPORTED' },
    message: /SECRET is set/,
  });
});

test('what hides nothing stays as it is', () => {
  const given = calls('HeartbeatInterval');
  assert.deepEqual(sealed(given, undefined), given);
});
