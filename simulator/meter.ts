import { charge, type Outlet, type Vehicle } from './curve.js';

/** An EVSE's energy meter: its register only grows. */
export class Meter {
  /** Power at the latest reading (W). */
  powerW = 0;
  #readAt = 0;
  #chargingS = 0;

  /** @param registerWh energy through it since it was built in (Wh) */
  constructor(public registerWh: number) {}

  /** The contactor closes. */
  start(): void {
    this.#readAt = Date.now();
    this.#chargingS = 0;
  }

  stop(): void {
    this.powerW = 0;
  }

  /**
   * Brings register, power and battery up to now.
   *
   * @param limitW what the car may take
   * @param speed how many times faster than the clock it charges
   * @returns what flowed since the last reading (Wh)
   */
  read(vehicle: Vehicle, outlet: Outlet, { limitW, speed }: { limitW: number; speed: number }): number {
    const now = Date.now();
    const seconds = ((now - this.#readAt) / 1000) * speed;
    const charged = charge(vehicle, outlet, { limitW, from: this.#chargingS, seconds });
    this.#readAt = now;
    this.#chargingS += seconds;
    this.registerWh += charged.wh;
    this.powerW = charged.powerW;
    vehicle.soc = charged.soc;
    return charged.wh;
  }
}
