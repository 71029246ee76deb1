import { difference, fitting, type Held, type ListLimits, partsOf } from '../../ocpp/list-parts.js';
import { entriesOf, type WantedToken, writeList } from '../../ocpp/local-list.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import { failed } from './list-answers.js';
import type { ListState } from './local-lists.js';

/** A station whose list may be out of date. */
export interface Due extends ListState, ListLimits {
  ocpp: OcppVersion;
  /** What is wanted now has this number. */
  revision: string;
  /** Whether we are to keep its list. */
  active: boolean;
  /** Whether it has booted since it last told its version. */
  rebooted: boolean;
  /** How the message ended that was under way. */
  commandState: string | null;
  errorCode: string | null;
  errorDescription: string | null;
}

/** What to say to a station next, and how its list stands then. */
export interface Step {
  list: ListState;
  ocpp: OcppVersion;
  call?: { action: string; payload: object };
  failure?: NewEvent;
}

/** s until a station that keeps no list is looked at again: it may have told since that it does. */
const idle = 600;
const unsupported = ['NotImplemented', 'NotSupported'];

/** What of `wanted` it does not hold yet comes next; nothing where it holds it all. */
export function plan(due: Due, { wanted, held }: { wanted: WantedToken[]; held: Held }): Step {
  const { ocpp, revision, active, rebooted } = due;
  const list = stateOf(due);
  const now = new Date();
  if (!active) return { ocpp, list: { ...list, nextAttemptAt: new Date(now.getTime() + idle * 1000) } };
  if (due.commandState && due.commandState !== 'ANSWERED') return unanswered(due, list, now);

  const entries = entriesOf(ocpp, wanted);
  const fit = fitting(entries, due);
  const leftOut = entries.length - fit.length;
  // Looked at last, it is the last to be looked at again.
  const right = { ocpp, list: { ...list, checkedRevision: revision, leftOut, nextAttemptAt: now } };
  const neverOurs = !list.known && list.failures === 0;
  if (fit.length === 0 && neverOurs && !rebooted) return right;
  if (list.version === null || rebooted || doubted(list))
    return { ocpp, list, call: { action: 'GetLocalListVersion', payload: {} } };
  if (fit.length === 0 && neverOurs) return right;

  const update = list.known ? { full: false, entries: difference(fit, held) } : { full: true, entries: fit };
  if (list.known && update.entries.length === 0) return right;
  const version = Math.max(list.version, list.lastVersion, 0) + 1;
  const [part] = partsOf(ocpp, { version, ...update }, due);
  if (!part) return right;
  return {
    ocpp,
    list: { ...list, lastVersion: version, leftOut },
    call: { action: 'SendLocalList', payload: writeList(ocpp, part) },
  };
}

/** Without what is only looked up. */
function stateOf(due: Due): ListState {
  const { station, supported, version, versionAt, lastVersion, known, checkedRevision } = due;
  const { commandId, failures, nextAttemptAt, lastError, lastErrorAt, leftOut } = due;
  return {
    ...{ station, supported, version, versionAt, lastVersion, known, checkedRevision },
    ...{ commandId, failures, nextAttemptAt, lastError, lastErrorAt, leftOut },
  };
}

/** After a refusal the station may hold a version higher than ours, which it would refuse again. */
const doubted = ({ failures, lastErrorAt, versionAt }: ListState): boolean =>
  failures > 0 && lastErrorAt !== null && (versionAt === null || versionAt <= lastErrorAt);

function unanswered(due: Due, list: ListState, at: Date): Step {
  const { ocpp, commandState, errorCode, errorDescription } = due;
  const words = [commandState, errorCode, errorDescription].filter((word) => word).join(': ');
  const after = failed(list, words, { at, unsupported: unsupported.includes(errorCode ?? '') });
  const data = { version: list.lastVersion, updateType: null, error: after.lastError ?? '' };
  return { ocpp, list: after, failure: { station: list.station, type: 'LocalListFailed', at, data } };
}
