import type { OcppVersion } from '../ocpp/versions.js';
import type { LoadResult } from './load.js';
import { startLoad, type Usage, usageOf } from './processes.js';
import type { RunFigures, Timing } from './report.js';
import type { ScenarioName } from './scenarios.js';
import type { Stage } from './stage.js';

export interface Order extends Timing {
  scenario: ScenarioName;
  version: OcppVersion;
  stations: number;
  /** Shown with the figures. */
  note?: string;
}

/** Raw and system take turns, so that both meet the same machine; the median of the rounds counts. */
export async function benchScenario(stage: Stage, order: Order): Promise<RunFigures> {
  const rounds: {
    raw: LoadResult;
    system: LoadResult;
    cpu: Record<string, number>;
    rss: Record<string, number>;
  }[] = [];
  for (let round = 0; round < order.rounds; round++) {
    const raw = await run(stage.rawUrl, order, `R${round}-`);
    const before = stage.usage();
    const { result, load } = await run(stage.url, order, `B${order.version}-${order.stations}-`, true);
    const after = stage.usage();
    const seconds = (name: string) => (after[name] as Usage).cpu - (before[name] as Usage).cpu;
    const names = Object.keys(after).filter((name) => name !== 'raw');
    rounds.push({
      raw: raw.result,
      system: result,
      cpu: { ...Object.fromEntries(names.map((name) => [name, seconds(name)])), load: load.cpu },
      rss: Object.fromEntries(names.map((name) => [name, (after[name] as Usage).rss])),
    });
    console.log(
      `${order.scenario} ${order.version} ${order.stations} stations, round ${round + 1}: ${Math.round(result.rate)}/s of raw ${Math.round(raw.result.rate)}/s, p99 ${result.p99.toFixed(1)} ms${result.errors ? `, ${result.errors} ERRORS` : ''}`,
    );
  }
  const median = rounds.toSorted((a, b) => a.system.rate / a.raw.rate - b.system.rate / b.raw.rate)[
    rounds.length >> 1
  ] as (typeof rounds)[0];
  return {
    scenario: order.scenario,
    version: order.version,
    stations: order.stations,
    ...(order.note ? { note: order.note } : {}),
    raw: median.raw,
    system: median.system,
    ratio: median.system.rate / median.raw.rate,
    seconds: (order.warmupMs + order.runMs) / 1000,
    cpu: median.cpu,
    rss: median.rss,
    errors: rounds.reduce((sum, { system }) => sum + system.errors, 0),
  };
}

async function run(
  url: string,
  order: Order,
  prefix: string,
  measured = false,
): Promise<{ result: LoadResult; load: Usage }> {
  const { scenario, version, stations, warmupMs, runMs } = order;
  const { child, result } = startLoad({ url, scenario, version, stations, prefix, warmupMs, runMs });
  // Read before it ends: a process that is gone has no figures.
  const load = { cpu: 0, rss: 0 };
  const watch = measured ? setInterval(() => Object.assign(load, usageOf(child.pid)), 250) : undefined;
  try {
    return { result: await result, load };
  } finally {
    clearInterval(watch);
  }
}
