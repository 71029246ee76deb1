import { type Entry, type ListUpdate, nameOfEntry, textOfInfo, writeList } from './local-list.js';
import type { OcppVersion } from './versions.js';

/** How much of a list a station takes (LocalAuthListCtrlr; 1.6 §9.3); null where it has not told. */
export interface ListLimits {
  itemsPerMessage: number | null;
  bytesPerMessage: number | null;
  mostEntries: number | null;
}

/** What a station holds: info by name, as text. */
export type Held = ReadonlyMap<string, { type: string | null; info: string }>;

/** So many go into a message to a station that has told no limit. */
const usualItems = 100;

/** What makes a list that holds this one that holds what is wanted; those that go come first, to make room. */
export function difference(wanted: Entry[], held: Held): Entry[] {
  const kept = new Set(wanted.map(({ idToken }) => nameOfEntry(idToken)));
  const gone = [...held].filter(([name]) => !kept.has(name));
  const changed = wanted.filter(
    ({ idToken, info }) => info && held.get(nameOfEntry(idToken))?.info !== textOfInfo(info),
  );
  return [...gone.map(([idToken, { type }]) => ({ idToken, type, info: null })), ...changed];
}

/** As many of the wanted as the station holds. */
export const fitting = (wanted: Entry[], { mostEntries }: ListLimits): Entry[] =>
  mostEntries === null ? wanted : wanted.slice(0, mostEntries);

/**
 * The updates that say this in messages a station takes, their versions rising from `version`: where it is the full
 * list, the first begins it and the others add to it.
 */
export function partsOf(
  ocpp: OcppVersion,
  { version, full, entries }: ListUpdate,
  limits: ListLimits,
): ListUpdate[] {
  const parts: ListUpdate[] = [];
  for (let rest = entries; rest.length > 0 || parts.length === 0; ) {
    const next = { version: version + parts.length, full: full && parts.length === 0 };
    const taken = howMany(ocpp, { ...next, entries: rest }, limits);
    parts.push({ ...next, entries: rest.slice(0, taken) });
    rest = rest.slice(taken);
  }
  return parts;
}

/** One at least: what is too long even alone is for the station to refuse. */
function howMany(
  ocpp: OcppVersion,
  update: ListUpdate,
  { itemsPerMessage, bytesPerMessage }: ListLimits,
): number {
  let count = Math.min(update.entries.length, itemsPerMessage ?? usualItems);
  if (bytesPerMessage === null) return count;
  const bytes = (most: number) =>
    Buffer.byteLength(JSON.stringify(writeList(ocpp, { ...update, entries: update.entries.slice(0, most) })));
  while (count > 1 && bytes(count) > bytesPerMessage) count = Math.ceil(count / 2);
  return count;
}
