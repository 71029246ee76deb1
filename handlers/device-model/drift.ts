import type { Transaction } from '../../platform/database/pool.js';
import type { EventData, NewEvent } from '../../platform/events/station-event.js';
import { nameColumns, type VariableName } from './variable-name.js';

export type DriftState = 'IN_SYNC' | 'DRIFTED' | 'PENDING_REBOOT' | 'UNKNOWN' | 'REJECTED';

/** A station refuses a value so many times before it is left in peace, until something changes. */
export const mostAttempts = 8;

/** One that was right for so long and drifts then is set right without delay. */
const calmHours = 1;

/** Has it looked at soon how these stations stand to what is desired of them; of others there is nothing to look at. */
export async function compareAnew(tx: Transaction, stations: string[]): Promise<void> {
  if (stations.length === 0) return;
  await tx.query({
    name: 'compare anew',
    text: `insert into configuration_due (station_id)
           select distinct s.id from unnest($1::text[]) as s (id)
           where exists (select from drift d where d.station_id = s.id)
             or exists (select from station_group_member m where m.station_id = s.id)
             or exists (select from desired_variable d where d.station_id = s.id)`,
    values: [stations],
  });
}

/** Other firmware may take what the old one refused. */
export async function tryAnew(tx: Transaction, stations: string[]): Promise<void> {
  await tx.query({
    name: 'try anew',
    text: `update drift set attempts = 0, refused_value = null, unreadable = false, next_attempt_at = null
           where station_id = any($1)`,
    values: [stations],
  });
}

interface Compared extends VariableName {
  station: string;
  attributeType: string;
  desiredValue: string;
  knownValue: string | null;
  mode: 'ENFORCE' | 'REPORT';
  state: DriftState | null;
  before: DriftState | null;
}

/** Which value of several counts: the station's own, then that of the group of the highest priority, then of the oldest. */
const wanted = `
  select distinct on (s.id, d.name_key) s.id as station_id, d.id as desired_id, ${nameColumns}, attribute_type, name_key,
    d.value as desired_value, d.mode
  from charging_station s cross join lateral (
    select d.*, null::int as priority from desired_variable d where d.station_id = s.id
    union all
    select d.*, g.priority from station_group_member m join station_group g on g.id = m.group_id
      join desired_variable d on d.group_id = g.id
    where m.station_id = s.id
  ) d
  where s.id = any($1) and s.ocpp_version is not null and (lower(d.component) = 'ocpp16') = (s.ocpp_version = 'ocpp1.6')
  order by s.id, d.name_key, d.priority desc nulls first, d.group_id`;

/** By the same index as a variable is kept by. */
const sameVariable = `v.station_id = w.station_id and lower(v.component) = lower(w.component)
  and lower(coalesce(v.component_instance, '')) = lower(coalesce(w.component_instance, ''))
  and coalesce(v.evse_id, -1) = coalesce(w.evse_id, -1) and coalesce(v.connector_id, -1) = coalesce(w.connector_id, -1)
  and lower(v.variable) = lower(w.variable)
  and lower(coalesce(v.variable_instance, '')) = lower(coalesce(w.variable_instance, ''))
  and v.attribute_type = w.attribute_type`;

const stateOf = `case
  when v.pending_value is not null and same_value(v.pending_value, w.desired_value) then 'PENDING_REBOOT'
  when v.pending_value is null and same_value(v.value, w.desired_value) then 'IN_SYNC'
  when v.value is null and same_value(d.accepted_value, w.desired_value) then 'IN_SYNC'
  when d.refused_value = w.desired_value then 'REJECTED'
  when v.value is null and v.pending_value is null then 'UNKNOWN'
  else 'DRIFTED' end`;

/** Whether there is something to ask the station: for a value that is only reported no more than what it is. */
const isOpen = `(c.state = 'UNKNOWN' or (c.mode = 'ENFORCE' and c.state in ('DRIFTED', 'REJECTED')))`;

/** Sees how stations stand to what is desired of them. @returns what changed, gone ones with no state */
export async function compare(tx: Transaction, stations: string[]): Promise<Compared[]> {
  if (stations.length === 0) return [];
  const { rows } = await tx.query<Compared>({
    name: 'compare drift',
    text: `with w as materialized (${wanted}),
           seen as (
             select w.*, v.value as known_value, v.pending_value, v.mutability, ${stateOf} as state, d.id as drift_id,
               d.state as before, d.desired_value is distinct from w.desired_value or d.mode <> w.mode as is_new,
               d.since < now() - make_interval(hours => ${calmHours}) and d.state = 'IN_SYNC' as was_calm
             from w left join variable v on ${sameVariable}
               left join drift d on d.station_id = w.station_id and d.name_key = w.name_key
           ), c as (
             select seen.*, is_new or was_calm is true as fresh from seen
           ), kept as (
             insert into drift as d (station_id, desired_id, ${nameColumns}, attribute_type, name_key, desired_value, mode,
               known_value, pending_value, mutability, state, next_attempt_at)
             select station_id, desired_id, ${nameColumns}, attribute_type, name_key, desired_value, mode, known_value,
               pending_value, mutability, state, case when ${isOpen} then now() end
             from c where c.drift_id is null
           ), changed as (
             update drift d
             set desired_id = c.desired_id, desired_value = c.desired_value, mode = c.mode, known_value = c.known_value,
               pending_value = c.pending_value, mutability = c.mutability, state = c.state,
               since = case when d.state = c.state then d.since else now() end,
               reason = case when c.state = 'REJECTED' then d.reason end,
               refused_value = case when c.is_new then null else d.refused_value end,
               attempts = case when c.fresh then 0 else d.attempts end,
               next_attempt_at = case
                 when not ${isOpen} or d.command_id is not null then null
                 when c.fresh then now()
                 when d.attempts >= ${mostAttempts} then null
                 else coalesce(d.next_attempt_at, now()) end
             from c where d.id = c.drift_id and (
               (d.desired_id, d.desired_value, d.mode, d.known_value, d.pending_value, d.mutability, d.state)
               is distinct from (c.desired_id, c.desired_value, c.mode, c.known_value, c.pending_value, c.mutability, c.state)
               or (d.next_attempt_at is null and d.command_id is null and d.attempts < ${mostAttempts} and ${isOpen}))
           ), gone as (
             delete from drift d where d.station_id = any($1)
               and not exists (select from w where w.station_id = d.station_id and w.name_key = d.name_key)
             returning d.*
           )
           select station_id as station, component, component_instance as "componentInstance", evse_id as "evseId",
             connector_id as "connectorId", variable, variable_instance as "variableInstance",
             attribute_type as "attributeType", desired_value as "desiredValue", known_value as "knownValue", mode, state, before
           from c where state is distinct from before
           union all
           select station_id, component, component_instance, evse_id, connector_id, variable, variable_instance,
             attribute_type, desired_value, known_value, mode, null, state from gone`,
    values: [stations],
  });
  return rows;
}

const isAway = (state: DriftState | null): boolean => state === 'DRIFTED' || state === 'REJECTED';

/** An event shows so many; the rest is found by query. */
const mostShown = 100;

/** Where stations began and ceased to be other than desired, one event a station. */
export function driftChanged(changes: Compared[], at: Date): NewEvent[] {
  const began = changes.filter(({ state, before }) => isAway(state) && !isAway(before));
  const ended = changes.filter(({ state, before }) => !isAway(state) && isAway(before));
  return [...eventsOf('DriftBegan', began, at), ...eventsOf('DriftEnded', ended, at)];
}

const eventsOf = (type: 'DriftBegan' | 'DriftEnded', changes: Compared[], at: Date): NewEvent[] =>
  [...Map.groupBy(changes, ({ station }) => station)].map(([station, group]) => {
    const variables: EventData['DriftBegan']['variables'] = group
      .slice(0, mostShown)
      .map(({ station: _, before: _b, ...variable }) => variable);
    return { station, type, at, data: { changed: group.length, variables } };
  });
