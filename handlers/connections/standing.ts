import type { Queryable } from '../../platform/database/pool.js';

/** What decides whether and how a station is listened to. */
export interface Standing {
  epoch: string;
  registrationStatus: 'ACCEPTED' | 'PENDING' | 'REJECTED';
  strict: boolean;
}

/**
 * What an admin changes holds this soon; a busy station does not ask the database each time. One that waits to be
 * accepted does: it is told so by BootNotification and goes on at once.
 */
const freshMs = 500;

/** The standing of stations, from the database, remembered for a moment. */
export class Standings {
  #known = new Map<string, Standing & { at: number }>();

  /** @param epochs station to the highest epoch it was heard under: one newer than we remember is looked up anew */
  async of(db: Queryable, epochs: Map<string, string>): Promise<Map<string, Standing>> {
    const now = Date.now();
    const unknown = [...epochs].filter(([station, epoch]) => {
      const known = this.#known.get(station);
      if (known?.registrationStatus !== 'ACCEPTED') return true;
      return known.at < now - freshMs || BigInt(known.epoch) < BigInt(epoch);
    });
    if (unknown.length > 0)
      await this.#look(
        db,
        unknown.map(([station]) => station),
        now,
      );
    const standings = new Map<string, Standing>();
    for (const station of epochs.keys()) {
      const known = this.#known.get(station);
      if (known) standings.set(station, known);
    }
    return standings;
  }

  async #look(db: Queryable, stations: string[], now: number): Promise<void> {
    const { rows } = await db.query({
      name: 'standings',
      text: `select id, connection_epoch as epoch, registration_status as "registrationStatus",
               validation_mode = 'STRICT' as strict
             from charging_station where id = any($1)`,
      values: [stations],
    });
    for (const station of stations) this.#known.delete(station);
    for (const { id, ...standing } of rows) this.#known.set(id, { ...standing, at: now });
    if (this.#known.size > mostKnown)
      for (const [station, { at }] of this.#known) if (at < now - freshMs) this.#known.delete(station);
  }
}

const mostKnown = 20_000;
