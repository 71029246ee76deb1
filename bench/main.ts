import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchBoard } from './board/board.js';
import { boardText } from './board/text.js';
import { benchHistory } from './history.js';
import { benchIdle, type IdleFigures } from './idle.js';
import { stormTable, writeMarkdown, writeStorm } from './markdown.js';
import { type Machine, print, type RunFigures } from './report.js';
import { benchScenario } from './scenario.js';
import type { ScenarioName } from './scenarios.js';
import { startStage } from './stage.js';
import { printStatements, watchStatements } from './statements.js';
import { benchStorm } from './storm.js';

const { values: options } = parseArgs({
  options: {
    scenarios: { type: 'string', default: 'heartbeat,meter,session' },
    versions: { type: 'string', default: 'ocpp1.6,ocpp2.0.1' },
    stations: { type: 'string', default: '50,200' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    'idle-stations': { type: 'string', default: '2000' },
    history: { type: 'string', default: '5000000' },
    storm: { type: 'string', default: '0' },
    board: { type: 'string', default: '0' },
    messages: { type: 'string', default: '400' },
    out: { type: 'string', default: 'bench/results/latest.json' },
    markdown: { type: 'string' },
    profile: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const usage = `npm run bench -- [options]

Starts gateway, handlers and graph as processes of their own against RabbitMQ (AMQP_URL) and PostgreSQL
(DATABASE_URL, else an embedded one, fsync on), and beside them a raw ws server that answers at once. Raw and
system take turns; each figure is the median of the rounds, and the ratio is that of the same run.

  --scenarios ${'heartbeat,meter,session'}   --versions ocpp1.6,ocpp2.0.1   --stations 50,200
  --seconds 5        of each measurement, after 2 s of warm-up
  --rounds 3         how often raw and system take turns
  --idle-stations    for memory an idle connection and the boot storm; 0 leaves it out
  --history          meter values put in before the session scenario is run again; 0 leaves it out
  --storm            stations that come back at once with passwords, and nothing else is measured; 0 leaves it out
  --board            stations on the live board in Chromium, and nothing else is measured; 0 leaves it out
  --messages 400     a second from those stations while the board is watched
  --profile          writes CPU profiles of gateway and handlers, or of the board's page, to bench/results
  --markdown FILE    puts the tables between the marks of that page
  --out FILE         where the JSON goes`;

const command = ['npm run bench --', ...process.argv.slice(2)].join(' ');
const machine: Machine = {
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
const list = (text: string) => text.split(',').filter(Boolean);

if (options.help) console.log(usage);
else if (Number(options.board) > 0) await boardOnly(Number(options.board));
else if (Number(options.storm) > 0) await stormOnly(Number(options.storm));
else await main();

async function stormOnly(stations: number): Promise<void> {
  const stage = await startStage({ profile: options.profile });
  try {
    const storms = await benchStorm(stage, stations);
    console.log(`\n${JSON.stringify(machine)}\n\n${stormTable(storms)}`);
    if (options.markdown) await writeStorm(options.markdown, { machine, storms }, command);
  } finally {
    await stage.end();
  }
}

async function boardOnly(stations: number): Promise<void> {
  console.log(
    boardText(await benchBoard({ stations, messages: Number(options.messages), profile: options.profile })),
  );
}

async function main(): Promise<void> {
  const timing = { warmupMs: 2000, runMs: Number(options.seconds) * 1000, rounds: Number(options.rounds) };
  const stage = await startStage({ profile: options.profile });
  const runs: RunFigures[] = [];
  if (options.profile) await watchStatements(stage.db);
  let idle: IdleFigures | undefined;
  let history: Awaited<ReturnType<typeof benchHistory>> | undefined;
  try {
    // First: what a connection takes shows only in processes that have not grown yet.
    if (Number(options['idle-stations']) > 0) idle = await benchIdle(stage, Number(options['idle-stations']));
    for (const scenario of list(options.scenarios) as ScenarioName[])
      for (const version of list(options.versions) as ('ocpp1.6' | 'ocpp2.0.1')[])
        for (const stations of list(options.stations).map(Number))
          runs.push(await benchScenario(stage, { scenario, version, stations, ...timing }));
    if (Number(options.history) > 0) history = await benchHistory(stage, Number(options.history), timing);
    if (options.profile) await printStatements(stage.db);
  } finally {
    await stage.end();
  }
  print({ machine, runs, idle, history });
  if (options.markdown) await writeMarkdown(options.markdown, { machine, runs, idle, history }, command);
  await mkdir('bench/results', { recursive: true });
  await writeFile(
    options.out,
    `${JSON.stringify({ at: new Date().toISOString(), options, machine, runs, idle, history }, null, 2)}\n`,
  );
  console.log(`\nJSON: ${options.out}`);
}
