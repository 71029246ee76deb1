import { purposeOf } from '../../ocpp/charging-profile.js';
import { compositeSchedule } from '../composite-schedule.js';
import { profileOf } from '../profiles.js';
import { clearProfiles, running, setProfile } from '../requests.js';
import { type Commands, reply, type Words16 } from './words.js';

/** Smart charging of 1.6 (§5.5, §5.7, §5.16). */
export const profiles16: Commands<Words16> = {
  SetChargingProfile: ({ connectorId, csChargingProfiles: is }, station) => {
    const profile = profileOf(is, connectorId);
    const { transactionId } = is;
    const evse = transactionId === undefined ? undefined : running(station, String(transactionId));
    const elsewhere = transactionId !== undefined && evse?.id !== connectorId;
    return profile && !elsewhere ? reply(setProfile(station, profile)) : { answer: { status: 'Rejected' } };
  },
  ClearChargingProfile: ({ id, connectorId, chargingProfilePurpose: purpose, stackLevel }, station) =>
    reply(
      clearProfiles(station, {
        ids: id === undefined ? undefined : [id],
        evseId: connectorId,
        purpose: purpose && purposeOf(purpose),
        stackLevel,
      }),
    ),
  GetCompositeSchedule: ({ connectorId, duration, chargingRateUnit: unit }, station) => {
    const schedule = compositeSchedule(station, connectorId, { durationS: duration, unit });
    if (!schedule) return { answer: { status: 'Rejected' } };
    const { start, periods } = schedule;
    return {
      answer: {
        ...{ status: 'Accepted', connectorId, scheduleStart: start },
        chargingSchedule: {
          ...{ duration, startSchedule: start },
          chargingRateUnit: schedule.unit,
          chargingSchedulePeriod: periods,
        },
      },
    };
  },
};
