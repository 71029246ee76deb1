import type { Held } from '../../ocpp/list-parts.js';
import { type Entry, nameOfEntry, textOfInfo } from '../../ocpp/local-list.js';
import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';

/** How a station's list stands, as far as handlers write it. */
export interface ListState {
  station: string;
  supported: boolean | null;
  /** The version the station last confirmed; null: none yet. */
  version: number | null;
  versionAt: Date | null;
  /** The highest ever given. */
  lastVersion: number;
  /** Whether the entries that are kept are those it holds. */
  known: boolean;
  checkedRevision: string | null;
  commandId: string | null;
  failures: number;
  nextAttemptAt: Date;
  lastError: string | null;
  lastErrorAt: Date | null;
  leftOut: number;
}

const fields = [
  'station',
  'supported',
  'version',
  'versionAt',
  'lastVersion',
  'known',
  'checkedRevision',
  'commandId',
  'failures',
  'nextAttemptAt',
  'lastError',
  'lastErrorAt',
  'leftOut',
] as const satisfies readonly (keyof ListState)[];

/** The select list of a ListState from `local_list as l`. */
export const listState = `l.station_id as station, l.supported, l.version, l.version_at as "versionAt",
  l.last_version as "lastVersion", l.known, l.checked_revision as "checkedRevision", l.command_id as "commandId",
  l.failures, l.next_attempt_at as "nextAttemptAt", l.last_error as "lastError", l.last_error_at as "lastErrorAt",
  l.left_out as "leftOut"`;

/** The states of these stations' lists, held until the transaction ends. */
export async function holdLists(tx: Transaction, stations: string[]): Promise<Map<string, ListState>> {
  const { rows } = await tx.query<ListState>({
    name: 'hold local lists',
    text: `select ${listState} from local_list l where l.station_id = any($1) order by 1 for no key update of l`,
    values: [[...new Set(stations)]],
  });
  return new Map(rows.map((row) => [row.station, row]));
}

/** Writes states anew; they must be held. */
export async function writeLists(tx: Transaction, states: ListState[]): Promise<void> {
  if (states.length === 0) return;
  await tx.query({
    name: 'write local lists',
    text: `update local_list l set supported = n.supported, version = n.version, version_at = n.version_at,
             last_version = n.last_version, known = n.known, checked_revision = n.checked_revision,
             command_id = n.command_id, failures = n.failures, next_attempt_at = n.next_attempt_at,
             last_error = n.last_error, last_error_at = n.last_error_at, left_out = n.left_out, updated_at = now()
           from unnest($1::text[], $2::boolean[], $3::int[], $4::timestamptz[], $5::int[], $6::boolean[], $7::bigint[],
             $8::uuid[], $9::int[], $10::timestamptz[], $11::text[], $12::timestamptz[], $13::int[])
             as n (station_id, supported, version, version_at, last_version, known, checked_revision, command_id, failures,
               next_attempt_at, last_error, last_error_at, left_out)
           where l.station_id = n.station_id`,
    values: columns(states, fields),
  });
}

/** What stations hold, by station. */
export async function heldBy(tx: Transaction, stations: string[]): Promise<Map<string, Held>> {
  const { rows } = await tx.query<{ station: string; name: string; type: string | null; info: string }>({
    name: 'read local list entries',
    text: `select station_id as station, id_token as name, type, info from local_list_entry where station_id = any($1)`,
    values: [stations],
  });
  const held = new Map<string, Map<string, { type: string | null; info: string }>>();
  for (const { station, name, type, info } of rows) {
    const entries = held.get(station) ?? new Map<string, { type: string | null; info: string }>();
    held.set(station, entries.set(name, { type, info }));
  }
  return held;
}

/** What became of a station's entries: all went first, or none; then these are so, without info gone. */
export interface EntryChanges {
  station: string;
  emptied: boolean;
  entries: Map<string, Entry>;
}

export async function changeEntries(tx: Transaction, changes: EntryChanges[]): Promise<void> {
  const emptied = changes.filter((each) => each.emptied).map(({ station }) => station);
  if (emptied.length > 0)
    await tx.query({
      name: 'empty local lists',
      text: 'delete from local_list_entry where station_id = any($1)',
      values: [emptied],
    });
  const rows = changes.flatMap(({ station, entries }) =>
    [...entries].map(([name, { type, info }]) => ({ station, name, type, info: info && textOfInfo(info) })),
  );
  if (rows.length === 0) return;
  await tx.query({
    name: 'change local list entries',
    text: `with told as materialized (
             select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t (station_id, id_token, type, info)
           ), gone as (
             delete from local_list_entry e using told t
             where t.info is null and e.station_id = t.station_id and e.id_token = t.id_token
           )
           insert into local_list_entry as e (station_id, id_token, type, info)
           select * from told where info is not null order by 1, 2
           on conflict (station_id, id_token) do update set type = excluded.type, info = excluded.info`,
    values: columns(rows, ['station', 'name', 'type', 'info']),
  });
}

/** Takes an update into the changes of its station: what came later counts. */
export function fold(changes: EntryChanges, { full, entries }: { full: boolean; entries: Entry[] }): void {
  if (full) {
    changes.emptied = true;
    changes.entries.clear();
  }
  for (const entry of entries) changes.entries.set(nameOfEntry(entry.idToken), entry);
}

/** s until the next attempt: at once after the first failure, then 30 s, 1 min, 2 min, … an hour at most. */
export const secondsToWait = (failures: number): number =>
  failures < 2 ? 0 : Math.min(3600, 30 * 2 ** (failures - 2));
