import type { LoadResult } from './load.js';

export interface Timing {
  warmupMs: number;
  runMs: number;
  rounds: number;
}

/** The median round of one scenario. */
export interface RunFigures {
  scenario: string;
  version: string;
  stations: number;
  note?: string;
  raw: LoadResult;
  system: LoadResult;
  ratio: number;
  /** Of warm-up and run together. */
  seconds: number;
  /** CPU seconds by process, over warm-up and run. */
  cpu: Record<string, number>;
  /** Resident bytes by process. */
  rss: Record<string, number>;
  errors: number;
}

export interface Machine {
  cpu: string | undefined;
  cores: number;
  memoryGiB: number;
  node: string;
}

export interface Figures {
  machine: Machine;
  runs: RunFigures[];
  idle: { stations: number; gatewayBytes: number; rawBytes: number; bootStormMs: number } | undefined;
  history: { rows: number; before: RunFigures; after: RunFigures } | undefined;
}

const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;
const mib = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;

export function print({ machine, runs, idle, history }: Figures): void {
  console.log(`\n${JSON.stringify(machine)}\n`);
  const all = [...runs, ...(history ? [history.before, history.after] : [])];
  console.table(all.map(rowOf));
  console.log('\nCPU seconds and resident memory by process, median round');
  console.table(
    all.map(({ scenario, version, stations, cpu, rss }) => ({
      scenario,
      version,
      stations,
      ...by(cpu, (s) => s.toFixed(1)),
      ...by(rss, mib, ' rss'),
    })),
  );
  if (idle) {
    console.log(
      `\nidle connection, ${idle.stations} stations: gateway ${kib(idle.gatewayBytes)}, raw ws ${kib(idle.rawBytes)}`,
    );
    console.log(`1,000 stations connected and booted in ${(idle.bootStormMs / 1000).toFixed(2)} s`);
  }
  if (history) {
    const change = history.after.ratio / history.before.ratio;
    console.log(
      `\nsession with ${history.rows} meter values in the table: ${change.toFixed(2)} of the ratio without`,
    );
  }
}

const rowOf = ({ scenario, version, stations, note, raw, system, ratio, errors }: RunFigures) => ({
  scenario: note ? `${scenario}, ${note}` : scenario,
  version,
  stations,
  'messages/s': Math.round(system.rate),
  'raw/s': Math.round(raw.rate),
  ratio: ratio.toFixed(2),
  'p50 ms': system.p50.toFixed(1),
  'p95 ms': system.p95.toFixed(1),
  'p99 ms': system.p99.toFixed(1),
  errors,
});

const by = (values: Record<string, number>, show: (value: number) => string, suffix = '') =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name + suffix, show(value)]));
