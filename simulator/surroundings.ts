import type { OcppVersion } from '../ocpp/versions.js';
import type { Agenda } from './agenda.js';
import type { Chance } from './chance.js';
import type { Credentials } from './credentials.js';
import type { Outlet } from './curve.js';
import type { Evse } from './evse.js';
import type { Tally } from './tally.js';

export interface StationOptions extends Credentials {
  id: string;
  version: OcppVersion;
  /** Where the CSMS listens, without the station's id. */
  url: string;
  outlet: Outlet;
  evses: number;
  /** Start values of variables, by 2.x name or 1.6 key. */
  variables?: Record<string, string> | undefined;
  /** What the energy meters show when the station is built (Wh). */
  registerWh?: number;
  /** How many times faster than the clock cars charge and drivers move. */
  speed: number;
  callTimeoutMs: number;
  reconnect: { minMs: number; maxMs: number };
}

/** What a station finds: most of it it shares with its fleet. */
export interface Surroundings {
  agenda: Agenda;
  chance: Chance;
  tally: Tally;
  /** The EVSEs where a session runs. */
  charging: Set<Evse>;
  /** Somebody far away started a session here and nobody has plugged in. */
  expected?: (evse: Evse) => void;
}
