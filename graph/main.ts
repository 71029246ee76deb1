import { openBroker } from '../platform/broker/open.js';
import { warnOfOwner } from '../platform/database/login.js';
import { openPool } from '../platform/database/pool.js';
import { log } from '../platform/log.js';
import { run } from '../platform/ops/run.js';
import { startOps } from '../platform/ops/server.js';
import { readSettings, required } from '../platform/settings.js';
import { startGraph } from './start.js';
import { startUploads } from './uploads/server.js';

await run('graph', async () => {
  const settings = readSettings();
  required(settings, 'ADMIN_TOKEN');
  const pool = openPool(required(settings, 'DATABASE_URL'), { size: settings.DATABASE_POOL, name: 'graph' });
  await warnOfOwner(pool, 'graph');
  const broker = await openBroker(settings);
  const uploads = await startUploads({ settings, pool, broker });
  const graph = await startGraph({ settings, pool, broker, uploadUrl: uploads.url });
  const ops = await startOps({ settings, needs: { role: 'graph', broker, pool } });
  log.info({ port: graph.port }, 'graph serves');
  return async () => {
    await graph.stop();
    await uploads.stop();
    await broker.close();
    await pool.end();
    await ops.stop();
  };
});
