import type { Place } from './places.js';
import type { Frame, Point } from './project.js';

/** Places that lie so near each other that they are drawn as one, where the largest of them is. */
export interface Spot extends Point {
  /** Of its largest place. */
  id: string;
  places: Place[];
  /** Stations there. */
  size: number;
  radius: number;
}

const mostRadius = 30;
/** Of the ring's line; half of it lies outside the radius. */
export const ringWidth = 5;
const radiusOf = (size: number) => Math.min(mostRadius, 11 + 3 * Math.log2(size));
/** Two rings of the largest kind don't touch. */
const apart = 2 * mostRadius + ringWidth + 5;

/**
 * The spots in pixels from the frame's centre. They depend on the scale alone: moving the map never changes what is
 * drawn together.
 */
export function spotsOf(places: readonly Place[], { centre, scale }: Frame): Spot[] {
  const spots: Spot[] = [];
  const cells = new Map<string, Spot[]>();
  const largestFirst = [...places].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
  for (const place of largestFirst) {
    const at = { x: (place.x - centre.x) * scale, y: (place.y - centre.y) * scale };
    const near = nearest(cells, at);
    if (near) {
      near.places.push(place);
      near.size += place.size;
      near.radius = radiusOf(near.size);
      continue;
    }
    const spot = { ...at, id: place.id, places: [place], size: place.size, radius: radiusOf(place.size) };
    spots.push(spot);
    const key = cellOf(at.x, at.y);
    cells.set(key, [...(cells.get(key) ?? []), spot]);
  }
  return spots;
}

const cellOf = (x: number, y: number): string => `${Math.floor(x / apart)} ${Math.floor(y / apart)}`;

/** The spot nearer than `apart`, if there is one: it lies in this cell or in one beside it. */
function nearest(cells: ReadonlyMap<string, readonly Spot[]>, { x, y }: Point): Spot | undefined {
  let found: Spot | undefined;
  let least = apart;
  for (const dx of [-apart, 0, apart])
    for (const dy of [-apart, 0, apart])
      for (const spot of cells.get(cellOf(x + dx, y + dy)) ?? []) {
        const distance = Math.hypot(spot.x - x, spot.y - y);
        if (distance >= least) continue;
        found = spot;
        least = distance;
      }
  return found;
}
