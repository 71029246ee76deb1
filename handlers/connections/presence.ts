import type { Closing, Eviction, GatewayBeat } from '../../platform/broker/messages.js';
import type { Queryable } from '../../platform/database/pool.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Arrived } from '../intake.js';

interface Gone {
  id: string;
  epoch: string;
  at: Date;
  reason: string;
}

const disconnected = ({ id, epoch, at, reason }: Gone): NewEvent => ({
  station: id,
  type: 'StationDisconnected',
  at,
  data: { reason, epoch },
});

/** Ends connections; one that a newer connection has replaced changes nothing. */
export async function closeConnections(db: Queryable, closings: Arrived<Closing>[]): Promise<NewEvent[]> {
  if (closings.length === 0) return [];
  const { rows } = await db.query<Gone>({
    name: 'close connections',
    text: `with closing as (
             select * from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[]) as c (id, epoch, at, reason)
           ), held as (
             select s.id from charging_station s join closing c on s.id = c.id and s.connection_epoch = c.epoch
             where s.online order by s.id for no key update of s
           ), offline as (
             update charging_station s set online = false, disconnected_at = c.at, disconnect_reason = c.reason
             from closing c join held using (id) where s.id = c.id and s.connection_epoch = c.epoch
             returning s.id, c.epoch, c.at, c.reason
           ), ended as (
             update connection x set closed_at = c.at, close_reason = c.reason
             from closing c where x.station_id = c.id and x.epoch = c.epoch and x.closed_at is null
           )
           select * from offline`,
    values: [
      closings.map(({ station }) => station),
      closings.map(({ epoch }) => epoch),
      closings.map(({ at }) => new Date(at)),
      closings.map(({ reason }) => reason),
    ],
  });
  return rows.map(disconnected);
}

/**
 * Ends connections that their gateway does not hold: their close was lost with a broker that died, or their admission
 * came too late. By the gateway's own clock, those younger than `before` may only just be coming in.
 */
async function closeMissing(
  db: Queryable,
  told: { gateway: string; connections: { station: string; epoch: string }[]; before: Date },
): Promise<NewEvent[]> {
  const { rows } = await db.query<Gone>({
    name: 'close missing connections',
    text: `with missing as (
             select s.id from charging_station s
             where s.online and s.gateway_id = $3 and s.connected_at < $4
               and (s.id, s.connection_epoch) not in (select * from unnest($1::text[], $2::bigint[]))
             order by s.id for no key update
           ), offline as (
             update charging_station s
             set online = false, disconnected_at = now(), disconnect_reason = 'gone, without a word'
             from missing m where s.id = m.id returning s.id, s.connection_epoch as epoch
           ), ended as (
             update connection c set closed_at = now(), close_reason = 'gone, without a word'
             from offline o where c.station_id = o.id and c.epoch = o.epoch and c.closed_at is null
           )
           select id, epoch, now() as at, 'gone, without a word' as reason from offline`,
    values: [
      told.connections.map(({ station }) => station),
      told.connections.map(({ epoch }) => epoch),
      told.gateway,
      told.before,
    ],
  });
  return rows.map(disconnected);
}

export interface Beating {
  events: NewEvent[];
  /** Gateways that nobody knew: they are asked for all their connections. */
  unknown: string[];
  evictions: { gateway: string; eviction: Eviction }[];
}

/** Notes that gateways live, and sets right what is known of their stations when they tell all they hold. */
export async function noteBeats(
  db: Queryable,
  beats: Arrived<GatewayBeat>[],
  /** Milliseconds from a station's asking to come in until its gateway must have let it in. */
  admissionMs: number,
): Promise<Beating> {
  const done: Beating = { events: [], unknown: [], evictions: [] };
  const latest = new Map(beats.map((beat) => [beat.gateway, beat]));
  const { rows } = await db.query({
    name: 'note beats',
    text: `insert into gateway (id, host) select * from unnest($1::text[], $2::text[])
           on conflict (id) do update set seen_at = now() returning id, xmax = 0 as entered`,
    values: [[...latest.keys()], [...latest.values()].map(({ host }) => host)],
  });
  const told = new Set(beats.filter(({ connections }) => connections).map(({ gateway }) => gateway));
  for (const { id, entered } of rows) if (entered && !told.has(id)) done.unknown.push(id);
  for (const { gateway, at, connections } of beats) {
    if (!connections) continue;
    await reconcile(db, gateway, connections, done);
    done.events.push(
      ...(await closeMissing(db, { gateway, connections, before: new Date(at - admissionMs) })),
    );
  }
  return done;
}

async function reconcile(
  db: Queryable,
  gateway: string,
  connections: { station: string; epoch: string }[],
  done: Beating,
): Promise<void> {
  if (connections.length === 0) return;
  const { rows } = await db.query({
    name: 'reconcile connections',
    text: `with held as (
             select * from unnest($1::text[], $2::bigint[]) as h (id, epoch)
           ), back as (
             update charging_station s set online = true, gateway_id = $3
             from held h where s.id = h.id and s.connection_epoch = h.epoch and not s.online
             returning s.id, s.connection_epoch, s.ocpp_version, s.remote_address
           ), reopened as (
             update connection c set closed_at = null, close_reason = null
             from back b where c.station_id = b.id and c.epoch = b.connection_epoch
           )
           select id, connection_epoch as epoch, ocpp_version, remote_address, false as older from back
           union all
           select s.id, s.connection_epoch, null, null, true from charging_station s join held h
             on s.id = h.id and s.connection_epoch > h.epoch`,
    values: [connections.map(({ station }) => station), connections.map(({ epoch }) => epoch), gateway],
  });
  for (const { id, epoch, ocpp_version, remote_address, older } of rows) {
    if (older)
      done.evictions.push({
        gateway,
        eviction: { station: id, before: epoch, reason: 'replaced by a newer connection' },
      });
    else
      done.events.push({
        station: id,
        type: 'StationConnected',
        at: new Date(),
        data: { ocppVersion: ocpp_version, remoteAddress: remote_address, epoch },
      });
  }
}

/** A gateway silent for so long is dead, and its stations are not connected. */
export const gatewayLeaseSeconds = 8;

/**
 * Forgets dead gateways and puts their stations offline; those too whose gateway is in no record, left over from a
 * whole system that ended at once.
 */
export async function buryGateways(db: Queryable): Promise<NewEvent[]> {
  const { rows } = await db.query<Gone>({
    name: 'bury gateways',
    text: `with dead as (
             delete from gateway where seen_at < now() - make_interval(secs => $1) returning id
           ), lost as (
             update charging_station s
             set online = false, disconnected_at = now(), disconnect_reason = 'its gateway went away'
             where s.online and not exists (
               select from gateway g where g.id = s.gateway_id and g.id not in (select id from dead))
             returning s.id, s.connection_epoch as epoch
           ), ended as (
             update connection c set closed_at = now(), close_reason = 'its gateway went away'
             from lost l where c.station_id = l.id and c.epoch = l.epoch and c.closed_at is null
           )
           select id, epoch, now() as at, 'its gateway went away' as reason from lost`,
    values: [gatewayLeaseSeconds],
  });
  return rows.map(disconnected);
}

/** When stations were last heard of, gathered for some seconds. */
export async function noteSeen(db: Queryable, seen: Map<string, number>): Promise<void> {
  if (seen.size === 0) return;
  await db.query({
    name: 'note seen',
    text: `update charging_station s set last_seen_at = greatest(s.last_seen_at, n.at)
           from (select id, at from unnest($1::text[], $2::timestamptz[]) as u (id, at) order by id) n where s.id = n.id`,
    values: [[...seen.keys()], [...seen.values()].map((at) => new Date(at))],
  });
}
