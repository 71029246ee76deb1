import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mask, redactedFrame, redactedPayload } from '../../ocpp/secrets.js';

const name = (component: string, variable: string) => ({
  component: { name: component },
  variable: { name: variable },
});
const password = name('SecurityCtrlr', 'BasicAuthPassword');
const other = name('OCPPCommCtrlr', 'HeartbeatInterval');

/** [what is said, what is kept of it] */
const payloads: [string, object, object][] = [
  ['ChangeConfiguration', { key: 'AuthorizationKey', value: 's' }, { key: 'AuthorizationKey', value: mask }],
  [
    'ChangeConfiguration of another key',
    { key: 'HeartbeatInterval', value: '1' },
    { key: 'HeartbeatInterval', value: '1' },
  ],
  [
    'GetConfiguration',
    { configurationKey: [{ key: 'AuthorizationKey', readonly: false, value: 's' }] },
    { configurationKey: [{ key: 'AuthorizationKey', readonly: false, value: mask }] },
  ],
  [
    'SetVariables',
    {
      setVariableData: [
        { ...password, attributeValue: 's' },
        { ...other, attributeValue: '300' },
      ],
    },
    {
      setVariableData: [
        { ...password, attributeValue: mask },
        { ...other, attributeValue: '300' },
      ],
    },
  ],
  [
    'NotifyReport',
    { reportData: [{ ...password, variableAttribute: [{ value: 's', mutability: 'WriteOnly' }, {}] }] },
    { reportData: [{ ...password, variableAttribute: [{ value: mask, mutability: 'WriteOnly' }, {}] }] },
  ],
  [
    'SetNetworkProfile',
    {
      connectionData: {
        basicAuthPassword: 's',
        apn: { apnPassword: 's' },
        vpn: { user: 'u', password: 's', key: 's' },
      },
    },
    {
      connectionData: {
        basicAuthPassword: mask,
        apn: { apnPassword: mask },
        vpn: { user: 'u', password: mask, key: mask },
      },
    },
  ],
];

for (const [what, said, kept] of payloads)
  test(`${what}: what is kept shows no secret`, () => {
    assert.deepEqual(redactedPayload(said), kept);
    assert.deepEqual(JSON.parse(redactedFrame(JSON.stringify([2, 'id', what, said]))), [2, 'id', what, kept]);
  });

test('a frame without a secret is kept to the letter; one that nobody can read and that names one is not kept', () => {
  const odd = '[2, "1",  "Heartbeat", {}]';
  assert.equal(redactedFrame(odd), odd);
  assert.equal(
    redactedFrame('[2, "1", "ChangeConfiguration", {"key": "AuthorizationKey", "value": "s"'),
    mask,
  );
});
