import { startGraph } from '../../graph/start.js';
import { LocalBroker } from '../../platform/broker/local.js';
import { openPool } from '../../platform/database/pool.js';
import { log } from '../../platform/log.js';
import { readSettings } from '../../platform/settings.js';

// The API as a process of its own on a broker of its own, so that a test may set NODE_ENV for all that is loaded.
const pool = openPool(process.env.TEST_DATABASE ?? '', { size: 4, name: 'test graph' });
const broker = new LocalBroker();
const graph = await startGraph({ settings: readSettings(), pool, broker });
log.info({ port: graph.port }, 'graph serves');
process.once('SIGINT', async () => {
  await graph.stop();
  await broker.close();
  await pool.end();
});
