import { isSecretName } from '../../ocpp/secrets.js';
import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { EventData, NewEvent } from '../../platform/events/station-event.js';
import { compareAnew } from './drift.js';
import { folded, nameColumns, nameFields, type VariableName } from './variable-name.js';

export type Source = 'REPORT' | 'GET' | 'SET' | 'EVENT';

/** What is known of a variable; null where we were not told. */
export interface Known extends VariableName {
  attributeType: string;
  value: string | null;
  /** In force after the next reboot; where this is told, the value is not. */
  pendingValue: string | null;
  mutability: string | null;
  persistent: boolean | null;
  constant: boolean | null;
  dataType: string | null;
  unit: string | null;
  minLimit: number | null;
  maxLimit: number | null;
  maxElements: number | null;
  valuesList: string | null;
  supportsMonitoring: boolean | null;
}

/** A variable of which no more is told than what is given. */
export const known = (given: VariableName & Partial<Known>): Known => ({
  attributeType: 'Actual',
  value: null,
  pendingValue: null,
  mutability: null,
  persistent: null,
  constant: null,
  dataType: null,
  unit: null,
  minLimit: null,
  maxLimit: null,
  maxElements: null,
  valuesList: null,
  supportsMonitoring: null,
  ...given,
});

export interface Learned extends Known {
  station: string;
  source: Source;
  at: Date;
}

export interface Changed extends VariableName {
  id: string;
  station: string;
  source: Source;
  at: Date;
  attributeType: string;
  value: string | null;
  pendingValue: string | null;
}

const told = [
  'mutability',
  'persistent',
  'constant',
  'data_type',
  'unit',
  'min_limit',
  'max_limit',
  'max_elements',
  'values_list',
  'supports_monitoring',
];
/** How a row becomes what was told last: what was not told stays, and a value that waits ends when it is in force. */
const merged: Record<string, string> = {
  ...Object.fromEntries(told.map((column) => [column, `coalesce(excluded.${column}, v.${column})`])),
  value: `case when coalesce(excluded.mutability, v.mutability) = 'WriteOnly' then null
               when excluded.pending_value is not null then v.value else excluded.value end`,
  pending_value: `case when excluded.pending_value is not null or excluded.source = 'SET' then excluded.pending_value
                       when v.pending_value = excluded.value then null else v.pending_value end`,
};
const mergedColumns = Object.keys(merged);

/** Keeps what was told of variables, the later over the earlier. @returns those of which we now know otherwise. */
export async function keepVariables(tx: Transaction, learned: Learned[]): Promise<Changed[]> {
  if (learned.length === 0) return [];
  const rows = oncePerVariable(learned.map(withoutSecret));
  const kept = await tx.query<Changed>({
    name: 'keep variables',
    text: `insert into variable as v (station_id, ${nameColumns}, attribute_type, value, pending_value, ${told}, source, updated_at)
           select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::text[], $8::text[],
             $9::text[], $10::text[], $11::text[], $12::bool[], $13::bool[], $14::text[], $15::text[], $16::float8[],
             $17::float8[], $18::bigint[], $19::text[], $20::bool[], $21::text[], $22::timestamptz[])
           on conflict (station_id, lower(component), lower(coalesce(component_instance, '')), coalesce(evse_id, -1),
             coalesce(connector_id, -1), lower(variable), lower(coalesce(variable_instance, '')), attribute_type)
           do update set ${mergedColumns.map((column) => `${column} = ${merged[column]}`)}, source = excluded.source,
             updated_at = excluded.updated_at
           where v.updated_at <= excluded.updated_at
             and (${mergedColumns.map((column) => `v.${column}`)}) is distinct from (${Object.values(merged)})
           returning v.id, station_id as station, component, component_instance as "componentInstance", evse_id as "evseId",
             connector_id as "connectorId", variable, variable_instance as "variableInstance",
             attribute_type as "attributeType", value, pending_value as "pendingValue", source, updated_at as at`,
    values: columns(rows, [
      'station',
      ...nameFields,
      'attributeType',
      'value',
      'pendingValue',
      'mutability',
      'persistent',
      'constant',
      'dataType',
      'unit',
      'minLimit',
      'maxLimit',
      'maxElements',
      'valuesList',
      'supportsMonitoring',
      'source',
      'at',
    ]),
  });
  await compareAnew(
    tx,
    kept.rows.map(({ station }) => station),
  );
  return kept.rows;
}

/** After a reboot no value waits for one; which is in force is not known until it is told. */
export async function forgetPending(tx: Transaction, stations: string[]): Promise<void> {
  await tx.query({
    name: 'forget pending values',
    text: `update variable set value = null, pending_value = null
           where station_id = any($1) and pending_value is not null`,
    values: [stations],
  });
}

/** Passwords and keys are set over OCPP and can't be read back: nor can they here. */
function withoutSecret(one: Learned): Learned {
  if (one.mutability !== 'WriteOnly' && !isSecretName(one.variable)) return one;
  return { ...one, value: null, pendingValue: null, mutability: 'WriteOnly' };
}

/** One row a variable, always in the same order: two batches that meet wait for each other, but not in a circle. */
function oncePerVariable(learned: Learned[]): Learned[] {
  const byKey = new Map<string, Learned>();
  for (const one of learned) {
    const key = JSON.stringify([one.station, folded(one), one.attributeType]);
    const before = byKey.get(key);
    byKey.set(key, before ? later(before, one) : one);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** The same merge as in the database, of what one batch tells twice. */
function later(before: Learned, one: Learned): Learned {
  const given = Object.entries(one).filter(([, value]) => value !== null);
  const value = one.pendingValue === null ? one.value : before.value;
  return { ...before, ...Object.fromEntries(given), value, pendingValue: one.pendingValue };
}

/** An event shows so many; the rest is found by query. */
const mostShown = 100;

/** What changed, one event a station and source. */
export function variablesChanged(changes: Changed[]): NewEvent[] {
  const groups = Map.groupBy(changes, ({ station, source }) => JSON.stringify([station, source]));
  return [...groups.values()].map((group) => {
    const { station, source, at } = group.at(-1) as Changed;
    return { station, type: 'VariablesChanged', at, data: { source, ...shown(group) } };
  });
}

const shown = (group: Changed[]): Omit<EventData['VariablesChanged'], 'source'> => ({
  changed: group.length,
  variables: group.slice(0, mostShown).map(({ station: _, source: _s, at: _a, ...variable }) => variable),
});
