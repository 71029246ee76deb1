/** A place on the earth, with what is there. */
export interface Place<T> {
  latitude: number;
  longitude: number;
  items: T[];
}

/** Places that lie so near each other that they are drawn as one. */
export interface Spot<T> {
  x: number;
  y: number;
  places: Place<T>[];
}

export interface View {
  width: number;
  height: number;
  /** How much nearer than the view that shows all. */
  zoom: number;
  /** Centre, in the unit square of the projection; undefined: of all places. */
  centre?: { x: number; y: number };
}

const margin = 56;
/** A single place would otherwise be magnified without end: about 2 km across. */
const leastSpan = 0.00005;

/** Web Mercator, as the unit square. */
export function project(latitude: number, longitude: number): { x: number; y: number } {
  const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** The frame that shows every place at zoom 1: its centre, and pixels for the unit square. */
export function frameOf(places: readonly Place<unknown>[], view: View) {
  const points = places.map(({ latitude, longitude }) => project(latitude, longitude));
  const [west, east] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
  const [north, south] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))];
  const room = (size: number) => Math.max(1, size - 2 * margin);
  const scale = Math.min(
    room(view.width) / Math.max(leastSpan, east - west),
    room(view.height) / Math.max(leastSpan, south - north),
  );
  return {
    centre: view.centre ?? { x: (west + east) / 2, y: (north + south) / 2 },
    scale: scale * view.zoom,
  };
}

/** The places on the screen; those nearer than `apart` pixels are one spot. */
export function spotsOf<T>(places: readonly Place<T>[], view: View, apart = 44): Spot<T>[] {
  if (places.length === 0) return [];
  const { centre, scale } = frameOf(places, view);
  const cells = new Map<string, Spot<T>>();
  for (const place of places) {
    const at = project(place.latitude, place.longitude);
    const x = (at.x - centre.x) * scale + view.width / 2;
    const y = (at.y - centre.y) * scale + view.height / 2;
    const key = `${Math.round(x / apart)} ${Math.round(y / apart)}`;
    const spot = cells.get(key) ?? { x, y, places: [] };
    spot.places.push(place);
    cells.set(key, spot);
  }
  return [...cells.values()];
}
