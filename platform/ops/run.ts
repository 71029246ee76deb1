import { log, reason } from '../log.js';
import { readSettings } from '../settings.js';

/** What a role gives back once it runs: how to end it. */
export type Stop = () => Promise<void>;

/** ms; whoever is told to end and has not by then waits for something that does not come: a database that is gone. */
const usualStopMs = 10_000;

/**
 * The frame of every command: starts the role, ends it on SIGINT or SIGTERM, and turns what goes wrong
 * into one line and exit code 1, without a stack trace.
 */
export async function run(
  role: string,
  start: () => Promise<Stop | undefined>,
  stopMs = usualStopMs,
): Promise<void> {
  const fail = (error: unknown) => {
    log.fatal({ role, reason: reason(error) }, `${role} cannot run: ${explain(error)}`);
    process.exit(1);
  };
  process.on('uncaughtException', fail);
  try {
    const stop = await start();
    if (stop) endOnSignal(role, { stop, stopMs }, fail);
    else process.exitCode = 0;
  } catch (error) {
    fail(error);
  }
}

function endOnSignal(
  role: string,
  { stop, stopMs }: { stop: Stop; stopMs: number },
  fail: (error: unknown) => void,
): void {
  let ending = false;
  const end = (signal: NodeJS.Signals) => {
    if (ending) return;
    ending = true;
    log.info({ role, signal }, 'stopping');
    setTimeout(() => {
      log.error({ role }, `${role} does not stop within ${stopMs / 1000} s; others do what was under way`);
      process.exit(1);
    }, stopMs);
    stop().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

/** The setting that asked for a port, so that the reader need not guess. */
function settingOfPort(port: number | undefined): string {
  const asked = Object.entries(readSettings()).find(
    ([name, value]) => name.endsWith('_PORT') && value === port,
  );
  return asked ? `${asked[0]} to another` : 'another port';
}

interface SystemError extends NodeJS.ErrnoException {
  port?: number;
  address?: string;
  hostname?: string;
}

/** System errors in an operator's words, with the next step. */
export function explain(error: unknown): string {
  // A name with several addresses fails with one error each.
  if (error instanceof AggregateError) return explain(error.errors[0]);
  const { code, port, address, hostname, path } = error as SystemError;
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} is taken; stop what listens there or set ${settingOfPort(port)}`;
    case 'EADDRNOTAVAIL':
      return `this machine has no address ${address}; check HOST`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `no host named "${hostname}" is known`;
    case 'ECONNREFUSED':
      return `nothing answers at ${address ?? 'the address'}:${port ?? ''}; is it running?`;
    case 'EACCES':
    case 'EPERM':
      return `no permission for ${path ?? (port === undefined ? (address ?? 'that') : `port ${port}`)}`;
    case '28P01':
      return 'the database refuses the password; check DATABASE_URL';
    case '3D000':
      return `${reason(error)}; create it or check DATABASE_URL`;
    default:
      return reason(error);
  }
}
