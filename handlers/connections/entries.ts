import type { Opening } from '../../platform/broker/messages.js';
import type { Queryable } from '../../platform/database/pool.js';
import type { Settings } from '../../platform/settings.js';
import type { Arrived } from '../intake.js';
import { lockedUntil } from './lockout.js';

export type Guest = Arrived<Opening>;

/** What is entered of a station that asks to come in. */
export interface Entry {
  securityProfile: number;
  /** The password that holds; then those that hold as soon as they are used. */
  passwordHashes: string[];
  /** Where it last came in from. */
  remoteAddress: string | null;
}

/** A guest with what is known of it; no entry for a stranger. */
export interface Known {
  guest: Guest;
  entry: Entry | undefined;
  isHome: boolean;
  lockedUntil: Date | null;
}

/** A station nobody entered is entered here, as the setting says. */
export async function enterUnknown(
  db: Queryable,
  guests: Guest[],
  { UNKNOWN_STATIONS }: Settings,
): Promise<void> {
  if (UNKNOWN_STATIONS === 'reject') return;
  await db.query({
    name: 'enter unknown stations',
    text: `insert into charging_station (id, registration_status)
           select g.id, $2 from unnest($1::text[]) as g (id)
           where not exists (select from charging_station s where s.id = g.id)
           on conflict do nothing`,
    values: [
      [...new Set(guests.map(({ station }) => station))].sort(),
      UNKNOWN_STATIONS === 'accept' ? 'ACCEPTED' : 'PENDING',
    ],
  });
}

/** Looks up who they are. */
export async function lookUp(db: Queryable, guests: Guest[]): Promise<Known[]> {
  // A station may have taken a password in a call that it never answered: then it comes with that one.
  const { rows } = await db.query<Entry & { id: string }>({
    name: 'entries',
    text: `select s.id, s.security_profile as "securityProfile", s.remote_address as "remoteAddress",
             array_remove(array[s.password_hash, s.next_password_hash], null) || array(
               select x.password_hash from command_secret x join command c on c.id = x.command_id
               where x.station_id = s.id and x.password_hash is not null and c.state = 'TIMED_OUT'
               order by x.created_at desc limit 3) as "passwordHashes"
           from charging_station s where s.id = any($1)`,
    values: [[...new Set(guests.map(({ station }) => station))]],
  });
  const entries = new Map(rows.map((entry) => [entry.id, entry]));
  const known = guests.map((guest) => {
    const entry = entries.get(guest.station);
    return { guest, entry, isHome: entry?.remoteAddress === guest.remoteAddress };
  });
  const locks = await lockedUntil(
    db,
    known.map(({ guest, isHome }) => ({ station: guest.station, address: guest.remoteAddress, isHome })),
  );
  return known.map((each, i) => ({ ...each, lockedUntil: locks[i] ?? null }));
}
