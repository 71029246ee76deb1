import type { Format } from '../words/format.js';

interface Period {
  startPeriod?: number;
  limit?: number;
}

interface Schedule {
  chargingRateUnit?: string;
  chargingSchedulePeriod?: Period[];
}

const mostShown = 4;

/** The limits of a charging profile in a line; OCPP 1.6 has one schedule, 2.x several. */
export function scheduleText(profile: unknown, format: Format): string {
  const given = (profile as { chargingSchedule?: Schedule | Schedule[] } | null)?.chargingSchedule;
  const schedules = given === undefined ? [] : [given].flat();
  return schedules.map((schedule) => lineOf(schedule, format)).join('; ') || '–';
}

function lineOf({ chargingRateUnit, chargingSchedulePeriod = [] }: Schedule, format: Format): string {
  const limitOf = (limit: number | undefined) => {
    if (limit === undefined) return '–';
    return chargingRateUnit === 'W'
      ? format.power(limit)
      : `${format.number(limit, limit % 1 === 0 ? 0 : 1)}\u202fA`;
  };
  const shown = chargingSchedulePeriod
    .slice(0, mostShown)
    .map(({ startPeriod = 0, limit }) =>
      startPeriod === 0 ? limitOf(limit) : `${format.duration(startPeriod * 1000)}: ${limitOf(limit)}`,
    );
  return [...shown, ...(chargingSchedulePeriod.length > mostShown ? ['…'] : [])].join(', ');
}
