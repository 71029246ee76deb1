import type { Vehicle } from '../../simulator/curve.js';

/** A car with room for all a test lets flow. */
export const car: Vehicle = {
  capacityWh: 5_000_000,
  soc: 0.2,
  targetSoc: 1,
  acW: 11_000,
  acPhases: 3,
  dcW: 120_000,
};

export const token = { idToken: '04A2B3C4', type: 'ISO14443' };
