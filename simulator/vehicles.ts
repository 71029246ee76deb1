import { between, type Chance, oneOf } from './chance.js';
import type { Vehicle } from './curve.js';

/** Battery (kWh), AC charger (kW, phases) and DC peak (kW) of cars one meets in a car park. */
const onTheRoad = [
  [37, 7.4, 1, 70],
  [45, 11, 3, 100],
  [52, 22, 3, 130],
  [58, 11, 3, 120],
  [77, 11, 3, 135],
  [77, 11, 3, 230],
  [94, 11, 3, 150],
  [14, 3.7, 1, 40],
] as const;

/** Some car that comes in with some charge left. */
export function someVehicle(chance: Chance): Vehicle {
  const [kWh, acKw, acPhases, dcKw] = oneOf(chance, onTheRoad);
  return {
    capacityWh: kWh * 1000,
    soc: between(chance, 0.1, 0.65),
    targetSoc: chance() < 0.6 ? 0.8 : 1,
    acW: acKw * 1000,
    acPhases,
    dcW: dcKw * 1000,
  };
}
