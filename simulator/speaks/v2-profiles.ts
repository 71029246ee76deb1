import type { ChargingProfileType, GetChargingProfilesRequest } from 'typed-ocpp/dist/ocpp21/types.js';
import { compositeSchedule } from '../composite-schedule.js';
import { matches, profileOf } from '../profiles.js';
import { clearProfiles, running, setProfile } from '../requests.js';
import type { Station } from '../station.js';
import { asking, type Commands, reply, type Words2 } from './words.js';

const ask = asking<Words2>();

/** Smart charging of 2.x (K01, K08, K09, K10). */
export const profiles2: Commands<Words2> = {
  SetChargingProfile: ({ evseId, chargingProfile: is }, station) => {
    const profile = profileOf(is, evseId);
    const { transactionId } = is;
    const elsewhere = transactionId !== undefined && running(station, transactionId)?.id !== evseId;
    return profile && !elsewhere ? reply(setProfile(station, profile)) : { answer: { status: 'Rejected' } };
  },
  ClearChargingProfile: ({ chargingProfileId: id, chargingProfileCriteria: is }, station) =>
    reply(
      clearProfiles(station, {
        ids: id === undefined ? undefined : [id],
        evseId: is?.evseId,
        purpose: is?.chargingProfilePurpose,
        stackLevel: is?.stackLevel,
      }),
    ),
  GetChargingProfiles: (is, station) => {
    const found = wanted(station, is);
    if (found.length === 0) return { answer: { status: 'NoProfiles' } };
    return { answer: { status: 'Accepted' }, after: () => void report(station, is.requestId, found) };
  },
  GetCompositeSchedule: ({ evseId, duration, chargingRateUnit: unit }, station) => {
    const schedule = compositeSchedule(station, evseId, { durationS: duration, unit });
    if (!schedule) return { answer: { status: 'Rejected' } };
    return {
      answer: {
        status: 'Accepted',
        schedule: {
          ...{ evseId, duration, scheduleStart: schedule.start },
          chargingRateUnit: schedule.unit,
          chargingSchedulePeriod: schedule.periods,
        },
      },
    };
  },
};

type Found = { evseId: number; profiles: ChargingProfileType[] };

/** What is asked for, EVSE by EVSE: a report is about one. */
function wanted(station: Station, { evseId, chargingProfile: is }: GetChargingProfilesRequest): Found[] {
  const { chargingProfileId: ids, chargingProfilePurpose: purpose, stackLevel, chargingLimitSource } = is;
  if (chargingLimitSource && !chargingLimitSource.includes('CSO')) return [];
  const isWanted = matches({ ids, evseId, purpose, stackLevel });
  const byEvse = Map.groupBy(station.profiles.filter(isWanted), (each) => each.evseId);
  return [...byEvse].map(([evse, profiles]) => ({
    evseId: evse,
    // a station of 2.x was told them in these words
    profiles: profiles.map(({ is }) => is as ChargingProfileType),
  }));
}

async function report(station: Station, requestId: number, found: Found[]): Promise<void> {
  for (const [i, { evseId, profiles: chargingProfile }] of found.entries())
    await station.ask(
      ask(
        'ReportChargingProfiles',
        () => ({
          ...{ requestId, chargingLimitSource: 'CSO', evseId, chargingProfile },
          tbc: i < found.length - 1,
        }),
        () => undefined,
      ),
    );
}
