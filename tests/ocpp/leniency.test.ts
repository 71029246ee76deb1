import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mend } from '../../ocpp/leniency.js';
import { violations } from '../../ocpp/validation.js';

const now = '2026-03-04T05:06:07.000Z';
const broken = (payload: unknown) => violations('ocpp1.6', 'StatusNotification', 'Request', payload);

describe('mend', () => {
  /** [what, as sent, as taken] */
  const cases: [string, object, object][] = [
    ['a number in quotes', { connectorId: '1' }, { connectorId: 1 }],
    ['an undeclared field', { vendor: 'X' }, {}],
    ['a null', { info: null }, {}],
    ['an empty time', { timestamp: '' }, { timestamp: now }],
    ['a leap second', { timestamp: '2016-12-31T23:59:60Z' }, { timestamp: '2016-12-31T23:59:59.000Z' }],
    ['a day for a time', { timestamp: '2026-01-02' }, { timestamp: '2026-01-02T00:00:00.000Z' }],
    ['a number where text belongs', { info: 5 }, { info: '5' }],
    ['text that is too long', { vendorId: 'i'.repeat(300) }, { vendorId: 'i'.repeat(300) }],
    ['a word not in the list', { errorCode: 'Odd' }, { errorCode: 'Odd' }],
  ];
  for (const [what, sent, taken] of cases)
    test(`${what} is mended`, () => {
      const base = { connectorId: 1, errorCode: 'NoError', status: 'Available' };
      const payload = { ...base, ...sent };
      const errors = broken(payload);
      assert.ok(errors.length > 0);
      assert.deepEqual(mend(payload, errors, now), []);
      assert.deepEqual(payload, { ...base, ...taken });
    });

  test('what is missing, or of no use, is not made up', () => {
    for (const payload of [
      { errorCode: 'NoError', status: 'Available' },
      { connectorId: 'one', errorCode: 'NoError', status: 'Available' },
    ]) {
      const errors = broken(payload);
      assert.equal(mend(payload, errors, now).length, 1);
    }
  });
});
