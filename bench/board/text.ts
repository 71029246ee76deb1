import type { BoardFigures } from './board.js';
import type { PhaseFigures } from './phases.js';

const columns: [string, (phase: PhaseFigures) => string][] = [
  ['while', ({ phase }) => phase],
  ['frame median ms', ({ frameMedian }) => frameMedian.toFixed(1)],
  ['p95 ms', ({ frameP95 }) => frameP95.toFixed(1)],
  ['worst ms', ({ frameWorst }) => frameWorst.toFixed(0)],
  ['tasks over 50 ms', ({ longTasks }) => String(longTasks)],
  ['together ms', ({ longTaskMs }) => longTaskMs.toFixed(0)],
  ['main thread, cores', ({ busy }) => busy.toFixed(2)],
  ['key to paint ms', ({ keyMedian }) => keyMedian?.toFixed(0) ?? ''],
  ['p95 ms', ({ keyP95 }) => keyP95?.toFixed(0) ?? ''],
];

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** The figures as the page of performance has them. */
export const boardText = ({
  stations,
  events,
  loadMs,
  firstRowsMs,
  allMs,
  phases,
  heapMiB,
  nodes,
}: BoardFigures): string =>
  [
    line(columns.map(([title]) => title)),
    line(columns.map(() => '---')),
    ...phases.map((phase) => line(columns.map(([, of]) => of(phase)))),
    '',
    `${stations} stations, ${events.toFixed(0)} events a second. The app loads in ${loadMs.toFixed(0)} ms; from then on first cards`,
    `take ${firstRowsMs.toFixed(0)} ms, all stations ${allMs.toFixed(0)} ms. The page holds ${heapMiB.toFixed(0)} MiB of JavaScript objects and ${nodes} nodes.`,
  ].join('\n');
