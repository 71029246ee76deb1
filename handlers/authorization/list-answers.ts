import type { ListUpdate } from '../../ocpp/local-list.js';
import type { Keeping, Told } from '../action.js';
import { small } from '../bounds.js';
import {
  changeEntries,
  type EntryChanges,
  fold,
  holdLists,
  type ListState,
  secondsToWait,
  writeLists,
} from './local-lists.js';

/** What a station answered to an update of its list, whoever sent that. */
export interface ListAnswer {
  status: 'Accepted' | 'Failed' | 'NotSupported' | 'VersionMismatch';
  reason: string | null;
  update: ListUpdate;
}

/** Keeps what lists hold now. After anything but Accepted that is not known, and the list is sent in full (1.6 §5.15, 2.x D01). */
export async function keepListAnswers(told: Told<ListAnswer>[], { tx, emit }: Keeping): Promise<void> {
  const lists = await holdLists(
    tx,
    told.map(({ station }) => station),
  );
  const changes = new Map<string, EntryChanges>();
  for (const { station, receivedAt, fact } of told) {
    const list = lists.get(station);
    if (!list) continue;
    const { status, reason, update } = fact;
    const { version, full } = update;
    const updateType = full ? 'FULL' : 'DIFFERENTIAL';
    if (status === 'Accepted') {
      const changed = changes.get(station) ?? { station, emptied: false, entries: new Map() };
      fold(changed, update);
      changes.set(station, changed);
      lists.set(station, taken(list, update, receivedAt));
      const data = { version, updateType, entries: update.entries.length } as const;
      emit({ station, type: 'LocalListUpdated', at: receivedAt, data });
      continue;
    }
    const error = reason ? `${status}: ${reason}` : status;
    lists.set(station, failed(list, error, { at: receivedAt, unsupported: status === 'NotSupported' }));
    emit({ station, type: 'LocalListFailed', at: receivedAt, data: { version, updateType, error } });
  }
  await writeLists(tx, [...lists.values()]);
  await changeEntries(tx, [...changes.values()]);
}

/** What a full list holds is known; what is added to a list of which nothing is known changes nothing about that. */
function taken(list: ListState, { version, full }: ListUpdate, at: Date): ListState {
  return {
    ...list,
    version: small(version),
    versionAt: at,
    lastVersion: Math.max(list.lastVersion, small(version) ?? 0),
    known: full || list.known,
    supported: true,
    checkedRevision: null,
    failures: 0,
    nextAttemptAt: at,
    lastError: null,
    lastErrorAt: null,
  };
}

export function failed(
  list: ListState,
  error: string,
  { at, unsupported = false }: { at: Date; unsupported?: boolean },
): ListState {
  const failures = list.failures + 1;
  return {
    ...list,
    known: false,
    supported: unsupported ? false : list.supported,
    checkedRevision: null,
    commandId: null,
    failures,
    nextAttemptAt: new Date(at.getTime() + secondsToWait(failures) * 1000),
    lastError: error.slice(0, 500),
    lastErrorAt: at,
  };
}
