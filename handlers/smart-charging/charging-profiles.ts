import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, orChange, type Target } from '../insertion.js';

export interface ChargingProfile {
  profileId: string;
  stackLevel: number;
  purpose: string;
  kind: string;
  transactionId: string | null;
  validFrom: Date | null;
  validTo: Date | null;
  /** The whole of it, as sent. */
  profile: object;
}

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
  requestId: string | null;
  reportedAt: Date;
}

const target: Target<Row> = {
  table: 'charging_profile',
  columns: {
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
    requestId: 'bigint',
    reportedAt: 'timestamptz',
  },
};
const write = insertion(target, orChange(target, ['stationId', 'profileId'], ['reportedAt']));

/** Keeps the profiles stations hold, as they report them. */
export async function keepProfileReports(
  told: Told<ProfileReport>[],
  { tx, emit }: Keeping,
): Promise<null[]> {
  const rows = told.flatMap(({ station, receivedAt, fact: { profiles, complete: _, ...of } }) =>
    profiles.map((profile) => ({ ...profile, ...of, stationId: station, reportedAt: receivedAt })),
  );
  const news = await write(
    tx,
    lastOfEach(rows, ({ stationId, profileId }) => [stationId, profileId]),
  );
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
  return told.map(() => null);
}
