import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference, fitting, partsOf } from '../../ocpp/list-parts.js';
import {
  type Entry,
  entriesOf,
  readList,
  textOfInfo,
  type WantedToken,
  writeList,
} from '../../ocpp/local-list.js';
import { violations } from '../../ocpp/validation.js';
import { ocppVersions } from '../../ocpp/versions.js';

const token = (id_token: string, more: Partial<WantedToken> = {}): WantedToken => ({
  ...{
    id_token,
    type: 'ISO14443',
    status: 'ACCEPTED',
    expires_at: new Date('2030-01-01'),
    group_id_token: 'g',
  },
  ...{ language: null, personal_message: null, personal_message_format: 'UTF8', charging_priority: null },
  ...{ evse_ids: null, master_pass: false },
  ...more,
});
const entries = (count: number): Entry[] =>
  entriesOf(
    'ocpp1.6',
    Array.from({ length: count }, (_, n) => token(`T${n}`)),
  );
const none = { itemsPerMessage: null, bytesPerMessage: null, mostEntries: null };

for (const version of ocppVersions)
  test(`${version}: what is written fits the schema, and is read again as what it was`, () => {
    const tokens = [
      token('A', { language: 'de', personal_message: 'x', charging_priority: 1, type: 'odd' }),
      token('B', { evse_ids: [2] }),
      token('C', { master_pass: true, status: 'NO_CREDIT' }),
      token('D'.repeat(30)),
      token('E'.repeat(200)),
    ];
    const known = entriesOf(version, tokens);
    assert.equal(known.length, { 'ocpp1.6': 1, 'ocpp2.0.1': 4, 'ocpp2.1': 5 }[version]);
    for (const full of [true, false])
      for (const list of [known, [], [{ ...(known[0] as Entry), info: null }]]) {
        const update = { version: 7, full, entries: list };
        const written = JSON.parse(JSON.stringify(writeList(version, update)));
        assert.deepEqual(violations(version, 'SendLocalList', 'Request', written), []);
        assert.deepEqual(readList(version, written), update);
      }
  });

test('a list is sent in messages the station takes, their versions rising, the full one first', () => {
  const parts = partsOf(
    'ocpp1.6',
    { version: 5, full: true, entries: entries(25) },
    { ...none, itemsPerMessage: 10 },
  );
  assert.deepEqual(
    parts.map(({ version, full, entries }) => [version, full, entries.length]),
    [
      [5, true, 10],
      [6, false, 10],
      [7, false, 5],
    ],
  );
  const limits = { ...none, bytesPerMessage: 1000 };
  const bytes = partsOf('ocpp1.6', { version: 1, full: true, entries: entries(50) }, limits);
  assert.equal(bytes.flatMap(({ entries }) => entries).length, 50);
  for (const part of bytes) assert.ok(JSON.stringify(writeList('ocpp1.6', part)).length <= 1000);
  assert.equal(partsOf('ocpp1.6', { version: 1, full: true, entries: [] }, none).length, 1);
  assert.equal(fitting(entries(9), { ...none, mostEntries: 4 }).length, 4);
});

test('the difference is what is new, other or gone; the same in another form is the same', () => {
  const [a, b, c] = entries(3) as [Entry, Entry, Entry];
  const text = textOfInfo({ parentIdTag: 'g', expiryDate: '2030-01-01T00:00:00Z', status: 'Accepted' });
  const held = new Map([
    ['t0', { type: null, info: text }],
    ['t1', { type: null, info: '{}' }],
    ['gone', { type: null, info: text }],
  ]);
  assert.deepEqual(difference([a, b, c], held), [{ idToken: 'gone', type: null, info: null }, b, c]);
});
