import type { OcppVersion } from '../ocpp/versions.js';
import type { Credentials } from './credentials.js';
import type { Outlet } from './curve.js';
import type { Scenario } from './scenario.js';

/** A station of one's own making; what is left out is the fleet's. */
export interface StationWish extends Credentials {
  id: string;
  version: OcppVersion;
  outlet?: Outlet;
  evses?: number;
  variables?: Record<string, string>;
  /** What its meters show at first (Wh). */
  registerWh?: number;
}

export interface FleetOptions {
  /** Where the CSMS listens, without a station's id: `ws://127.0.0.1:8081`. */
  url: string;
  /** How many, or which. */
  stations: number | readonly StationWish[];
  /** What numbered stations speak; `mixed` takes turns. */
  version?: OcppVersion | 'mixed';
  /** Left out, nothing happens by itself: whoever started the fleet plugs in and charges. */
  scenario?: Scenario;
  /** How many times faster than the clock cars charge, drivers move and meters report. Timestamps stay true. */
  speed?: number;
  prefix?: string;
  /** What each station proves itself with, and whom it trusts. */
  credentials?: (id: string) => Credentials;
  idTokens?: readonly string[];
  /** The `type` 2.x tells with each token. */
  idTokenType?: string;
  evses?: number;
  /** AC 11 and 22 kW and DC chargers in turn, or one kind only. */
  outlet?: Outlet;
  variables?: Record<string, string>;
  offlineRate?: number;
  seed?: number;
  /** New connections a second while the fleet starts. */
  connectRate?: number;
  callTimeoutMs?: number;
  reconnect?: { minMs: number; maxMs: number };
}

const outlets: readonly [Outlet, ...Outlet[]] = [
  { current: 'AC', maxW: 22_000 },
  { current: 'AC', maxW: 11_000 },
  { current: 'DC', maxW: 150_000 },
  { current: 'AC', maxW: 22_000 },
];

const turns: readonly [OcppVersion, ...OcppVersion[]] = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'];

/** Which stations there are to be. */
export function wishes(options: FleetOptions): StationWish[] {
  if (typeof options.stations !== 'number') return [...options.stations];
  const { prefix = 'SIM', version = 'ocpp1.6' } = options;
  return Array.from({ length: options.stations }, (_, i) => ({
    id: `${prefix}${String(i + 1).padStart(4, '0')}`,
    version: version === 'mixed' ? (turns[i % turns.length] ?? turns[0]) : version,
    outlet: options.outlet ?? outlets[i % outlets.length] ?? outlets[0],
  }));
}

/** What a station is where its wish says nothing. */
export const defaults = (options: FleetOptions) => ({
  url: options.url,
  outlet: options.outlet ?? outlets[0],
  evses: options.evses ?? 1,
  variables: options.variables,
  speed: options.speed ?? 1,
  callTimeoutMs: options.callTimeoutMs ?? 30_000,
  reconnect: options.reconnect ?? { minMs: 1000, maxMs: 60_000 },
});
