import { type BoardStation, connectorState, outletsOf, type State, stationState } from './station-state.js';

export interface BoardFilter {
  text: string;
  states: readonly State[];
  locationId: string | null;
  version: string | null;
}

export const noFilter: BoardFilter = { text: '', states: [], locationId: null, version: null };

/** Whether a station is to be shown: each given condition holds, of the states one. */
export function fits(station: BoardStation, filter: BoardFilter): boolean {
  if (filter.locationId !== null && (station.location?.id ?? 'none') !== filter.locationId) return false;
  if (filter.version !== null && station.ocppVersion !== filter.version) return false;
  if (filter.states.length > 0 && !filter.states.some((state) => hasState(station, state))) return false;
  return filter.text === '' || textOf(station).includes(filter.text.toLowerCase());
}

function hasState(station: BoardStation, state: State): boolean {
  if (stationState(station) === state) return true;
  return outletsOf(station).some((connector) => connectorState(station, connector) === state);
}

const textOf = ({ id, name, vendor, model, location }: BoardStation): string =>
  [id, name, vendor, model, location?.name, location?.city].filter(Boolean).join(' ').toLowerCase();

/** How many connectors are in each state; a station that has told of none counts as one. */
export function countStates(stations: Iterable<BoardStation>): Record<State, number> {
  const counts = {
    FAULTED: 0,
    CHARGING: 0,
    OCCUPIED: 0,
    RESERVED: 0,
    AVAILABLE: 0,
    UNAVAILABLE: 0,
    OFFLINE: 0,
  };
  for (const station of stations) {
    const outlets = outletsOf(station);
    if (outlets.length === 0) counts[stationState(station)]++;
    for (const connector of outlets) counts[connectorState(station, connector)]++;
  }
  return counts;
}
