import type { Point } from './project.js';

/** Something round with a name. */
export interface Named extends Point {
  radius: number;
  name: string;
}

/** Where a name stands, from the middle of what it names. */
export interface Label extends Point {
  anchor: 'start' | 'middle' | 'end';
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const height = 16;
/** From a ring to its own name, and at least to another's. */
const gap = 5;
const clear = 4;
const cell = 128;

/**
 * A place for each name where it covers no ring and no other name: below, right, left or above. Who comes first has the
 * first choice; a name that fits nowhere inside the bounds is left out. `widthOf` tells how wide a name is drawn.
 */
export function labelsOf(
  named: readonly Named[],
  { widthOf, bounds }: { widthOf: (name: string) => number; bounds: Box },
): (Label | undefined)[] {
  const taken = new Map<string, Box[]>();
  for (const { x, y, radius } of named) {
    const half = radius + clear;
    take(taken, { left: x - half, right: x + half, top: y - half, bottom: y + half });
  }
  return named.map((each) => {
    const width = widthOf(each.name);
    for (const label of choices(each.radius)) {
      const box = boxOf(each, label, width);
      if (!isInside(box, bounds) || isTaken(taken, box)) continue;
      take(taken, box);
      return label;
    }
    return undefined;
  });
}

const choices = (radius: number): Label[] => [
  { x: 0, y: radius + gap + height / 2, anchor: 'middle' },
  { x: radius + gap, y: 0, anchor: 'start' },
  { x: -radius - gap, y: 0, anchor: 'end' },
  { x: 0, y: -radius - gap - height / 2, anchor: 'middle' },
];

/** How much of the name is left of where it is anchored. */
const before = { start: 0, middle: 0.5, end: 1 } as const;

function boxOf(at: Point, label: Label, width: number): Box {
  const left = at.x + label.x - before[label.anchor] * width;
  const top = at.y + label.y - height / 2;
  return { left, right: left + width, top, bottom: top + height };
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const isInside = (box: Box, bounds: Box): boolean =>
  box.left >= bounds.left &&
  box.right <= bounds.right &&
  box.top >= bounds.top &&
  box.bottom <= bounds.bottom;

const isTaken = (taken: ReadonlyMap<string, Box[]>, box: Box): boolean =>
  cellsOf(box).some((key) => taken.get(key)?.some((other) => overlap(box, other)));

function take(taken: Map<string, Box[]>, box: Box): void {
  for (const key of cellsOf(box)) {
    const boxes = taken.get(key);
    if (boxes) boxes.push(box);
    else taken.set(key, [box]);
  }
}

/** The squares of a grid that a box touches: only what shares one can overlap. */
function cellsOf({ left, right, top, bottom }: Box): string[] {
  const cells: string[] = [];
  for (let column = Math.floor(left / cell); column <= Math.floor(right / cell); column++)
    for (let row = Math.floor(top / cell); row <= Math.floor(bottom / cell); row++)
      cells.push(`${column} ${row}`);
  return cells;
}
