/** A point of the unit square that the earth is drawn on, north up. */
export interface Point {
  x: number;
  y: number;
}

/** Web Mercator. */
export function project(latitude: number, longitude: number): Point {
  const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

export interface Frame {
  centre: Point;
  /** Pixels for the unit square. */
  scale: number;
}

/** Around the points, for what is drawn of them. */
export const margin = 56;
/** A single place would otherwise be magnified without end: about 2 km across. */
const leastSpan = 0.00005;

/** The frame that shows every point in a picture of that size. */
export function frameOf(
  points: readonly Point[],
  { width, height }: { width: number; height: number },
): Frame {
  const [west, east] = spanOf(points.map(({ x }) => x));
  const [north, south] = spanOf(points.map(({ y }) => y));
  const room = (size: number) => Math.max(1, size - 2 * margin);
  return {
    centre: { x: (west + east) / 2, y: (north + south) / 2 },
    scale: Math.min(
      room(width) / Math.max(leastSpan, east - west),
      room(height) / Math.max(leastSpan, south - north),
    ),
  };
}

/** By a loop: a spread of thousands of arguments may be too many. */
function spanOf(values: readonly number[]): [number, number] {
  let [least, most] = [values[0] ?? 0, values[0] ?? 0];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}
