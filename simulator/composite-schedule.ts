import { type CompositePeriod, composite } from './profiles.js';
import { transactionIdOf } from './session.js';
import type { Station } from './station.js';

/** How much may flow from now on, second by second. */
export interface CompositeSchedule {
  start: string;
  unit: 'A' | 'W';
  periods: CompositePeriod[];
}

/** Of one EVSE, or of the whole station (0); undefined where there is no such EVSE. */
export function compositeSchedule(
  station: Station,
  evseId: number,
  { durationS, unit = 'W' }: { durationS: number; unit?: 'A' | 'W' | undefined },
): CompositeSchedule | undefined {
  const evse = station.evse(evseId);
  if (evseId !== 0 && !evse) return undefined;
  const at = Date.now();
  const session = evse?.session;
  const moment = {
    ...{ at, evseId, phases: 3 as const },
    transaction: session && {
      transactionId: transactionIdOf(session, station.version) ?? '',
      startedAt: session.startedAt.getTime(),
    },
  };
  const mostW = station.options.outlet.maxW * (evse ? 1 : station.evses.length);
  const periods = composite(station.profiles, moment, { durationS, unit, mostW });
  return { start: new Date(at).toISOString(), unit, periods };
}
