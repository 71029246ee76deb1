import { createLogUpdate } from 'log-update';
import type { Fleet, Stats } from './fleet.js';

/** Milliseconds between two pictures: a terminal is redrawn, a log file gets a line now and then. */
const everyMs = { terminal: 500, lines: 5000 };

/** Shows what a fleet does until called off: a block in place on a terminal, plain lines elsewhere. */
export function show(fleet: Fleet, out: NodeJS.WriteStream): () => void {
  const terminal = out.isTTY && out.rows > 0 ? createLogUpdate(out) : undefined;
  let before = { at: performance.now(), sent: 0 };
  const draw = (): void => {
    const stats = fleet.stats();
    const now = { at: performance.now(), sent: stats.tally.sent };
    const perSecond = ((now.sent - before.sent) * 1000) / Math.max(1, now.at - before.at);
    before = now;
    if (terminal) terminal(block(stats, perSecond));
    else out.write(`${line(stats, perSecond)}\n`);
  };
  const timer = setInterval(draw, terminal ? everyMs.terminal : everyMs.lines);
  return () => {
    clearInterval(timer);
    draw();
    terminal?.done();
  };
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const kilo = (value: number): string => (value / 1000).toFixed(1);

function block(stats: Stats, perSecond: number): string {
  const { tally } = stats;
  const rows: [string, string][] = [
    ['connected', `${whole(stats.connected)} of ${whole(stats.stations)}`],
    ['charging', `${whole(stats.charging)} (${kilo(stats.powerW)} kW)`],
    ['sessions', `${whole(tally.sessionsBegun)} begun, ${whole(tally.sessionsEnded)} ended`],
    ['energy', `${kilo(tally.energyWh)} kWh`],
    ['messages', `${whole(tally.sent)} sent, ${whole(perSecond)}/s, ${whole(stats.queued)} waiting`],
    ['answers', `${whole(tally.answered)}, p50 ${ms(tally, 0.5)}, p95 ${ms(tally, 0.95)}`],
    [
      'errors',
      `${whole(tally.refused)} refused, ${whole(tally.unanswered)} unanswered, ${whole(tally.late)} late, ${whole(tally.dropped)} given up`,
    ],
    ['commands', whole(tally.commands)],
    ['refused cards', whole(tally.authorizationsRefused)],
    ...(tally.lastTrouble ? [['last trouble', tally.lastTrouble] satisfies [string, string]] : []),
  ];
  return rows.map(([name, value]) => `${name.padStart(14)}  ${value}`).join('\n');
}

const line = (stats: Stats, perSecond: number): string =>
  [
    `${stats.connected}/${stats.stations} connected`,
    `${stats.charging} charging`,
    `${kilo(stats.tally.energyWh)} kWh`,
    `${stats.tally.sent} sent (${whole(perSecond)}/s)`,
    `${stats.tally.answered} answered (p50 ${ms(stats.tally, 0.5)}, p95 ${ms(stats.tally, 0.95)})`,
    `${stats.tally.refused + stats.tally.unanswered} errors`,
    ...(stats.tally.lastTrouble ? [`last: ${stats.tally.lastTrouble}`] : []),
  ].join(', ');

const ms = (tally: Stats['tally'], quantile: number): string => `${tally.latency(quantile).toFixed(1)} ms`;
