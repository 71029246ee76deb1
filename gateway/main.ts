import { openBroker } from '../platform/broker/open.js';
import { log } from '../platform/log.js';
import { run } from '../platform/ops/run.js';
import { startOps } from '../platform/ops/server.js';
import { readSettings } from '../platform/settings.js';
import { startGateway } from './start.js';

/** Stations get the answers they wait for first. */
const stopMs = 25_000;

async function start() {
  const settings = readSettings();
  const broker = await openBroker(settings);
  const gateway = await startGateway({ settings, broker });
  const ops = await startOps({ settings, needs: { role: 'gateway', broker } });
  log.info({ gateway: gateway.id, port: gateway.port, tlsPort: gateway.tlsPort }, 'gateway listens');
  return async () => {
    await gateway.stop();
    await broker.close();
    await ops.stop();
  };
}

await run('gateway', start, stopMs);
