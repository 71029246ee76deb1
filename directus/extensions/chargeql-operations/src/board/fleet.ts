import type { BoardStation } from './station-state.js';

/** Made once: a comparison by `localeCompare` with options makes a collator each time. */
const collator = new Intl.Collator(undefined, { numeric: true });
export const byName = collator.compare;

/** Every station, in the order in which people count: cp2 before cp10. */
export interface Fleet {
  get(id: string): BoardStation | undefined;
  /** A new list where something changed. */
  list(): readonly BoardStation[];
  /** Puts stations in their places; only a station nobody knew makes the order anew. */
  put(stations: Iterable<BoardStation>): void;
}

export function createFleet(): Fleet {
  let stations: BoardStation[] = [];
  let places = new Map<string, number>();
  return {
    get: (id) => stations[places.get(id) ?? -1],
    list: () => stations,
    put: (changed) => {
      stations = stations.slice();
      const known = places.size;
      for (const station of changed) {
        const place = places.get(station.id) ?? stations.length;
        places.set(station.id, place);
        stations[place] = station;
      }
      if (places.size === known) return;
      stations.sort((a, b) => byName(a.id, b.id));
      places = new Map(stations.map(({ id }, place) => [id, place]));
    },
  };
}
