import { between, type Chance, oneOf } from './chance.js';
import type { Evse } from './evse.js';
import type { Token } from './session.js';
import { someVehicle } from './vehicles.js';

export const scenarios = ['day', 'session', 'meter', 'idle'] as const;
export type Scenario = (typeof scenarios)[number];

/** What drivers go by. All seconds are theirs: `speed` shortens them. */
export interface Streets {
  chance: Chance;
  tokens: readonly Token[];
  pause(seconds: number): Promise<void>;
  /** The hour of the day out there, 0 to 24. */
  hour(): number;
  /** How likely the network goes away during a session, 0 to 1. */
  offlineRate: number;
}

/** Cars arriving at one EVSE in each hour of a day; some four a day, mostly before work and after. */
const arrivals = [
  0.02, 0.01, 0.01, 0.01, 0.02, 0.06, 0.14, 0.28, 0.34, 0.26, 0.2, 0.2, 0.24, 0.22, 0.2, 0.22, 0.28, 0.36,
  0.34, 0.26, 0.18, 0.12, 0.08, 0.04,
];

/** What happens at one EVSE, for as long as the fleet runs. */
export const plays: Record<Scenario, (evse: Evse, streets: Streets) => Promise<void>> = {
  idle: async () => undefined,

  meter: async (evse, streets) => {
    await streets.pause(between(streets.chance, 1, 10));
    const endless = { ...someVehicle(streets.chance), capacityWh: 1e9, targetSoc: 1 };
    for (;;) {
      if (evse.isFree) evse.plugIn(endless);
      if (!evse.session) await evse.present(oneOf(streets.chance, streets.tokens));
      await streets.pause(60);
    }
  },

  session: async (evse, streets) => {
    for (;;) {
      await streets.pause(between(streets.chance, 10, 90));
      if (evse.isFree) await visit(evse, streets, between(streets.chance, 600, 2400));
    }
  },

  day: async (evse, streets) => {
    for (;;) {
      // thinning: tried every few minutes with that hour's chance
      await streets.pause(between(streets.chance, 240, 360));
      const perHour = arrivals[Math.floor(streets.hour())] ?? 0;
      if (streets.chance() < perHour / 12 && evse.isFree)
        await visit(evse, streets, between(streets.chance, 1200, 14_400));
    }
  },
};

/** One driver: plugs in, holds the card, comes back, holds the card again, leaves. Some do it otherwise. */
export async function visit(evse: Evse, streets: Streets, staysS: number): Promise<void> {
  const { chance } = streets;
  const token = oneOf(chance, streets.tokens);
  const cardFirst = chance() < 0.3;
  if (cardFirst && !(await evse.present(token))) return;
  await streets.pause(between(chance, 3, 15));
  if (evse.vehicle) return;
  evse.plugIn(someVehicle(chance));
  await streets.pause(between(chance, 2, 10));
  if (!cardFirst && !(await evse.present(token))) return evse.unplug();
  if (chance() < streets.offlineRate) await outage(evse, streets);
  await stay(evse, streets, staysS);
  // one in ten just pulls the cable
  if (evse.session && chance() > 0.1) await evse.present(evse.session.token);
  await streets.pause(between(chance, 5, 40));
  if (evse.vehicle) evse.unplug();
}

/** Until the car is full and its driver has noticed, or the time is up, or somebody ended the session. */
async function stay(evse: Evse, streets: Streets, staysS: number): Promise<void> {
  const look = 20;
  for (let left = staysS; left > 0; left -= look) {
    await streets.pause(look);
    if (!evse.session) return;
    if (evse.chargingState === 'SuspendedEV') return streets.pause(between(streets.chance, 30, 600));
  }
}

async function outage({ station }: Evse, streets: Streets): Promise<void> {
  await streets.pause(between(streets.chance, 30, 200));
  station.goOffline();
  await streets.pause(between(streets.chance, 120, 900));
  station.comeBack();
}

/** A driver who has started from an app walks up with the cable. */
export async function rushIn(evse: Evse, streets: Streets): Promise<void> {
  await streets.pause(between(streets.chance, 5, 20));
  if (evse.vehicle || !evse.isPermitted) return;
  evse.plugIn(someVehicle(streets.chance));
  await stay(evse, streets, between(streets.chance, 1800, 7200));
  if (evse.session) evse.end('Local');
  await streets.pause(between(streets.chance, 5, 40));
  if (evse.vehicle) evse.unplug();
}
