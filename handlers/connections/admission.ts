import type { Admission, Eviction } from '../../platform/broker/messages.js';
import type { Pool, Transaction } from '../../platform/database/pool.js';
import { type Emit, inTransactionWithEvents } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Settings } from '../../platform/settings.js';
import type { Guest } from './entries.js';
import { isWelcome, type Turned, type Verdict, type Welcome } from './judgement.js';
import { countFailures, forgiveStations } from './lockout.js';
import { patienceOf } from './patience.js';
import { recordRefusals } from './refusals.js';

interface Admitted {
  admissions: { gateway: string; admission: Admission }[];
  evictions: { gateway: string; eviction: Eviction }[];
}

export interface Admitting extends Admitted {
  events: NewEvent[];
}

/**
 * Makes the newest connection of each welcome guest the station's own by giving it the highest epoch, tells which gateway
 * has to let an older one go, and keeps who was turned away.
 */
export async function admit(pool: Pool, verdicts: Verdict[], settings: Settings): Promise<Admitting> {
  const { result, events } = await inTransactionWithEvents(pool, async (tx, emit) => {
    const done: Admitted = { admissions: [], evictions: [] };
    // A station twice in one batch is taken in order: the later is the newer.
    for (let round = verdicts.filter(isWelcome); round.length > 0; ) {
      const first = new Map(round.map((each) => [each.guest.station, each] as const).reverse());
      await open(tx, [...first.values()], { done, emit, settings });
      round = round.filter((each) => first.get(each.guest.station) !== each);
    }
    await turnAway(
      tx,
      verdicts.filter((verdict): verdict is Turned => !isWelcome(verdict)),
      done,
      emit,
    );
    return done;
  });
  return { ...result, events };
}

async function turnAway(tx: Transaction, verdicts: Turned[], done: Admitted, emit: Emit): Promise<void> {
  if (verdicts.length === 0) return;
  const refused = verdicts.map(({ guest, refusal }) => ({
    ...guest,
    reason: refusal.recorded ?? refusal.reason,
  }));
  for (const event of await recordRefusals(tx, refused)) emit(event);
  await countFailures(
    tx,
    verdicts.flatMap(({ failure }) => failure ?? []),
  );
  for (const { guest, refusal } of verdicts) {
    const { recorded: _, ...told } = refusal;
    done.admissions.push({
      gateway: guest.gateway,
      admission: { ticket: guest.ticket, admitted: false, ...told },
    });
  }
}

/** One guest a station. Locks in the order of ids, as all do. */
async function open(
  tx: Transaction,
  welcome: Welcome[],
  { done, emit, settings }: { done: Admitted; emit: Emit; settings: Settings },
): Promise<void> {
  const guests = welcome.map(({ guest }) => guest);
  const stations = guests.map(({ station }) => station);
  // A statement of its own: what another batch has just committed of these stations is only seen by one that begins later.
  await tx.query({
    name: 'hold stations',
    text: 'select from charging_station where id = any($1) order by id for no key update',
    values: [stations],
  });
  const { rows } = await tx.query({
    name: 'open connections',
    text: `with guest as (
             select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::smallint[], $7::text[], $8::text[])
               as g (id, gateway_id, ocpp_version, remote_address, at, proven, hash, fingerprint)
           ), held as (
             select s.id, s.online, s.gateway_id, s.connection_epoch, s.security_profile from charging_station s join guest using (id)
           ), opened as (
             update charging_station s
             set online = true, connection_epoch = nextval('connection_epoch'), gateway_id = g.gateway_id,
                 ocpp_version = g.ocpp_version, remote_address = g.remote_address, connected_at = g.at,
                 disconnect_reason = null, last_seen_at = g.at, check_at = g.at + make_interval(secs => $9),
                 proven_profile = g.proven, certificate_fingerprint = g.fingerprint,
                 -- A new password is used, so the old one is over; a trigger ends all others.
                 password_hash = coalesce(g.hash, s.password_hash),
                 security_profile = case when g.proven >= s.next_security_profile then greatest(s.security_profile, s.next_security_profile) else s.security_profile end,
                 next_security_profile = case when g.proven >= s.next_security_profile then null else s.next_security_profile end
             from guest g join held using (id) where s.id = g.id
             returning s.id, s.connection_epoch as epoch, s.security_profile as profile
           ), replaced as (
             update connection c set closed_at = now(), close_reason = 'replaced by a newer connection'
             from held h where c.station_id = h.id and c.epoch = h.connection_epoch and c.closed_at is null
           ), living as (
             insert into gateway (id) select distinct gateway_id from guest on conflict do nothing
           ), entered as (
             insert into connection (station_id, epoch, gateway_id, ocpp_version, remote_address, opened_at)
             select g.id, o.epoch, g.gateway_id, g.ocpp_version, g.remote_address, g.at from guest g join opened o using (id)
           )
           select h.id, h.online as was_online, h.gateway_id as old_gateway, o.epoch, h.security_profile as old_profile, o.profile
           from held h join opened o using (id)`,
    values: [
      stations,
      guests.map(({ gateway }) => gateway),
      guests.map(({ version }) => version),
      guests.map(({ remoteAddress }) => remoteAddress),
      guests.map(({ at }) => new Date(at)),
      welcome.map(({ proven }) => proven.profile),
      welcome.map(({ proven }) => proven.passwordHash ?? null),
      welcome.map(({ proven }) => proven.fingerprint ?? null),
      patienceOf(settings),
    ],
  });
  await forgiveStations(tx, stations);
  const byStation = new Map(guests.map((guest) => [guest.station, guest]));
  for (const { id, was_online, old_gateway, epoch, old_profile, profile } of rows) {
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
    if (profile > old_profile)
      emit({
        station: id,
        type: 'SecurityProfileRaised',
        at: new Date(guest.at),
        data: { securityProfile: profile },
      });
    if (was_online && old_gateway !== guest.gateway)
      done.evictions.push({
        gateway: old_gateway,
        eviction: { station: id, before: epoch, reason: 'replaced by a newer connection' },
      });
  }
}
