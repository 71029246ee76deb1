/** Samples of a session, ready for a chart: one time axis, a value or a gap for each line. */
export interface Series {
  /** s since 1970 */
  times: number[];
  powerKw: (number | null)[];
  energyKwh: (number | null)[];
}

export interface Sample {
  measuredAt: string;
  measurand: string;
  phase: string | null;
  value: number | null;
  unit: string | null;
}

const powerMeasurand = 'Power.Active.Import';
const energyMeasurand = 'Energy.Active.Import.Register';

/** Graph gives W and Wh; phases of one moment add up where there is no sum. */
export function seriesOf(samples: readonly Sample[]): Series {
  const moments = new Map<number, { power: number | null; phases: number | null; energy: number | null }>();
  for (const { measuredAt, measurand, phase, value } of samples) {
    if (value === null || (measurand !== powerMeasurand && measurand !== energyMeasurand)) continue;
    const at = Date.parse(measuredAt) / 1000;
    const moment = moments.get(at) ?? { power: null, phases: null, energy: null };
    if (measurand === energyMeasurand) {
      if (phase === null) moment.energy = value;
    } else if (phase === null) moment.power = value;
    else if (/^L[123]$/.test(phase)) moment.phases = (moment.phases ?? 0) + value;
    moments.set(at, moment);
  }
  const times = [...moments.keys()].sort((a, b) => a - b);
  const of = times.map((at) => moments.get(at));
  const first = of.find((moment) => moment?.energy != null)?.energy ?? 0;
  return {
    times,
    powerKw: of.map((moment) => toKilo(moment?.power ?? moment?.phases)),
    energyKwh: of.map((moment) => (moment?.energy == null ? null : (moment.energy - first) / 1000)),
  };
}

const toKilo = (value: number | null | undefined): number | null => (value == null ? null : value / 1000);
