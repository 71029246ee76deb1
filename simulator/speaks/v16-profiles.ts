import type { RemoteStartTransactionRequest } from 'typed-ocpp/dist/ocpp16/types.js';
import type { Profile } from '../profiles.js';

export const purposes = {
  ChargePointMaxProfile: 'Station',
  TxDefaultProfile: 'TxDefault',
  TxProfile: 'Tx',
} as const;

type Profile16 = NonNullable<RemoteStartTransactionRequest['chargingProfile']>;

export function profileOf(is: Profile16, evseId: number): Profile {
  const { chargingSchedule: schedule } = is;
  return {
    id: is.chargingProfileId,
    evseId,
    stackLevel: is.stackLevel,
    purpose: purposes[is.chargingProfilePurpose],
    kind: is.chargingProfileKind,
    roundS: is.recurrencyKind === 'Weekly' ? 604_800 : 86_400,
    ...(is.validFrom ? { validFrom: Date.parse(is.validFrom) } : {}),
    ...(is.validTo ? { validTo: Date.parse(is.validTo) } : {}),
    ...(schedule.startSchedule ? { start: Date.parse(schedule.startSchedule) } : {}),
    ...(schedule.duration === undefined ? {} : { durationS: schedule.duration }),
    unit: schedule.chargingRateUnit,
    periods: schedule.chargingSchedulePeriod.map(({ startPeriod, limit, numberPhases }) => ({
      startS: startPeriod,
      limit,
      ...(numberPhases ? { phases: numberPhases } : {}),
    })),
  };
}
