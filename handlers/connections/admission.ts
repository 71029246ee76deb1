import type { Admission, Eviction, Opening } from '../../platform/broker/messages.js';
import type { Pool, Queryable, Transaction } from '../../platform/database/pool.js';
import { type Emit, inTransactionWithEvents } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Settings } from '../../platform/settings.js';
import type { Arrived } from '../intake.js';
import { passwordFits } from './passwords.js';
import { patienceOf } from './patience.js';
import { recordRefusals } from './refusals.js';

type Guest = Arrived<Opening>;
type Verdict = { guest: Guest; refusal?: { status: 401 | 403 | 404; reason: string } };

interface Admitted {
  admissions: { gateway: string; admission: Admission }[];
  evictions: { gateway: string; eviction: Eviction }[];
}

export interface Admitting extends Admitted {
  events: NewEvent[];
}

/**
 * Decides who may come in, makes the newest connection the station's own by giving it the highest epoch, and tells
 * which gateway has to let an older one go.
 */
export async function admit(
  guests: Guest[],
  { pool, settings }: { pool: Pool; settings: Settings },
): Promise<Admitting> {
  await enterUnknown(pool, guests, settings);
  const verdicts = await judge(pool, guests);
  const refused = verdicts.filter(({ refusal }) => refusal);
  const welcome = verdicts.filter(({ refusal }) => !refusal).map(({ guest }) => guest);
  const { result, events } = await inTransactionWithEvents(pool, async (tx, emit) => {
    const done: Admitted = { admissions: [], evictions: [] };
    // A station twice in one batch is taken in order: the later is the newer.
    for (let round = welcome; round.length > 0; ) {
      const first = new Map(round.map((guest) => [guest.station, guest] as const).reverse());
      await open(tx, [...first.values()], { done, emit, settings });
      round = round.filter((guest) => first.get(guest.station) !== guest);
    }
    const turnedAway = refused.map(({ guest, refusal }) => ({ ...guest, reason: refusal?.reason as string }));
    for (const event of await recordRefusals(tx, turnedAway)) emit(event);
    for (const { guest, refusal } of refused) {
      const admission = {
        ticket: guest.ticket,
        admitted: false as const,
        ...(refusal as NonNullable<Verdict['refusal']>),
      };
      done.admissions.push({ gateway: guest.gateway, admission });
    }
    return done;
  });
  return { ...result, events };
}

/** A station nobody entered is entered here, as the setting says. */
async function enterUnknown(db: Queryable, guests: Guest[], { UNKNOWN_STATIONS }: Settings): Promise<void> {
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

interface Entry {
  id: string;
  security_profile: number;
  password_hash: string | null;
}

async function judge(db: Queryable, guests: Guest[]): Promise<Verdict[]> {
  const { rows } = await db.query<Entry>({
    name: 'entries',
    text: 'select id, security_profile, password_hash from charging_station where id = any($1)',
    values: [[...new Set(guests.map(({ station }) => station))]],
  });
  const entries = new Map(rows.map((entry) => [entry.id, entry]));
  return Promise.all(
    guests.map(async (guest) => ({ guest, ...(await verdictOn(guest, entries.get(guest.station))) })),
  );
}

async function verdictOn(guest: Guest, entry: Entry | undefined): Promise<Omit<Verdict, 'guest'>> {
  if (!entry)
    return {
      refusal: {
        status: 404,
        reason: `no station "${guest.station}" is known; an admin has to enter it first`,
      },
    };
  if (entry.security_profile >= 2 && !guest.secure)
    return {
      refusal: {
        status: 403,
        reason: `this station has security profile ${entry.security_profile}: it has to come over TLS (wss)`,
      },
    };
  if (entry.security_profile === 0 && entry.password_hash === null) return {};
  if (guest.password === undefined)
    return { refusal: { status: 401, reason: 'no Basic authorization header was sent' } };
  if (guest.user !== guest.station)
    return { refusal: { status: 401, reason: 'the Basic user name is not the station id of the URL' } };
  if (entry.password_hash === null)
    return { refusal: { status: 401, reason: 'no password is set for this station' } };
  if (await passwordFits(entry.password_hash, guest.password)) return {};
  return { refusal: { status: 401, reason: 'the password is wrong' } };
}

/** One guest a station. Locks in the order of ids, as all do. */
async function open(
  tx: Transaction,
  guests: Guest[],
  { done, emit, settings }: { done: Admitted; emit: Emit; settings: Settings },
): Promise<void> {
  const { rows } = await tx.query({
    name: 'open connections',
    text: `with guest as (
             select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
               as g (id, gateway_id, ocpp_version, remote_address, at)
           ), held as (
             select s.id, s.online, s.gateway_id, s.connection_epoch from charging_station s join guest using (id)
             order by s.id for no key update of s
           ), opened as (
             update charging_station s
             set online = true, connection_epoch = nextval('connection_epoch'), gateway_id = g.gateway_id,
                 ocpp_version = g.ocpp_version, remote_address = g.remote_address, connected_at = g.at,
                 disconnect_reason = null, last_seen_at = g.at, check_at = g.at + make_interval(secs => $6)
             from guest g join held using (id) where s.id = g.id
             returning s.id, s.connection_epoch as epoch
           ), replaced as (
             update connection c set closed_at = now(), close_reason = 'replaced by a newer connection'
             from held h where c.station_id = h.id and c.epoch = h.connection_epoch and c.closed_at is null
           ), living as (
             insert into gateway (id) select distinct gateway_id from guest on conflict do nothing
           ), entered as (
             insert into connection (station_id, epoch, gateway_id, ocpp_version, remote_address, opened_at)
             select g.id, o.epoch, g.gateway_id, g.ocpp_version, g.remote_address, g.at from guest g join opened o using (id)
           )
           select h.id, h.online as was_online, h.gateway_id as old_gateway, o.epoch from held h join opened o using (id)`,
    values: [
      guests.map(({ station }) => station),
      guests.map(({ gateway }) => gateway),
      guests.map(({ version }) => version),
      guests.map(({ remoteAddress }) => remoteAddress),
      guests.map(({ at }) => new Date(at)),
      patienceOf(settings),
    ],
  });
  const byStation = new Map(guests.map((guest) => [guest.station, guest]));
  for (const { id, was_online, old_gateway, epoch } of rows) {
    const guest = byStation.get(id) as Guest;
    done.admissions.push({
      gateway: guest.gateway,
      admission: { ticket: guest.ticket, admitted: true, epoch },
    });
    emit({
      station: id,
      type: 'StationConnected',
      at: new Date(guest.at),
      data: { ocppVersion: guest.version, remoteAddress: guest.remoteAddress, epoch },
    });
    if (was_online && old_gateway !== guest.gateway)
      done.evictions.push({
        gateway: old_gateway,
        eviction: { station: id, before: epoch, reason: 'replaced by a newer connection' },
      });
  }
}
