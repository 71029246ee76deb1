import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RpcError } from '../../ocpp/errors.js';
import { idText, readHead, writeCall, writeError, writeResult, writeResultError } from '../../ocpp/frames.js';

test('the head of a frame is read as JSON would read it, whatever follows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999 }),
      fc.string({ maxLength: 40, unit: 'binary' }),
      fc.jsonValue(),
      (type, id, rest) => {
        const head = readHead(JSON.stringify([type, id, rest]));
        assert.equal(head?.type, type);
        assert.equal(head && idText(head.id), id);
      },
    ),
  );
});

test('spaces and numbers for ids are seen; other forms are none', () => {
  assert.deepEqual(readHead(' [ 2 , "a" , {}]'), { type: 2, id: '"a"' });
  assert.deepEqual(readHead('[3,17]'), { type: 3, id: '17' });
  assert.deepEqual(readHead('[2,-1,"x"]'), { type: 2, id: '-1' });
  for (const text of [
    '',
    '[]',
    '[2]',
    '[2,]',
    '{}',
    '[2,{}',
    '["2","a"]',
    '[2.5,"a"]',
    '[2,"a',
    `[2,"${'x'.repeat(301)}"]`,
    // Echoed as they came, these would be no JSON.
    '[2,"a\nb","x"]',
    '[2,"\\x41","x"]',
    '[2,"\\u12","x"]',
    '[2,007,"x"]',
  ])
    assert.equal(readHead(text), undefined, text.slice(0, 20));
});

test('reading a head takes no longer for nonsense', () => {
  for (const text of [
    `[2,"${'\\'.repeat(900_000)}`,
    `[2,${' '.repeat(900_000)}`,
    `[${' '.repeat(900_000)}2`,
  ]) {
    const begun = performance.now();
    assert.equal(readHead(text), undefined);
    assert.ok(performance.now() - begun < 500);
  }
});

test('frames are written to the letter, ids as they came, descriptions within 255', () => {
  assert.equal(writeCall('id', 'Reset', { type: 'Soft' }), '[2,"id","Reset",{"type":"Soft"}]');
  assert.equal(writeResult('7', { a: 1 }), '[3,7,{"a":1}]');
  const error = new RpcError('FormatViolation', 'x'.repeat(300), { more: true });
  assert.deepEqual(JSON.parse(writeError('"\\u00e4"', error, 'ocpp1.6')), [
    ...[4, 'ä', 'FormationViolation', 'x'.repeat(255)],
    { more: true },
  ]);
  assert.equal(JSON.parse(writeError('"a"', error, 'ocpp2.1'))[2], 'FormatViolation');
  assert.deepEqual(JSON.parse(writeResultError('"a"', error)).slice(0, 3), [5, 'a', 'FormatViolation']);
});
