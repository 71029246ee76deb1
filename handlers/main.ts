import { openBroker } from '../platform/broker/open.js';
import { warnOfOwner } from '../platform/database/login.js';
import { openPool } from '../platform/database/pool.js';
import { log } from '../platform/log.js';
import { run } from '../platform/ops/run.js';
import { startOps } from '../platform/ops/server.js';
import { readSettings, required } from '../platform/settings.js';
import { startHandlers } from './start.js';

await run('handlers', async () => {
  const settings = readSettings();
  const pool = openPool(required(settings, 'DATABASE_URL'), {
    size: settings.DATABASE_POOL,
    name: 'handlers',
    scans: false,
  });
  await warnOfOwner(pool, 'handlers');
  const broker = await openBroker(settings);
  const handlers = await startHandlers({ settings, pool, broker });
  const ops = await startOps({ settings, needs: { role: 'handlers', broker, pool } });
  log.info('handlers take messages');
  return async () => {
    await handlers.stop();
    await broker.close();
    await pool.end();
    await ops.stop();
  };
});
