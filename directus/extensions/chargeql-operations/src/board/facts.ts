import {
  type BoardStation,
  connectorState,
  outletsOf,
  powerOf,
  type State,
  stationState,
} from './station-state.js';

/** What the board counts of a station, and looks for in it. */
export interface Facts {
  state: State;
  /** Of each connector; a station that has told of none counts as one. */
  counted: readonly State[];
  powerW: number;
  /** All that a search may find, in small letters. */
  text: string;
}

const known = new WeakMap<BoardStation, Facts>();

/** Worked out once: a station that changes is a new object, and the thousands that don't are not looked at again. */
export function factsOf(station: BoardStation): Facts {
  const before = known.get(station);
  if (before) return before;
  const state = stationState(station);
  const outlets = outletsOf(station);
  const facts = {
    state,
    counted: outlets.length === 0 ? [state] : outlets.map((connector) => connectorState(station, connector)),
    powerW: powerOf(station),
    text: textOf(station),
  };
  known.set(station, facts);
  return facts;
}

const textOf = ({ id, name, vendor, model, location }: BoardStation): string =>
  [id, name, vendor, model, location?.name, location?.city].filter(Boolean).join(' ').toLowerCase();
