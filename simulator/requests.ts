import type { Evse } from './evse.js';
import { adopt, type Criteria, matches, type Profile } from './profiles.js';
import { mayUse } from './reservations.js';
import type { Token } from './session.js';
import { transactionIdOf } from './session.js';
import type { Station } from './station.js';

/** What a CSMS may ask of a charger, in neutral words: the answer now, the deed once the answer is out. */
export interface Reply<Status extends string> {
  status: Status;
  after?: () => void;
}

export interface StartWish {
  evseId?: number | undefined;
  token: Token;
  remoteStartId?: number;
  profile?: Profile | undefined;
}

/** F01–F03, 1.6 §5.11. Without an EVSE named, one with a car waiting is likelier meant than an empty one. */
export function start(station: Station, wish: StartWish): Reply<'Accepted' | 'Rejected'> & { evse?: Evse } {
  const usable = station.evses.filter(
    (each) => each.operative && !each.session && !each.isPermitted && mayUse(each, wish.token),
  );
  const evse =
    wish.evseId === undefined
      ? (usable.find((each) => each.vehicle) ?? usable[0])
      : usable.find((each) => each.id === wish.evseId);
  if (!evse || !station.isOnline) return { status: 'Rejected' };
  return { status: 'Accepted', evse, after: () => void begin(station, evse, wish) };
}

async function begin(
  station: Station,
  evse: Evse,
  { token, remoteStartId, profile }: StartWish,
): Promise<void> {
  if (station.model.is('AuthorizeRemoteStart') && !(await station.authorize(token))) return;
  if (profile) station.profiles = adopt(station.profiles, { ...profile, evseId: evse.id });
  // 1.6 has no such id; any number marks the start as a remote one
  evse.permit(token, remoteStartId ?? 0);
  if (!evse.vehicle) station.around.expected?.(evse);
}

export function stop(station: Station, transactionId: string): Reply<'Accepted' | 'Rejected'> {
  const evse = running(station, transactionId);
  if (!evse || !station.isOnline) return { status: 'Rejected' };
  return { status: 'Accepted', after: () => evse.end('Remote') };
}

export const running = (station: Station, transactionId: string): Evse | undefined =>
  station.evses.find(({ session }) => session && transactionIdOf(session, station.version) === transactionId);

export function reset(
  station: Station,
  how: 'Soft' | 'Hard' | 'OnIdle',
  evseId?: number,
): Reply<'Accepted' | 'Rejected' | 'Scheduled'> {
  if (evseId !== undefined) return resetEvse(station.evse(evseId), how);
  const busy = station.evses.some((each) => each.session);
  if (how === 'OnIdle' && busy) {
    station.resetWhenIdle = true;
    return { status: 'Scheduled' };
  }
  const reason = how === 'Hard' ? 'HardReset' : 'SoftReset';
  return { status: 'Accepted', after: () => void station.reboot('RemoteReset', reason) };
}

/** One EVSE starts anew; the station stays up (B12). Waiting for a session to end is not built in here. */
function resetEvse(evse: Evse | undefined, how: string): Reply<'Accepted' | 'Rejected'> {
  if (!evse || (how === 'OnIdle' && evse.session)) return { status: 'Rejected' };
  return { status: 'Accepted', after: () => evse.end('SoftReset') };
}

/** 0 or nothing is the whole station. */
export function setOperative(
  station: Station,
  evseId: number | undefined,
  operative: boolean,
): Reply<'Accepted' | 'Rejected' | 'Scheduled'> {
  const evses = evseId ? station.evses.filter((each) => each.id === evseId) : station.evses;
  if (evses.length === 0) return { status: 'Rejected' };
  const busy = evses.filter((each) => !operative && each.session);
  for (const evse of evses) evse.retiring = busy.includes(evse);
  const now = evses.filter((each) => !busy.includes(each) && each.operative !== operative);
  return {
    status: busy.length > 0 ? 'Scheduled' : 'Accepted',
    after: () => {
      for (const evse of now) {
        evse.operative = operative;
        evse.changed();
      }
    },
  };
}

export function setProfile(station: Station, profile: Profile): Reply<'Accepted' | 'Rejected'> {
  const evse = station.evse(profile.evseId);
  if (profile.evseId !== 0 && !evse) return { status: 'Rejected' };
  if (profile.purpose === 'TxProfile' && !evse?.session) return { status: 'Rejected' };
  if (profile.purpose === 'ChargingStationMaxProfile' && profile.evseId !== 0) return { status: 'Rejected' };
  readMeters(station);
  station.profiles = adopt(station.profiles, profile);
  return { status: 'Accepted', after: () => limitsChanged(station) };
}

export function clearProfiles(station: Station, criteria: Criteria): Reply<'Accepted' | 'Unknown'> {
  const gone = station.profiles.filter(matches(criteria));
  if (gone.length === 0) return { status: 'Unknown' };
  readMeters(station);
  station.profiles = station.profiles.filter((each) => !gone.includes(each));
  return { status: 'Accepted', after: () => limitsChanged(station) };
}

/** What flowed so far flowed under the limits so far. */
function readMeters(station: Station): void {
  for (const evse of station.evses) evse.advance();
}

function limitsChanged(station: Station): void {
  for (const evse of station.evses) evse.limitChanged();
}
