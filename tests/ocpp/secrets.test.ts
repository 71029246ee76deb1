import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mask, redacted, redactedJson, redactedWords, secretsIn, without } from '../../ocpp/secrets.js';

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
  [
    'UpdateFirmware',
    { location: 'ftp://user:s@example.com/fw.bin', retrieveDate: '2026-01-01T00:00:00Z' },
    { location: `ftp://${mask}@example.com/fw.bin`, retrieveDate: '2026-01-01T00:00:00Z' },
  ],
  ['simPin of a modem', { apn: { simPin: 1234 } }, { apn: { simPin: mask } }],
  [
    'DataTransfer with JSON in its text',
    { vendorId: 'V', data: '{"wifi":{"ssid":"n","key":"s","Password":"s"},"list":[{"auth_token":"s"}]}' },
    {
      vendorId: 'V',
      data: `{"wifi":{"ssid":"n","key":"${mask}","Password":"${mask}"},"list":[{"auth_token":"${mask}"}]}`,
    },
  ],
  [
    'DataTransfer with an object, and JSON in JSON',
    { vendorId: 'V', data: { inner: '{"secret":"s"}', pin: 12, publicKey: 'p', idToken: 'CARD', spin: 'x' } },
    {
      vendorId: 'V',
      data: { inner: `{"secret":"${mask}"}`, pin: mask, publicKey: 'p', idToken: 'CARD', spin: 'x' },
    },
  ],
  [
    'DataTransfer with names and values',
    {
      data: [
        { key: 'wifi.password', value: 's' },
        { key: 'colour', value: 'red' },
        { name: 'apiKey', value: 's' },
      ],
    },
    {
      data: [
        { key: 'wifi.password', value: mask },
        { key: 'colour', value: 'red' },
        { name: 'apiKey', value: mask },
      ],
    },
  ],
  [
    'DataTransfer with words',
    { data: 'user=me;password=s;pwd: s, colour=red' },
    { data: `user=me;password=${mask};pwd: ${mask}, colour=red` },
  ],
  [
    'customData',
    { customData: { vendorId: 'V', sharedKey: 's', credentials: { user: 's' } } },
    { customData: { vendorId: 'V', sharedKey: mask, credentials: mask } },
  ],
  [
    'an event about a variable',
    { variables: [{ variable: 'BasicAuthPassword', value: 's', pendingValue: 's', desiredValue: null }] },
    { variables: [{ variable: 'BasicAuthPassword', value: mask, pendingValue: mask, desiredValue: null }] },
  ],
];

for (const [what, said, kept] of payloads)
  test(`${what}: what is kept shows no secret`, () => {
    assert.deepEqual(redacted(said), kept);
    assert.deepEqual(JSON.parse(redactedJson(JSON.stringify([2, 'id', what, said]))), [2, 'id', what, kept]);
  });

test('a frame without a secret is kept to the letter; one that nobody can read and that names one is not kept', () => {
  const odd = '[2, "1",  "Heartbeat", {}]';
  assert.equal(redactedJson(odd), odd);
  assert.equal(
    redactedJson('[2, "1", "ChangeConfiguration", {"key": "AuthorizationKey", "value": "s"'),
    mask,
  );
});

test('a field whose name is written in escapes is found', () => {
  assert.equal(redactedJson('{"\\u0070assword":"s"}'), JSON.stringify({ password: mask }));
});

test('what is too deep or too long to be looked into is not kept where it may hold a secret', () => {
  const deep = `${'{"a":'.repeat(100)}{"password":"s3cret"}${'}'.repeat(100)}`;
  assert.doesNotMatch(redactedJson(deep), /s3cret/);
  const long = (word: string) => JSON.stringify({ data: JSON.stringify([word, 'x'.repeat(200_000)]) });
  assert.equal(redactedJson(long('password')), JSON.stringify({ data: mask }));
  assert.equal(redactedJson(long('colour')), long('colour'));
});

test('a megabyte of braces or of the words that are looked for costs no second', () => {
  const began = performance.now();
  for (const data of ['{'.repeat(1e6), 'password'.repeat(1e5), 'a://'.repeat(2e5), '[{"key":'.repeat(1e5)])
    redactedJson(JSON.stringify({ data }));
  assert.ok(performance.now() - began < 1000);
});

test('words lose the secrets they name, and those that an answer quotes', () => {
  assert.equal(redactedWords('amqp://me:word@host is away'), `amqp://${mask}@host is away`);
  assert.equal(redactedWords('{"password": "word", "a": 1}'), `{"password": "${mask}", "a": 1}`);
  const request = JSON.stringify([
    2,
    '1',
    'ChangeConfiguration',
    { key: 'AuthorizationKey', value: 'quo"ted!' },
  ]);
  assert.deepEqual(secretsIn(request), ['quo"ted!']);
  const answer = JSON.stringify([4, '1', 'FormationViolation', 'no "quo"ted!" here', { value: 'quo"ted!' }]);
  assert.equal(
    without(secretsIn(request), answer),
    JSON.stringify([4, '1', 'FormationViolation', `no "${mask}" here`, { value: mask }]),
  );
});
