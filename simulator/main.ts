import { read } from './arguments.js';
import { startFleet } from './fleet.js';
import { show } from './live.js';

try {
  const { duration, endSessions, ...options } = read(process.argv.slice(2));
  const fleet = startFleet(options);
  const conceal = show(fleet, process.stdout);
  let ending = false;

  const end = async (): Promise<void> => {
    // a second Ctrl-C does not wait
    if (ending) process.exit(0);
    ending = true;
    await fleet.stop({ politely: endSessions });
    conceal();
    process.exit(0);
  };

  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
  if (duration > 0) setTimeout(() => void end(), duration * 1000);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
