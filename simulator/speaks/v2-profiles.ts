import type { ChargingProfileType } from 'typed-ocpp/dist/ocpp21/types.js';
import type { Profile } from '../profiles.js';

/** The purposes a simulated charger keeps; the others are politely refused. */
export const purposes: Partial<Record<ChargingProfileType['chargingProfilePurpose'], Profile['purpose']>> = {
  ChargingStationMaxProfile: 'Station',
  ChargingStationExternalConstraints: 'Station',
  TxDefaultProfile: 'TxDefault',
  TxProfile: 'Tx',
};

/** Its first schedule is the one for chargers that do not negotiate with the car. */
export function profileOf(is: ChargingProfileType, evseId: number): Profile | undefined {
  const purpose = purposes[is.chargingProfilePurpose];
  const [schedule] = is.chargingSchedule;
  if (!purpose || is.chargingProfileKind === 'Dynamic' || !schedule) return undefined;
  return {
    id: is.id,
    evseId,
    stackLevel: is.stackLevel,
    purpose,
    kind: is.chargingProfileKind,
    roundS: is.recurrencyKind === 'Weekly' ? 604_800 : 86_400,
    ...(is.validFrom ? { validFrom: Date.parse(is.validFrom) } : {}),
    ...(is.validTo ? { validTo: Date.parse(is.validTo) } : {}),
    ...(schedule.startSchedule ? { start: Date.parse(schedule.startSchedule) } : {}),
    ...(schedule.duration === undefined ? {} : { durationS: schedule.duration }),
    unit: schedule.chargingRateUnit,
    periods: schedule.chargingSchedulePeriod.map(({ startPeriod, limit, numberPhases }) => ({
      startS: startPeriod,
      limit: limit ?? Number.POSITIVE_INFINITY,
      ...(numberPhases ? { phases: numberPhases } : {}),
    })),
  };
}
