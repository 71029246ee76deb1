import { log } from '../log.js';
import { run } from '../ops/run.js';
import { readSettings, required } from '../settings.js';
import { migrate } from './migrate.js';

await run('migrate', async () => {
  const settings = readSettings();
  const { applied } = await migrate(required(settings, 'DATABASE_URL'), {
    handlers: settings.HANDLERS_DATABASE_PASSWORD,
    graph: settings.GRAPH_DATABASE_PASSWORD,
    directus: settings.DIRECTUS_DATABASE_PASSWORD,
  });
  log.info({ applied }, applied.length > 0 ? 'migrated' : 'nothing to migrate');
  return undefined;
});
