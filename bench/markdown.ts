import { readFile, writeFile } from 'node:fs/promises';
import type { Figures, Machine, RunFigures } from './report.js';
import type { StormFigures } from './storm.js';

/** What stands between two marks of a page, for the text around it to speak of. */
const places = {
  figures: ['<!-- figures: npm run bench -- --markdown docs/performance.md -->', '<!-- end of figures -->'],
  storm: [
    '<!-- storm: npm run bench -- --storm 2000 --markdown docs/performance.md -->',
    '<!-- end of storm -->',
  ],
} as const;

async function put(file: string, place: keyof typeof places, text: string): Promise<void> {
  const [begin, end] = places[place];
  const page = await readFile(file, 'utf8');
  const [from, past] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || past < from) throw new Error(`${file} has no place for figures: ${begin} … ${end}`);
  await writeFile(file, `${page.slice(0, from)}${begin}\n\n${text}\n\n${page.slice(past)}`);
}

export const writeMarkdown = (file: string, figures: Figures, command: string): Promise<void> =>
  put(file, 'figures', sections(figures, command));

export const writeStorm = (
  file: string,
  { machine, storms }: { machine: Machine; storms: StormFigures[] },
  command: string,
): Promise<void> => put(file, 'storm', `${measured(machine, command)}\n\n${stormTable(storms)}`);

export function stormTable(storms: StormFigures[]): string {
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  return table(
    [
      ...[
        'passwords',
        'memory',
        'stations',
        'half in after s',
        '95 % after s',
        'all after s',
        'refused for now',
      ],
      ...['queries', 'p50 ms', 'p95 ms', 'slowest ms'],
    ],
    storms.map(({ passwords, memory, stations, p50, p95, ms, refusals, queries }) => [
      ...[passwords, memory, String(stations), seconds(p50), seconds(p95), seconds(ms), told(refusals)],
      String(queries.count),
      ...[queries.p50, queries.p95, queries.max].map((each) => each.toFixed(0)),
    ]),
  );
}

const told = (refusals: Record<string, number>): string =>
  Object.entries(refusals)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ') || 'none';

const measured = (machine: Machine, command: string): string =>
  `Measured on ${new Date().toISOString().slice(0, 10)} by \`${command}\` on ${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, Node.js ${machine.node}.`;

function sections({ machine, runs, idle, history }: Figures, command: string): string {
  const all = [...runs, ...(history ? [history.before, history.after] : [])];
  const parts = [
    measured(machine, command),
    table(
      [
        'scenario',
        'version',
        'stations',
        'messages/s',
        'raw/s',
        'ratio',
        'p50 ms',
        'p95 ms',
        'p99 ms',
        'errors',
      ],
      all.map((run) => [
        run.note ? `${run.scenario}, ${run.note}` : run.scenario,
        run.version,
        String(run.stations),
        String(Math.round(run.system.rate)),
        String(Math.round(run.raw.rate)),
        run.ratio.toFixed(2),
        ...[run.system.p50, run.system.p95, run.system.p99].map((ms) => ms.toFixed(1)),
        String(run.errors),
      ]),
    ),
    'CPU time a message by process, µs, and resident memory, MiB:',
    table(
      [
        'scenario',
        'version',
        'stations',
        ...processes(all),
        ...processes(all)
          .slice(0, -1)
          .map((name) => `${name} MiB`),
      ],
      all.map((run) => [
        run.note ? `${run.scenario}, ${run.note}` : run.scenario,
        run.version,
        String(run.stations),
        ...processes(all).map((name) => String(Math.round(microseconds(run, name)))),
        ...processes(all)
          .slice(0, -1)
          .map((name) => String(Math.round((run.rss[name] ?? 0) / 2 ** 20))),
      ]),
    ),
  ];
  if (idle)
    parts.push(
      `An idle connection takes ${(idle.gatewayBytes / 1024).toFixed(1)} KiB in the gateway and ${(idle.rawBytes / 1024).toFixed(1)} KiB in the raw server (${idle.stations} connections). 1,000 stations connected and booted within ${(idle.bootStormMs / 1000).toFixed(2)} s.`,
    );
  if (history)
    parts.push(
      `With ${history.rows.toLocaleString('en')} meter values in the table the session scenario runs at ${(history.after.ratio / history.before.ratio).toFixed(2)} of its ratio without them.`,
    );
  return parts.join('\n\n');
}

/** Over warm-up and run, at the rate of the run. */
function microseconds({ cpu, system, seconds }: RunFigures, name: string): number {
  return ((cpu[name] ?? 0) / (system.rate * seconds)) * 1e6;
}

/** The load generator comes last. */
const processes = (runs: RunFigures[]): string[] => Object.keys(runs[0]?.cpu ?? {});

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
