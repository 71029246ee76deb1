import { accepted, askings, idToken, statusInfo } from '../askings.js';

const taxRates = [{ type: 'VAT', tax: 19, stack: 0 }];
const price = { exclTax: 1, inclTax: 1.19, taxRates };
const night = {
  ...{ startTimeOfDay: '22:00', endTimeOfDay: '06:00', dayOfWeek: ['Saturday', 'Sunday'], evseKind: 'DC' },
  ...{ validFromDate: '2026-03-01', validToDate: '2026-12-31' },
};
const byMinute = {
  prices: [{ priceMinute: 0.05, conditions: { ...night, minTime: 3600, maxTime: 7200 } }],
  taxRates,
};
const once = { prices: [{ priceFixed: 0.5, conditions: { ...night, paymentBrand: 'VISA' } }], taxRates };
const tariff = {
  ...{
    tariffId: 'night-2026',
    currency: 'EUR',
    validFrom: '2026-03-01T00:00:00Z',
    minCost: price,
    maxCost: price,
  },
  description: [{ format: 'UTF8', language: 'de', content: 'Nachtstrom' }],
  energy: {
    prices: [{ priceKwh: 0.39, conditions: { ...night, minPower: 11_000 } }, { priceKwh: 0.59 }],
    taxRates,
  },
  ...{ chargingTime: byMinute, idleTime: byMinute, reservationTime: byMinute },
  ...{ fixedFee: once, reservationFixed: once },
};
const curve = {
  ...{ priority: 1, yUnit: 'PctMaxVar', responseTime: 5, startTime: '2026-03-01T18:00:00Z', duration: 3600 },
  curveData: [
    { x: 92, y: 44 },
    { x: 108, y: -44 },
  ],
  hysteresis: { hysteresisHigh: 2, hysteresisLow: 1, hysteresisDelay: 5, hysteresisGradient: 0.5 },
  reactivePowerParams: { vRef: 100, autonomousVRefEnable: true, autonomousVRefTimeConstant: 300 },
  voltageParams: { hv10MinMeanValue: 110, hv10MinMeanTripDelay: 3, powerDuringCessation: 'Active' },
};
const until = { startTime: '2026-03-01T18:00:00Z', duration: 3600 };
const power = { priority: 1, displacement: 0.95, excitation: true, ...until };

/** What only 2.1 has. */
export default askings(['ocpp2.1'], {
  AFRRSignal: [{ timestamp: '2026-03-01T18:00:00Z', signal: -12 }, accepted],
  AdjustPeriodicEventStream: [
    { id: 5, params: { interval: 10, values: 20 } },
    { status: 'Rejected', statusInfo },
  ],
  ChangeTransactionTariff: [
    { transactionId: 'tx-7', tariff },
    { status: 'NoCurrencyChange', statusInfo },
  ],
  ClearDERControl: [
    { isDefault: false, controlType: 'VoltVar', controlId: 'c-1' },
    { status: 'NotFound', statusInfo },
  ],
  ClearTariffs: [
    { tariffIds: ['night-2026'], evseId: 1 },
    { clearTariffsResult: [{ tariffId: 'night-2026', status: 'NoTariff', statusInfo }] },
  ],
  GetDERControl: [
    { requestId: 32, isDefault: true, controlType: 'VoltWatt', controlId: 'c-1' },
    { status: 'NotSupported', statusInfo },
  ],
  GetPeriodicEventStream: [
    {},
    { constantStreamData: [{ id: 5, variableMonitoringId: 3, params: { interval: 10, values: 20 } }] },
  ],
  GetTariffs: [
    { evseId: 0 },
    {
      ...accepted,
      tariffAssignments: [
        {
          ...{ tariffId: 'night-2026', tariffKind: 'DriverTariff', validFrom: '2026-03-01T00:00:00Z' },
          ...{ evseIds: [1, 2], idTokens: ['04A2B3C4D5E680'] },
        },
      ],
    },
  ],
  NotifyAllowedEnergyTransfer: [
    { transactionId: 'tx-7', allowedEnergyTransfer: ['AC_three_phase', 'DC_BPT'] },
    accepted,
  ],
  NotifyWebPaymentStarted: [{ evseId: 1, timeout: 120 }, {}],
  RequestBatterySwap: [
    { requestId: 33, idToken },
    { status: 'Rejected', statusInfo },
  ],
  SetDERControl: [
    {
      ...{ isDefault: false, controlId: 'c-1', controlType: 'VoltVar', curve },
      enterService: {
        ...{ priority: 1, highVoltage: 105, lowVoltage: 92, highFreq: 50.1, lowFreq: 49.9 },
        ...{ delay: 300, randomDelay: 10, rampRate: 0.2 },
      },
      ...{ fixedPFAbsorb: power, fixedPFInject: power },
      fixedVar: { priority: 1, setpoint: 10, unit: 'PctMaxVar', ...until },
      freqDroop: {
        ...{
          priority: 1,
          overFreq: 50.2,
          underFreq: 49.8,
          overDroop: 5,
          underDroop: 5,
          responseTime: 2,
          ...until,
        },
      },
      gradient: { priority: 0, gradient: 10, softGradient: 5 },
      limitMaxDischarge: { priority: 1, pctMaxDischargePower: 70, powerMonitoringMustTrip: curve, ...until },
    },
    { ...accepted, supersededIds: ['c-0'] },
  ],
  SetDefaultTariff: [
    { evseId: 1, tariff },
    { status: 'ConditionNotSupported', statusInfo },
  ],
  UpdateDynamicSchedule: [
    {
      chargingProfileId: 7,
      scheduleUpdate: {
        ...{ limit: 11_000, limit_L2: 3000, limit_L3: 2000, dischargeLimit: -5000, setpoint: 7000 },
        ...{ dischargeLimit_L2: -1000, dischargeLimit_L3: -1000, setpoint_L2: 1000, setpoint_L3: 1000 },
        ...{ setpointReactive: 100, setpointReactive_L2: 50, setpointReactive_L3: 50 },
      },
    },
    accepted,
  ],
  UsePriorityCharging: [
    { transactionId: 'tx-7', activate: true },
    { status: 'NoProfile', statusInfo },
  ],
});
