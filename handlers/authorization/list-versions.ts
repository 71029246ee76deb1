import type { Keeping, Told } from '../action.js';
import { small } from '../bounds.js';
import { changeEntries, holdLists, type ListState, writeLists } from './local-lists.js';

/** Keeps which version lists have. One that we did not put there holds what we do not know. */
export async function keepListVersions(told: Told<number>[], { tx }: Keeping): Promise<void> {
  const lists = await holdLists(
    tx,
    told.map(({ station }) => station),
  );
  const empty = new Set<string>();
  for (const { station, receivedAt, fact } of told) {
    const list = lists.get(station);
    const version = small(fact);
    if (!list || version === null) continue;
    if (version <= 0) empty.add(station);
    lists.set(station, withVersion(list, version, receivedAt));
  }
  await writeLists(tx, [...lists.values()]);
  await changeEntries(
    tx,
    [...empty].map((station) => ({ station, emptied: true, entries: new Map() })),
  );
}

/** A version of 0 is also what 2.x stations say that keep no lists. */
function withVersion(list: ListState, version: number, at: Date): ListState {
  const same = version === list.version;
  return {
    ...list,
    version,
    versionAt: at,
    lastVersion: Math.max(list.lastVersion, version),
    known: list.known && same && version > 0,
    supported: version < 0 ? false : version > 0 ? true : list.supported,
    checkedRevision: same ? list.checkedRevision : null,
  };
}
