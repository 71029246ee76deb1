import { Agenda } from './agenda.js';
import { chanceOf } from './chance.js';
import type { Evse } from './evse.js';
import { defaults, type FleetOptions, wishes } from './fleet-options.js';
import { plays, rushIn, type Scenario, type Streets } from './scenario.js';
import type { Token } from './session.js';
import { Station } from './station.js';
import { Tally } from './tally.js';

export interface Stats {
  stations: number;
  connected: number;
  charging: number;
  /** Power through all meters now (W). */
  powerW: number;
  /** Transaction messages not yet delivered. */
  queued: number;
  tally: Tally;
}

export interface Fleet {
  stations: readonly Station[];
  station(id: string): Station;
  stats(): Stats;
  /** Closes all sockets; `politely` ends the sessions first and waits a little for their delivery. */
  stop(options?: { politely?: boolean; withinMs?: number }): Promise<void>;
}

/** How often meters are looked at for cars that are full (ms). */
const beatMs = 500;

export function startFleet(options: FleetOptions): Fleet {
  const agenda = new Agenda();
  /** What drivers have in mind; ends before the stations do. */
  const traffic = new Agenda();
  const charging = new Set<Evse>();
  const tally = new Tally();
  const seed = options.seed ?? Date.now();
  const { scenario, connectRate = 200 } = options;
  const stations = wishes(options).map((wish, i) => {
    // each its own: what one does must not change another's day
    const chance = chanceOf(seed + i);
    const around = { agenda, chance, tally, charging };
    const all = { ...defaults(options), ...options.credentials?.(wish.id), ...wish };
    if (!scenario) return new Station(all, around);
    const streets = streetsOf(options, traffic, chance);
    const expected = (evse: Evse): void => void rushIn(evse, streets);
    const station = new Station(all, { ...around, expected });
    void play(station, scenario, streets);
    return station;
  });
  // a few at a time: a fleet that connects at once is a test of its own, and not the usual day
  for (const [i, station] of stations.entries())
    agenda.after((i * 1000) / connectRate, () => station.powerUp());
  agenda.every(beatMs, () => {
    for (const evse of charging) evse.advance();
  });
  const byId = new Map(stations.map((each) => [each.id, each]));
  return {
    stations,
    station: (id) => {
      const station = byId.get(id);
      if (!station) throw new Error(`no station ${id}`);
      return station;
    },
    stats: () => ({
      stations: stations.length,
      connected: tally.connected,
      charging: charging.size,
      powerW: [...charging].reduce((sum, each) => sum + each.powerW, 0),
      queued: stations.reduce((sum, each) => sum + each.backlog.length, 0),
      tally,
    }),
    stop: async ({ politely = false, withinMs = 5000 } = {}) => {
      traffic.stop();
      if (politely) await windUp(stations, withinMs);
      agenda.stop();
      await Promise.all(stations.map(({ connection }) => connection.shutDown()));
    },
  };
}

function streetsOf(options: FleetOptions, agenda: Agenda, chance: Streets['chance']): Streets {
  const { speed = 1, idTokens = ['SIMTOKEN01'], idTokenType = 'ISO14443', offlineRate = 0 } = options;
  const began = new Date();
  const hourAtStart = began.getHours() + began.getMinutes() / 60;
  return {
    chance,
    tokens: idTokens.map((idToken): Token => ({ idToken, type: idTokenType })),
    offlineRate,
    pause: (seconds) => agenda.pause((seconds * 1000) / speed),
    hour: () => (hourAtStart + ((Date.now() - began.getTime()) * speed) / 3_600_000) % 24,
  };
}

/** Drivers come once the station has been accepted for the first time. */
async function play(station: Station, scenario: Scenario, streets: Streets): Promise<void> {
  await station.until(({ isOnline }) => isOnline, 2 ** 31 - 1);
  for (const evse of station.evses) void plays[scenario](evse, streets);
}

/** Ends all sessions and waits a little until everything is told; who is offline comes back for it. */
async function windUp(stations: Station[], withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  const busy = ({ evses, backlog }: Station): boolean =>
    backlog.length > 0 || evses.some((each) => each.session);
  // a second look: a card may have been under way to the CSMS
  for (let look = 0; look < 2; look++) {
    const unfinished = stations.filter(busy);
    for (const station of unfinished) {
      for (const evse of station.evses) evse.end('Local');
      station.comeBack();
    }
    await Promise.allSettled(
      unfinished.map((each) =>
        each.until(
          ({ backlog, connection }) => backlog.length === 0 && connection.isQuiet,
          deadline - Date.now(),
        ),
      ),
    );
  }
}
