import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Command } from 'commander';
import { log } from '../platform/log.js';
import { explain, type Stop } from '../platform/ops/run.js';
import { readSettings } from '../platform/settings.js';
import { banner } from './banner.js';
import { installDirectus } from './directus/package.js';
import { openHome } from './home.js';
import { startAll } from './start.js';

const program = new Command('npm start --')
  .description('ChargeQL, all of it, in one process. Settings come from the environment: see README.md.')
  .option('--demo', 'run the demo chargers (usual while no other station has ever been here)')
  .option('--no-demo', 'leave the demo chargers out')
  .option('--no-admin', 'leave Directus out')
  .parse();
const { demo, admin } = program.opts<{ demo?: boolean; admin: boolean }>();

const ends: Stop[] = [];
let ending: Promise<void> | undefined;

/** Ends what runs, last things first; one part that fails to end holds up no other. */
function endAll(): Promise<void> {
  ending ??= (async () => {
    for (let end = ends.pop(); end; end = ends.pop())
      await end().catch((error) => log.error({ reason: explain(error) }, 'stopping'));
  })();
  return ending;
}

/** Where something is broken already, not every part can end in order: it gets a while. */
const endMs = 3000;

async function fail(error: unknown): Promise<void> {
  process.stderr.write(`ChargeQL cannot run: ${explain(error)}\n`);
  log.debug({ err: error }, 'the reason in full');
  await Promise.race([endAll(), wait(endMs)]);
  process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // Whoever presses Ctrl-C again does not want to wait; the database still ends by its exit hook.
    if (ending) process.exit(130);
    process.stdout.write('\n  Stopping …');
    void endAll().then(() => {
      process.stdout.write(' stopped.\n');
      process.exit(0);
    });
  });
}
process.on('uncaughtException', fail);
// Where the terminal is gone nobody hears what is said, and saying so would never end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  // Each role tells of its start by itself; here the banner does.
  if (!process.env.LOG_LEVEL) log.level = 'warn';
  const settings = readSettings();
  if (admin) await installDirectus();
  const home = await openHome(settings.DATA_DIR);
  ends.push(home.leave);
  const died = () =>
    void fail(new Error(`its PostgreSQL has ended; see ${path.join(home.folder, 'postgres.log')}`));
  const running = await startAll(
    { settings, home, admin, died, ...(demo === undefined ? {} : { demo }) },
    ends,
  );
  process.stdout.write(`${banner(running, settings)}\n`);
} catch (error) {
  await fail(error);
}
