import { describe, violations } from '../../ocpp/validation.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { columns } from '../../platform/database/columns.js';
import type { Pool, Transaction } from '../../platform/database/pool.js';
import { type Emit, inTransactionWithEvents } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Settings } from '../../platform/settings.js';
import { order } from '../commands/order.js';
import { judge, refuse } from './attempts.js';
import { compare, driftChanged } from './drift.js';
import { settleInventories } from './inventories.js';
import { limitsOfStations } from './limits.js';
import { type Attempt, partsOf, requestOf, type Verb } from './requests.js';
import { nameColumns } from './variable-name.js';

/**
 * Looks how stations stand to what is desired of them, and asks for what is missing. One process at a time does so, for
 * all: two would ask twice.
 */
export async function tendConfiguration(pool: Pool, settings: Settings): Promise<NewEvent[]> {
  const { events } = await inTransactionWithEvents(pool, async (tx, emit) => {
    const { rows } = await tx.query(
      `select pg_try_advisory_xact_lock(hashtext('chargeql configuration')) as ours`,
    );
    if (!rows[0].ours) return;
    await settleInventories(tx);
    const stations = new Set([...(await judge(tx)), ...(await takeDue(tx))]);
    for (const event of driftChanged(await compare(tx, [...stations]), new Date())) emit(event);
    await enforce(tx, emit, settings);
  });
  return events;
}

/** Stations looked at in one go. */
const mostStations = 1000;

async function takeDue(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.query<{ station: string }>({
    name: 'take due configurations',
    text: `with due as (select distinct station_id from (select station_id from configuration_due order by id limit $1) s)
           delete from configuration_due d using due where d.station_id = due.station_id
           returning d.station_id as station`,
    values: [mostStations],
  });
  return rows.map(({ station }) => station);
}

interface Due extends Attempt {
  id: string;
  station: string;
  version: OcppVersion;
  verb: Verb;
}

/** s; a command to a station that goes away meanwhile does not wait long: what it says may no longer be desired. */
const staleAfter = 120;

async function enforce(tx: Transaction, emit: Emit, settings: Settings): Promise<void> {
  const due = await dueAttempts(tx);
  if (due.length === 0) return;
  const faults = new Map(due.map((each) => [each, faultOf(each)]));
  await refuse(
    tx,
    [...faults].flatMap(([{ id }, reason]) => (reason ? [{ id, reason }] : [])),
  );
  const fitting = due.filter((each) => !faults.get(each));
  const limits = await limitsOfStations(tx, [...new Set(fitting.map(({ station }) => station))]);
  const groups = Map.groupBy(fitting, ({ station, verb }) => JSON.stringify([station, verb]));
  const parts = [...groups.values()].flatMap((group) => {
    const { station, version, verb } = group[0] as Due;
    const request = requestOf(version, verb);
    return partsOf(request, group, limits(station, request.action)).map((part) => ({
      part,
      order: { station, version, action: request.action, payload: request.payload(part) },
    }));
  });
  const orders = parts.map((each) => ({
    ...each.order,
    requestedBy: 'chargeql: desired configuration',
    expiresInSeconds: staleAfter,
  }));
  const commands = await order({ tx, emit, settings }, orders);
  await noteCommands(
    tx,
    parts.flatMap(({ part }, index) => part.map(({ id }) => ({ id, command: commands[index] ?? null }))),
  );
}

/** Why the dialect of its station can't say it. */
function faultOf(due: Due): string | undefined {
  const { action, payload } = requestOf(due.version, due.verb);
  const [finding] = violations(due.version, action, 'Request', payload([due])).map(describe);
  return finding && `${due.version} can’t say this: ${finding.path} ${finding.message}`;
}

/**
 * What is due and can be asked now. Of a station that is away, or may be asked nothing, it is due again when it is back;
 * one that is about to boot, or to report all its variables, is left to do so.
 */
async function dueAttempts(tx: Transaction): Promise<Due[]> {
  const { rows } = await tx.query<Due & { later: 'AWAY' | 'REPORTING' | null }>({
    name: 'due attempts',
    text: `with due as (
             select d.id, s.id as station, s.ocpp_version as version, ${nameColumns}, attribute_type, desired_value,
               case when d.state = 'UNKNOWN' and not d.unreadable and d.mutability is distinct from 'WriteOnly'
                 or d.mode = 'REPORT' then 'READ' else 'SET' end as verb,
               case when not s.online or s.standing = 'REJECTED' then 'AWAY'
                 when coalesce(s.booted_at, '-infinity') < s.connected_at and s.connected_at > now() - interval '5 seconds'
                   or exists (select from inventory i where i.station_id = s.id and i.state = 'ASKED'
                   and i.asked_at > now() - interval '1 minute') then 'REPORTING' end as later
             from drift d join charging_station s on s.id = d.station_id
             where d.next_attempt_at <= now()
             order by d.next_attempt_at, d.id limit 2000
           ), later as (
             update drift d set next_attempt_at = case due.later when 'REPORTING' then now() + interval '2 seconds' end
             from due where d.id = due.id and due.later is not null
           )
           select id, station, version, component, component_instance as "componentInstance", evse_id as "evseId",
             connector_id as "connectorId", variable, variable_instance as "variableInstance",
             attribute_type as "attributeType", desired_value as value, verb
           from due where later is null order by id`,
  });
  return rows;
}

async function noteCommands(tx: Transaction, given: { id: string; command: string | null }[]): Promise<void> {
  await tx.query({
    name: 'note attempts',
    text: `update drift d set command_id = n.command, attempted_at = now(), next_attempt_at = null
           from unnest($1::bigint[], $2::uuid[]) as n (id, command) where d.id = n.id`,
    values: columns(given, ['id', 'command']),
  });
}
