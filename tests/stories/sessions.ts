import assert from 'node:assert/strict';
import type { Pool } from '../../platform/database/pool.js';
import { type Fleet, startFleet } from '../../simulator/fleet.js';
import { energyWh, type Session, transactionIdOf } from '../../simulator/session.js';
import { until } from '../support/until.js';
import { drivers } from './chain.js';

type FleetOptions = Parameters<typeof startFleet>[0];

export interface Load {
  fleet: Fleet;
  /** Sessions begun so far, with the station that had them. */
  sessions: Map<Session, { id: string; version: string }>;
  /** Waits for so many sessions to end from now on. */
  ended(more: number, ms?: number): Promise<void>;
  /** Ends all sessions and has everything told. */
  finish(): Promise<void>;
}

/** Chargers of all versions with drivers in a hurry; what their meters say is the truth to compare with. */
export function startLoad(url: string, options: Partial<FleetOptions> = {}): Load {
  const fleet = startFleet({
    ...{ url, stations: 18, version: 'mixed', scenario: 'session', speed: 600, seed: 11 },
    idTokens: drivers,
    reconnect: { minMs: 50, maxMs: 300 },
    // A refusal while something is away must not make a charger forget a message.
    variables: { MessageAttempts: '50', MessageAttemptInterval: '1', OfflineThreshold: '0' },
    ...options,
  });
  const sessions: Load['sessions'] = new Map();
  const note = () => {
    for (const station of fleet.stations)
      for (const { session, lastSession } of station.evses)
        for (const each of [session, lastSession]) if (each) sessions.set(each, station);
  };
  for (const station of fleet.stations) station.on('changed', note);
  const { tally } = fleet.stats();
  return {
    fleet,
    sessions,
    async ended(more, ms = 30_000) {
      const wanted = tally.sessionsEnded + more;
      await until(`${more} more sessions`, () => tally.sessionsEnded >= wanted, { ms });
    },
    async finish() {
      await fleet.stop({ politely: true, withinMs: 25_000 });
      note();
      assert.equal(fleet.stats().queued, 0, `not delivered: ${tally.lastTrouble}`);
      assert.equal(tally.dropped, 0, tally.lastTrouble);
    },
  };
}

/** Every session once, ended, with the energy its meter saw; nothing beside them. */
export async function compareLedger(pool: Pool, sessions: Load['sessions']): Promise<void> {
  const { rows } = await pool.query<{ key: string; status: string; energy: number }>(
    `select station_id || ' ' || transaction_id as key, status, energy_wh as energy from transaction`,
  );
  const kept = new Map(rows.map(({ key, ...row }) => [key, row]));
  assert.equal(kept.size, rows.length, 'no transaction twice');
  const told = new Map(
    [...sessions].map(([session, station]) => [
      `${station.id} ${transactionIdOf(session, station.version)}`,
      { status: 'ENDED', energy: energyWh(session) },
    ]),
  );
  assert.equal(told.size, sessions.size);
  const sorted = (map: Map<string, object>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  assert.deepEqual(sorted(kept), sorted(told));
  const { rows: orphans } = await pool.query('select station_id, action, reason from orphan_message');
  assert.deepEqual(orphans, []);
}

/** No station lost its socket: each was connected once, and is gone only now. */
export async function nobodyReconnected(pool: Pool, { fleet }: Load): Promise<void> {
  const { rows } = await pool.query('select count(*)::int as all from connection');
  assert.equal(rows[0].all, fleet.stations.length);
}
