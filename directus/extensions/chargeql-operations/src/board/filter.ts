import { factsOf } from './facts.js';
import { type BoardStation, type State, states } from './station-state.js';

export interface BoardFilter {
  text: string;
  states: readonly State[];
  locationId: string | null;
  version: string | null;
}

export const noFilter: BoardFilter = { text: '', states: [], locationId: null, version: null };

/** The stations to be shown: each given condition holds, of the states one. */
export function fitting(stations: readonly BoardStation[], filter: BoardFilter): readonly BoardStation[] {
  const text = filter.text.toLowerCase();
  const { states, locationId, version } = filter;
  return stations.filter((station) => {
    if (locationId !== null && (station.location?.id ?? 'none') !== locationId) return false;
    if (version !== null && station.ocppVersion !== version) return false;
    const facts = factsOf(station);
    if (states.length > 0 && !states.some((state) => facts.state === state || facts.counted.includes(state)))
      return false;
    return text === '' || facts.text.includes(text);
  });
}

export type Counts = Record<State, number>;

export const noCounts = (): Counts => Object.fromEntries(states.map((state) => [state, 0])) as Counts;

/** Adds a station's connectors to what was counted. */
export function countIn(counts: Counts, station: BoardStation): void {
  for (const state of factsOf(station).counted) counts[state]++;
}

/** How many connectors are in each state. */
export function countStates(stations: Iterable<BoardStation>): Counts {
  const counts = noCounts();
  for (const station of stations) countIn(counts, station);
  return counts;
}
