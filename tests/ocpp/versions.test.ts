import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RpcErrorCode, spell } from '../../ocpp/errors.js';
import { dialectOf, negotiate } from '../../ocpp/versions.js';

test('the first version we speak in the charger’s order, spelt as the charger spelt it', () => {
  assert.deepEqual(negotiate('ocpp1.6,ocpp2.1'), { version: 'ocpp1.6', protocol: 'ocpp1.6' });
  assert.deepEqual(negotiate(' ocpp2.1 , ocpp1.6'), { version: 'ocpp2.1', protocol: 'ocpp2.1' });
  assert.deepEqual(negotiate('ocpp0.1, OCPP2.0.1'), { version: 'ocpp2.0.1', protocol: 'OCPP2.0.1' });
  assert.deepEqual(negotiate(',,ocpp1.6'), { version: 'ocpp1.6', protocol: 'ocpp1.6' });
  for (const nothing of [undefined, '', ',', ' , '])
    assert.deepEqual(negotiate(nothing), { version: 'ocpp1.6' });
  for (const unknown of ['ocpp1.5', 'ocpp2.0', 'soap', 'ocpp16'])
    assert.equal(negotiate(unknown), undefined, unknown);
});

test('1.6 stands alone, 2.1 goes with 2.0.1', () => {
  assert.deepEqual((['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const).map(dialectOf), ['v16', 'v2', 'v2']);
});

/** Each code as 1.6 (Table 7) and 2.x (Part 4 §4.3) spell it. */
const spelt: [RpcErrorCode, string][] = [
  ['FormatViolation', 'FormationViolation'],
  ['OccurrenceConstraintViolation', 'OccurenceConstraintViolation'],
  ['RpcFrameworkError', 'FormationViolation'],
  ['MessageTypeNotSupported', 'NotSupported'],
  ['GenericError', 'GenericError'],
  ['InternalError', 'InternalError'],
  ['NotImplemented', 'NotImplemented'],
  ['NotSupported', 'NotSupported'],
  ['PropertyConstraintViolation', 'PropertyConstraintViolation'],
  ['ProtocolError', 'ProtocolError'],
  ['SecurityError', 'SecurityError'],
  ['TypeConstraintViolation', 'TypeConstraintViolation'],
];

for (const [code, in16] of spelt)
  test(`${code} is ${in16} in 1.6`, () => {
    assert.equal(spell(code, 'ocpp1.6'), in16);
    assert.equal(spell(code, 'ocpp2.0.1'), code);
    assert.equal(spell(code, 'ocpp2.1'), code);
  });
