import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inParts, noLimits } from '../../ocpp/parts.js';

const wire = (text: string) => ({ text });
const sizes = (parts: string[][]) => parts.map((part) => part.length);

test('without limits all goes in one part, and nothing in none', () => {
  assert.deepEqual(sizes(inParts(['a', 'b', 'c'], noLimits, wire)), [3]);
  assert.deepEqual(inParts([], noLimits, wire), []);
});

test('a part holds so many items, in their order', () => {
  const parts = inParts(['a', 'b', 'c', 'd', 'e'], { ...noLimits, items: 2 }, wire);
  assert.deepEqual(parts, [['a', 'b'], ['c', 'd'], ['e']]);
});

test('a part keeps the bytes, frame and all; an item that is too large goes alone', () => {
  const long = 'é'.repeat(100);
  const parts = inParts([long, 'b', 'c', long, long], { ...noLimits, bytes: 350 }, wire);
  assert.deepEqual(sizes(parts), [3, 1, 1]);
  for (const part of parts) assert.ok(Buffer.byteLength(JSON.stringify(part.map(wire))) < 350);
  assert.deepEqual(sizes(inParts([long, long], { ...noLimits, bytes: 10 }, wire)), [1, 1]);
});
