import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokensAs } from '../../ocpp/id-tokens.js';
import { mask, rewritten, rewrittenJson } from '../../ocpp/rewriting.js';
import { actionsOf, schemaOf } from '../../ocpp/schemas.js';
import { secrets } from '../../ocpp/secrets.js';
import { ocppVersions } from '../../ocpp/versions.js';
import { tokenHash } from '../../platform/redaction.js';

const hashed = (token: string) => `#${token}#`;
const rule = tokensAs(hashed);

/** [what is said, what is kept of it] */
const payloads: [string, object, object][] = [
  ['1.6 Authorize', { idTag: 'A' }, { idTag: '#A#' }],
  [
    '1.6 StartTransaction’s answer',
    { transactionId: 7, idTagInfo: { status: 'Accepted', parentIdTag: 'P' } },
    { transactionId: 7, idTagInfo: { status: 'Accepted', parentIdTag: '#P#' } },
  ],
  [
    '1.6 SendLocalList',
    {
      listVersion: 1,
      localAuthorizationList: [{ idTag: 'A', idTagInfo: { parentIdTag: 'P' } }, { idTag: 'B' }],
    },
    {
      listVersion: 1,
      localAuthorizationList: [{ idTag: '#A#', idTagInfo: { parentIdTag: '#P#' } }, { idTag: '#B#' }],
    },
  ],
  [
    '2.x Authorize with additional tokens, and a contract',
    {
      idToken: {
        idToken: 'DE-ABC-C12',
        type: 'eMAID',
        additionalInfo: [{ additionalIdToken: 'X', type: 'card' }],
      },
    },
    {
      idToken: {
        idToken: '#DE-ABC-C12#',
        type: 'eMAID',
        additionalInfo: [{ additionalIdToken: '#X#', type: 'card' }],
      },
    },
  ],
  [
    '2.x Authorize’s answer',
    { idTokenInfo: { status: 'Accepted', groupIdToken: { idToken: 'G', type: 'Central' } } },
    { idTokenInfo: { status: 'Accepted', groupIdToken: { idToken: '#G#', type: 'Central' } } },
  ],
  [
    'no token',
    { idToken: { idToken: '', type: 'NoAuthorization' } },
    { idToken: { idToken: '', type: 'NoAuthorization' } },
  ],
  ['CustomerInformation', { customerIdentifier: 'A' }, { customerIdentifier: '#A#' }],
  [
    'NotifyCustomerInformation, in words',
    { data: 'holds A', seqNo: 0, generatedAt: '2026-01-01T00:00:00Z', requestId: 1 },
    { data: mask, seqNo: 0, generatedAt: '2026-01-01T00:00:00Z', requestId: 1 },
  ],
  [
    '2.1 GetTariffs’ answer',
    { tariffAssignments: [{ tariffId: 't', idTokens: ['A', 'B'] }] },
    { tariffAssignments: [{ tariffId: 't', idTokens: ['#A#', '#B#'] }] },
  ],
  [
    'DataTransfer with 2.x in its text (Plug & Charge of 1.6)',
    { messageId: 'Authorize', data: '{"idToken":{"idToken":"DE1","type":"eMAID"}}' },
    { messageId: 'Authorize', data: '{"idToken":{"idToken":"#DE1#","type":"eMAID"}}' },
  ],
  [
    'the group of master passes',
    { setVariableData: [{ variable: { name: 'MasterPassGroupId' }, attributeValue: 'G' }] },
    { setVariableData: [{ variable: { name: 'MasterPassGroupId' }, attributeValue: '#G#' }] },
  ],
  ['an event', { idToken: 'A', transaction: '1' }, { idToken: '#A#', transaction: '1' }],
];

for (const [what, said, kept] of payloads)
  test(`${what}: tokens are hashed`, () => {
    assert.deepEqual(rewritten(said, [secrets, rule]), kept);
    const frame = (payload: object) => JSON.stringify([2, 'id', what, payload]);
    assert.equal(rewrittenJson(frame(said), [secrets, rule]), frame(kept));
  });

test('no field of the official schemas that holds a token as text is forgotten', () => {
  const isToken = /(idtag|idtoken|emaid|customeridentifier)s?$/i;
  const seen = new Set<string>();
  const look = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties = {} } = schema as { properties?: Record<string, { type?: string }> };
    for (const [field, { type }] of Object.entries(properties)) {
      if (!isToken.test(field) || (type !== 'string' && type !== 'array')) continue;
      seen.add(field);
      const value = type === 'array' ? ['A'] : 'A';
      const json = JSON.stringify({ [field]: value });
      assert.match(rewrittenJson(json, [rule]), /#A#/, field);
    }
    for (const inner of Object.values(schema)) look(inner);
  };
  for (const version of ocppVersions)
    for (const action of actionsOf(version))
      for (const half of ['Request', 'Response'] as const) look(schemaOf(version, action, half));
  assert.deepEqual([...seen].sort(), [
    'additionalIdToken',
    'customerIdentifier',
    'idTag',
    'idToken',
    'idTokens',
    'parentIdTag',
    'prioritizedEMAIDs',
  ]);
});

test('a hash is stable, keyed, blind to capitals, and no longer than a token of 1.6', () => {
  const [one, other] = [tokenHash('a secret'), tokenHash('another secret')];
  assert.match(one('04A2B3C4'), /^tok-[\da-f]{16}$/);
  assert.equal(one('04A2B3C4'), one('04a2b3c4'));
  assert.equal(one('04A2B3C4'), tokenHash('a secret')('04A2B3C4'));
  assert.notEqual(one('04A2B3C4'), other('04A2B3C4'));
  assert.notEqual(one('04A2B3C4'), one('04A2B3C5'));
});
