import fc from 'fast-check';
import { inboundActions } from '../../ocpp/directions.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { rowsIn } from '../messages/tables.js';
import type { Telling } from '../messages/tellings.js';
import { sample } from '../support/sample.js';

const tellings = await rowsIn<Telling>('inbound');

/** Well-formed messages of a version to begin with: as stations tell them, and with every field. */
function messagesOf(version: OcppVersion): [action: string, payload: object][] {
  return inboundActions(version).flatMap((action): [string, object][] => [
    ...tellings
      .filter((telling) => telling.action === action && telling.versions.includes(version))
      .flatMap(({ payloads }) => payloads.map((payload): [string, object] => [action, payload])),
    [action, sample(version, action, 'Request', 'MAXIMAL')],
    [action, sample(version, action, 'Request', 'MINIMAL')],
  ]);
}

/** What nobody expects in the place of a value. */
const odd: unknown[] = [
  ...[
    null,
    true,
    -1,
    0,
    1.5,
    1e308,
    9_007_199_254_740_992,
    -2_147_483_649,
    '',
    ' ',
    'NaN',
    '\u0000',
    '\ud800',
    '\u202e',
  ],
  ...[
    [],
    {},
    [[]],
    { a: { b: null } },
    'x'.repeat(5000),
    "'; drop table transaction; --",
    '1970-01-01T00:00:00Z',
  ],
  ...[
    '9999-12-31T23:59:60Z',
    '-271821-04-20T00:00:00Z',
    'Infinity',
    '{"a":1}',
    { toString: 1, constructor: 2 },
    [null],
  ],
];
const oddNames = ['__proto__', 'constructor', 'customData', '', '\u0000', 'timestamp', 'k'.repeat(300), 'é'];
const snippets = [
  ...[
    '"',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '\\',
    '\\u0000',
    '\\ud800',
    '1e999',
    'null',
    '-',
    '\n',
    '\u0000',
    'é',
    '\u2028',
  ],
  ...['[2,', '"__proto__":{"a":1},', `${'['.repeat(3000)}1${']'.repeat(3000)}`, '{"a":'.repeat(500)],
];

/** A place and what is done there; the place is a number that is taken modulo what there is. */
const edit = fc.record({
  kind: fc.constantFrom('replace', 'remove', 'add', 'double', 'swap'),
  at: fc.nat(),
  value: fc.constantFrom(...odd),
  name: fc.constantFrom(...oddNames),
});
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

const textEdit = fc.record({
  kind: fc.constantFrom('cut', 'insert', 'repeat', 'end'),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 12 }),
  snippet: fc.constantFrom(...snippets),
});
type TextEdit = typeof textEdit extends fc.Arbitrary<infer Value> ? Value : never;

const types = [2, 2, 2, 3, 4, 5, 6, 0, 1, 7, -1, 2.5, 1000, '2', null, true];
const ids: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: fc.uuid() },
  {
    weight: 3,
    arbitrary: fc.constantFrom('', ' ', 7, -3, 0, 1e20, null, 'x'.repeat(36), 'x'.repeat(301), [], '"\\é'),
  },
  { weight: 1, arbitrary: fc.string() },
);

/** A frame of this version after mutation, as it goes onto the wire: well-formed ones are among them. */
export function mutatedFrame(version: OcppVersion): fc.Arbitrary<string> {
  const frame = fc
    .tuple(fc.constantFrom(...messagesOf(version)), ids, fc.array(edit, { maxLength: 3 }))
    .map(([[action, payload], id, edits]) => edited([2, id, action, payload], edits));
  const recast = fc
    .tuple(frame, fc.constantFrom(...types), fc.array(fc.constantFrom(...odd), { maxLength: 2 }))
    .map(([[, ...rest], type, more]) => [type, ...rest, ...more]);
  return fc.oneof(
    { weight: 6, arbitrary: frame.map(text) },
    { weight: 2, arbitrary: recast.map(text) },
    { weight: 3, arbitrary: mutatedText(frame) },
    { weight: 1, arbitrary: fc.json() },
  );
}

/** What a station might answer to a call of ours under this id. */
export const mutatedAnswer = (answer: object, id: string): fc.Arbitrary<string> => {
  const result = fc.array(edit, { maxLength: 2 }).map((edits) => edited([3, id, answer], edits));
  const error = fc
    .tuple(
      fc.constantFrom('NotSupported', 'InternalError', '', 'x'.repeat(400), 7, null),
      fc.array(edit, { maxLength: 2 }),
    )
    .map(([code, edits]) => edited([4, id, code, 'because', {}], edits));
  return fc.oneof(result.map(text), error.map(text), mutatedText(result));
};

const mutatedText = (frame: fc.Arbitrary<unknown[]>): fc.Arbitrary<string> =>
  fc
    .tuple(frame, fc.array(textEdit, { minLength: 1, maxLength: 3 }))
    .map(([parts, edits]) => edits.reduce(editText, text(parts)));

/** Lone surrogates can't go over a WebSocket: they stay escaped, as JSON.stringify has them. */
const text = (frame: unknown): string => JSON.stringify(frame) ?? 'undefined';

function editText(before: string, { kind, at, length, snippet }: TextEdit): string {
  const place = at % (before.length + 1);
  const [head, tail] = [before.slice(0, place), before.slice(place)];
  if (kind === 'cut') return head + tail.slice(length);
  if (kind === 'insert') return head + snippet + tail;
  if (kind === 'repeat') return head + tail.slice(0, length).repeat(3) + tail;
  return head;
}

function edited(frame: unknown[], edits: Edit[]): unknown[] {
  const copy = structuredClone(frame);
  for (const one of edits) change(copy, one);
  return copy;
}

/** Every place of a frame that an edit may be at, its head apart. */
function placesOf(value: unknown, places: [holder: object, name: string][] = []): typeof places {
  if (typeof value !== 'object' || value === null) return places;
  for (const [name, each] of Object.entries(value)) {
    places.push([value, name]);
    placesOf(each, places);
  }
  return places;
}

function change(frame: unknown[], { kind, at, name, ...one }: Edit): void {
  const value = structuredClone(one.value);
  const places = placesOf(frame).slice(2);
  const [holder, key] = places[at % Math.max(1, places.length)] ?? [];
  if (!holder || key === undefined) return;
  const record = holder as Record<string, unknown>;
  if (kind === 'replace') record[key] = value;
  else if (kind === 'remove') delete record[key];
  else if (kind === 'add')
    Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
  else if (kind === 'double') record[key] = [record[key], record[key]];
  else record[key] = JSON.stringify(record[key]) ?? '';
}
