import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Label, labelsOf } from '../../../directus/extensions/chargeql-operations/src/board/labels.js';
import type { Place } from '../../../directus/extensions/chargeql-operations/src/board/places.js';
import { frameOf, project } from '../../../directus/extensions/chargeql-operations/src/board/project.js';
import { spotsOf } from '../../../directus/extensions/chargeql-operations/src/board/spots.js';

const place = (id: string, latitude: number, longitude: number, size = 1): Place => ({
  id,
  name: id,
  size,
  ...project(latitude, longitude),
});
const size = { width: 800, height: 600 };
/** A country full of places, the same each time. */
const country = Array.from({ length: 400 }, (_, i) =>
  place(`Place ${i}`, 47 + ((i * 7919) % 1000) / 140, 6 + ((i * 6007) % 1000) / 120, 1 + (i % 40)),
);

test('the map shows every place inside its frame, north above south, and merges what would overlap', () => {
  const places = [
    place('Berlin', 52.5, 13.4),
    place('Munich', 48.1, 11.6),
    place('Munich, next door', 48.1001, 11.6001),
  ];
  const spots = spotsOf(places, frameOf(places, size));
  assert.equal(spots.length, 2);
  for (const { x, y } of spots) assert.ok(Math.abs(x) < 400 && Math.abs(y) < 300, `${x} ${y}`);
  const [berlin, munich] = spots;
  assert.ok((berlin?.y ?? 0) < (munich?.y ?? 0));
  assert.equal(munich?.places.length, 2);
  const alone = places.slice(0, 1);
  assert.deepEqual(
    [spotsOf(alone, frameOf(alone, size))[0]].map((at) => [at?.x, at?.y]),
    [[0, 0]],
  );
});

test('no ring touches another, no place is lost, and more of them stand alone the nearer one looks', () => {
  const frame = frameOf(country, size);
  let before = 0;
  for (const zoom of [1, 4, 64]) {
    const spots = spotsOf(country, { ...frame, scale: frame.scale * zoom });
    assert.equal(spots.flatMap(({ places }) => places).length, country.length);
    for (const [i, a] of spots.entries())
      for (const b of spots.slice(i + 1))
        assert.ok(
          Math.hypot(a.x - b.x, a.y - b.y) > a.radius + b.radius + 5,
          `${a.id} and ${b.id} at ${zoom}`,
        );
    assert.ok(spots.length > before);
    before = spots.length;
  }
});

const widthOf = (name: string) => name.length * 7;
const bounds = { left: -400, right: 400, top: -300, bottom: 300 };

function boxOf({ x, y, name }: { x: number; y: number; name: string }, label: Label) {
  const width = widthOf(name);
  const left = x + label.x - { start: 0, middle: width / 2, end: width }[label.anchor];
  return { left, right: left + width, top: y + label.y - 8, bottom: y + label.y + 8 };
}
type Box = ReturnType<typeof boxOf>;
const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

test('no name covers another name or a ring; the largest spots have theirs', () => {
  const frame = frameOf(country, size);
  const named = spotsOf(country, frame).map((spot) => ({ ...spot, name: spot.id }));
  const labels = labelsOf(named, { widthOf, bounds });
  const boxes = named.flatMap((spot, i) => {
    const label = labels[i];
    return label ? [boxOf(spot, label)] : [];
  });
  assert.ok(labels[0], 'the first to choose has a place');
  assert.ok(boxes.length > named.length / 4, `${boxes.length} of ${named.length} names have a place`);
  const rings = named.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  for (const [i, a] of boxes.entries())
    for (const b of [...boxes.slice(i + 1), ...rings]) assert.ok(!overlap(a, b), JSON.stringify([a, b]));
});

test('a name goes where there is room, and is left out where there is none', () => {
  const at = (x: number, y: number, name = 'A name') => ({ x, y, radius: 14, name });
  const [below] = labelsOf([at(0, 0)], { widthOf, bounds });
  assert.equal(below?.anchor, 'middle');
  const [beside] = labelsOf([at(0, 0), at(0, 30)], { widthOf, bounds });
  assert.equal(beside?.anchor, 'start');
  const around = [at(0, 30), at(30, 0), at(-30, 0), at(0, -30)];
  assert.equal(labelsOf([at(0, 0), ...around], { widthOf, bounds })[0], undefined);
  assert.equal(labelsOf([at(380, 280)], { widthOf, bounds })[0]?.anchor, 'end', 'no name beyond the edge');
});
