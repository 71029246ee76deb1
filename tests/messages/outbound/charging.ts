import { accepted, askings, groupIdToken, idToken, statusInfo, v2 } from '../askings.js';

const startSchedule = '2026-03-01T18:00:00Z';
const chargingSchedulePeriod = [
  { startPeriod: 0, limit: 11_000, numberPhases: 3 },
  { startPeriod: 1800, limit: 3700.5, numberPhases: 1, phaseToUse: 2 },
];
const salesTariff = {
  ...{ id: 5, salesTariffDescription: 'night', numEPriceLevels: 2 },
  salesTariffEntry: [
    {
      ...{ relativeTimeInterval: { start: 0, duration: 1800 }, ePriceLevel: 1 },
      consumptionCost: [
        {
          startValue: 0,
          cost: [{ costKind: 'RenewableGenerationPercentage', amount: 80, amountMultiplier: 0 }],
        },
      ],
    },
  ],
};
const chargingProfile = {
  ...{ id: 7, stackLevel: 2, chargingProfilePurpose: 'TxProfile', chargingProfileKind: 'Recurring' },
  ...{ recurrencyKind: 'Daily', validFrom: '2026-03-01T00:00:00Z', validTo: '2026-04-01T00:00:00Z' },
  chargingSchedule: [
    {
      ...{ id: 1, startSchedule, duration: 3600, chargingRateUnit: 'W', minChargingRate: 1400 },
      ...{ chargingSchedulePeriod, salesTariff },
    },
  ],
};

export default askings(v2, {
  ClearChargingProfile: [
    {
      chargingProfileId: 7,
      chargingProfileCriteria: { evseId: 1, chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 2 },
    },
    { status: 'Unknown', statusInfo },
  ],
  CostUpdated: [{ totalCost: 12.34, transactionId: 'tx-7' }, {}],
  GetChargingProfiles: [
    {
      ...{ requestId: 30, evseId: 1 },
      chargingProfile: {
        ...{ chargingProfilePurpose: 'TxProfile', stackLevel: 2, chargingProfileId: [7, 8] },
        chargingLimitSource: ['CSO', 'EMS'],
      },
    },
    { status: 'NoProfiles', statusInfo },
  ],
  GetCompositeSchedule: [
    { evseId: 1, duration: 3600, chargingRateUnit: 'W' },
    {
      ...accepted,
      schedule: {
        ...{ evseId: 1, duration: 3600, scheduleStart: startSchedule, chargingRateUnit: 'W' },
        chargingSchedulePeriod,
      },
    },
  ],
  RequestStartTransaction: [
    { evseId: 1, remoteStartId: 77, idToken, groupIdToken, chargingProfile },
    { ...accepted, transactionId: 'tx-7' },
  ],
  SetChargingProfile: [
    { evseId: 1, chargingProfile: { ...chargingProfile, transactionId: 'tx-7' } },
    { status: 'Rejected', statusInfo },
  ],
});
