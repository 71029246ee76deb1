import { log } from '../log.js';
import { run } from '../ops/run.js';
import { readSettings, required } from '../settings.js';
import { migrate } from './migrate.js';

await run('migrate', async () => {
  const applied = await migrate(required(readSettings(), 'DATABASE_URL'));
  log.info({ applied }, applied.length > 0 ? 'migrated' : 'nothing to migrate');
  return undefined;
});
