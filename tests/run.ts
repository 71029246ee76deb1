import { type ChildProcess, spawn } from 'node:child_process';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Connection } from 'rabbitmq-client';
import { migrate } from '../platform/database/migrate.js';
import { reason } from '../platform/log.js';
import { settingsTable } from '../platform/settings.js';
import { startTemporaryPostgres } from '../standalone/postgres/temporary.js';
import { rolePasswords } from './support/database.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const template = 'chargeql_template';
/** Of one test, and of its file, which has several: what hangs fails alone. */
const testTimeoutMs = 120_000;
const fileTimeoutMs = 900_000;
/** Nothing in a test has to outlive a crash. */
const fastAndLoose = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_connections=300',
];

const complain = (line: string) => process.stderr.write(`\n!!! ${line}\n\n`);

/** `npm test -- graph broker --test-name-pattern=…`: words narrow the files by their path, flags go to the runner. */
async function chooseFiles(words: string[]): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob('**/*.test.js', { cwd: here })) files.push(file);
  const wanted = words.map((word) => word.replace(/^(dist\/)?tests\//, '').replace(/\.ts$/, '.js'));
  return files
    .sort()
    .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
    .map((file) => path.relative(process.cwd(), path.join(here, file)));
}

async function answers(url: string): Promise<boolean> {
  const connection = new Connection({ url, connectionTimeout: 3000 });
  const first = await new Promise<boolean>((resolve) => {
    connection.once('connection', () => resolve(true));
    connection.on('error', () => resolve(false));
  });
  await connection.close();
  return first;
}

async function findRabbit(): Promise<string | undefined> {
  const url = process.env.AMQP_URL || 'amqp://guest:guest@127.0.0.1:5672';
  if (await answers(url)) return url;
  const { host } = new URL(url);
  if (process.env.CI === 'true') throw new Error(`no RabbitMQ answers at ${host}, and CI=true demands it`);
  complain(`No RabbitMQ answers at ${host}: its tests are SKIPPED. Start one or set AMQP_URL.`);
  return undefined;
}

async function makeTemplate(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${template}`);
  await client.end();
  const url = new URL(server);
  url.pathname = template;
  await migrate(url.href, rolePasswords);
}

/** Without the settings of whoever runs it: a test sets what it needs. */
function environment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !(name in settingsTable));
  return { LOG_LEVEL: 'fatal', ...Object.fromEntries(own), ...extra };
}

let runner: ChildProcess | undefined;
let interrupted = false;

/** Ctrl-C reaches the runner by the terminal; a signal to us alone is passed on. Either way we clear up after it. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true;
    runner?.kill(signal);
  });
}

function runTests(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (interrupted) return Promise.resolve(130);
  const child = spawn(process.execPath, args, { stdio: 'inherit', env });
  runner = child;
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(interrupted || signal ? 130 : (code ?? 1)));
  });
}

async function main(): Promise<number> {
  const given = process.argv.slice(2);
  const files = await chooseFiles(given.filter((word) => !word.startsWith('-')));
  if (files.length === 0) throw new Error(`no test file fits ${given.join(' ')}`);
  const amqpUrl = await findRabbit();
  const postgres = await startTemporaryPostgres(fastAndLoose);
  try {
    await makeTemplate(postgres.url);
    const flags = [
      '--enable-source-maps',
      '--test',
      '--test-concurrency=2',
      `--test-timeout=${testTimeoutMs}`,
      '--import',
      new URL('support/watchdog.js', import.meta.url).href,
      ...given.filter((word) => word.startsWith('-')),
    ];
    return await runTests(
      [...flags, ...files],
      environment({
        TEST_DATABASE_URL: postgres.url,
        TEST_DATABASE_TEMPLATE: template,
        TEST_AMQP_URL: amqpUrl ?? '',
        TEST_FILE_TIMEOUT_MS: process.env.TEST_FILE_TIMEOUT_MS ?? String(fileTimeoutMs),
      }),
    );
  } finally {
    await postgres.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  complain(`The tests cannot run: ${reason(error)}`);
  process.exitCode = 1;
}
