import { consequenceOf, consequential, type RegistrationStatus } from '../../ocpp/registration.js';
import type { Queryable } from '../../platform/database/pool.js';

/** What decides whether and how a station is listened to. */
export interface Standing {
  epoch: string;
  registrationStatus: RegistrationStatus;
  strict: boolean;
  /** Messages that we made a pending station send. */
  asked: ReadonlySet<string>;
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
               validation_mode = 'STRICT' as strict,
               case when registration_status = 'PENDING' then (
                 select json_agg(json_build_array(c.action, c.payload)) from command c
                 where c.station_id = charging_station.id and c.created_at > now() - make_interval(mins => $3)
                   and c.action = any($2) and c.state <> 'QUEUED' and c.answer->>'status' is distinct from 'Rejected'
               ) end as commands
             from charging_station where id = any($1)`,
      values: [stations, consequential, instructedMinutes],
    });
    for (const station of stations) this.#known.delete(station);
    for (const { id, commands, ...standing } of rows)
      this.#known.set(id, { ...standing, asked: messagesOf(commands ?? []), at: now });
    if (this.#known.size > mostKnown)
      for (const [station, { at }] of this.#known) if (at < now - freshMs) this.#known.delete(station);
  }
}

const mostKnown = 20_000;

/** A pending station may send for so long what a command of ours leads to. */
const instructedMinutes = 15;

const messagesOf = (commands: [action: string, payload: object][]): ReadonlySet<string> =>
  new Set(commands.flatMap(([action, payload]) => consequenceOf(action, payload) ?? []));
