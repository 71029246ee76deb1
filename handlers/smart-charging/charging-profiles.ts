import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, orChange, type Target } from '../insertion.js';
import { bindToRunning } from './profile-binding.js';
import { endReplaced, endUnreported } from './profile-ends.js';
import type { ChargingProfile } from './read-profile.js';

/** A part of what a station answers to GetChargingProfiles. */
export interface ProfileReport {
  requestId: string | null;
  evseId: number;
  /** Who set them: CSO, EMS, SO, Other, … */
  source: string;
  profiles: ChargingProfile[];
  /** Whether it is the last part. */
  complete: boolean;
}

interface Row extends ChargingProfile {
  stationId: string;
  evseId: number;
  source: string;
  reportedAt: Date;
  endedAt: null;
  endReason: null;
}

const shared = {
  stationId: 'text',
  profileId: 'bigint',
  evseId: 'integer',
  source: 'text',
  stackLevel: 'integer',
  purpose: 'text',
  kind: 'text',
  transactionId: 'text',
  validFrom: 'timestamptz',
  validTo: 'timestamptz',
  profile: 'jsonb',
  reportedAt: 'timestamptz',
  endedAt: 'timestamptz',
  endReason: 'text',
} as const;
const holds = { endedAt: null, endReason: null };
const keyOf = ({ stationId, profileId }: Row) => [stationId, profileId];

interface Reported extends Row {
  requestId: string | null;
}

const reported: Target<Reported> = {
  table: 'charging_profile',
  columns: { ...shared, requestId: 'bigint' },
};
const report = insertion(reported, orChange(reported, ['stationId', 'profileId'], ['reportedAt']));

/** Keeps the profiles stations hold, as they report them; what a complete report leaves out holds no more. */
export async function keepProfileReports(told: Told<ProfileReport>[], keeping: Keeping): Promise<null[]> {
  const { tx, emit } = keeping;
  const rows = told.flatMap(({ station, receivedAt, fact: { profiles, complete: _, ...of } }) =>
    profiles.map((profile) => ({
      ...profile,
      ...of,
      ...holds,
      stationId: station,
      reportedAt: receivedAt,
    })),
  );
  const news = await report(tx, lastOfEach(rows, keyOf));
  const changed = new Set(news.map(({ stationId }) => stationId));
  for (const { station, receivedAt, fact } of told) {
    if (!changed.has(station)) continue;
    const { requestId, evseId, source, profiles, complete } = fact;
    const profileIds = profiles.map(({ profileId }) => profileId);
    emit({
      station,
      type: 'ChargingProfilesReported',
      at: receivedAt,
      data: { requestId, evseId, source, profileIds, complete },
    });
  }
  const whole = told.flatMap(({ station, receivedAt, fact: { requestId, complete } }) =>
    complete && requestId !== null ? [{ station, requestId, at: receivedAt }] : [],
  );
  await endUnreported(whole, keeping);
  return told.map(() => null);
}

/** A profile that a station took from us. */
export interface TakenProfile extends ChargingProfile {
  evseId: number;
  /** Of a remote start that it came with: they find its transaction. */
  remoteStartId: string | null;
  idToken: string | null;
}

interface Taken extends Row {
  setAt: Date;
  remoteStartId: string | null;
  idToken: string | null;
}

const taken: Target<Taken> = {
  table: 'charging_profile',
  columns: { ...shared, setAt: 'timestamptz', remoteStartId: 'bigint', idToken: 'text' },
};
const take = insertion(taken, orChange(taken, ['stationId', 'profileId'], []));

/** Keeps the profiles that stations took from us, and ends those whose place they take. */
export async function keepTakenProfiles(told: Told<TakenProfile | null>[], keeping: Keeping): Promise<void> {
  const rows = told.flatMap(({ station, receivedAt, fact }): Taken[] =>
    fact
      ? [{ ...fact, ...holds, stationId: station, source: 'CSO', setAt: receivedAt, reportedAt: receivedAt }]
      : [],
  );
  if (rows.length === 0) return;
  const news = await take(keeping.tx, lastOfEach(rows, keyOf));
  for (const { stationId, profileId, reportedAt } of news)
    keeping.emit({
      station: stationId,
      type: 'ChargingProfilesChanged',
      at: reportedAt,
      data: { set: [profileId], ended: [], reason: null },
    });
  await endReplaced(news, keeping);
  const started = news.filter(({ idToken, transactionId }) => idToken !== null && transactionId === null);
  await bindToRunning(
    keeping.tx,
    started.map(({ stationId }) => stationId),
  );
}
