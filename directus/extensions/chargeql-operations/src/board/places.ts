import { type Counts, countIn, noCounts } from './filter.js';
import { type Point, project } from './project.js';
import type { BoardStation } from './station-state.js';

/** A location on the map. */
export interface Place extends Point {
  id: string;
  name: string;
  /** Stations there. */
  size: number;
}

export interface Placed {
  places: Place[];
  /** What state the connectors are in, by location. */
  counts: Map<string, Counts>;
  /** Stations that are nowhere. */
  homeless: number;
}

/** The locations of the stations, and what is there. */
export function placesOf(stations: readonly BoardStation[]): Placed {
  const found = new Map<string, Place>();
  const counts = new Map<string, Counts>();
  let homeless = 0;
  for (const station of stations) {
    const { id, name, latitude, longitude } = station.location ?? {};
    if (id === undefined || latitude == null || longitude == null) {
      homeless++;
      continue;
    }
    const place = found.get(id) ?? { id, name: name ?? '', size: 0, ...project(latitude, longitude) };
    place.size++;
    found.set(id, place);
    const counted = counts.get(id) ?? noCounts();
    countIn(counted, station);
    counts.set(id, counted);
  }
  return { places: [...found.values()], counts, homeless };
}

/** Whether the map has the same places as before: most events change only the state of connectors. */
export const samePlaces = (a: readonly Place[], b: readonly Place[]): boolean =>
  a.length === b.length &&
  a.every((place, i) => {
    const other = b[i];
    return (
      other?.id === place.id &&
      other.size === place.size &&
      other.name === place.name &&
      other.x === place.x &&
      other.y === place.y
    );
  });
