import type { ChildProcess } from 'node:child_process';
import { startLoad, usageOf } from './processes.js';
import type { Stage } from './stage.js';

export interface IdleFigures {
  stations: number;
  /** Resident bytes a connection. */
  gatewayBytes: number;
  rawBytes: number;
  /** 1,000 stations connecting and booting at once, ms until the last boot answer. */
  bootStormMs: number;
}

/** Memory of connections that do nothing, and how long a fleet takes to come in. */
export async function benchIdle(stage: Stage, stations: number): Promise<IdleFigures> {
  const bootStormMs = await bootStorm(stage);
  const rawBytes = await perConnection(stage.rawUrl, stage.raw, stations);
  const gatewayBytes = await perConnection(stage.url, stage.gateway, stations);
  return { stations, gatewayBytes, rawBytes, bootStormMs };
}

const order = { scenario: 'idle', version: 'ocpp1.6', warmupMs: 0, runMs: 0 } as const;

async function bootStorm(stage: Stage): Promise<number> {
  const { child, ready, result } = startLoad({ ...order, url: stage.url, stations: 1000, prefix: 'STORM' });
  const { ms } = await ready;
  child.send('end');
  await result;
  return ms;
}

/** Twice the same, the first to warm up: what grows with the second fleet is what the connections take. */
async function perConnection(url: string, server: ChildProcess, stations: number): Promise<number> {
  const warm = startLoad({ ...order, url, stations, prefix: 'WARM' });
  await warm.ready;
  await settle();
  const before = usageOf(server.pid).rss;
  const load = startLoad({ ...order, url, stations, prefix: 'IDLE' });
  await load.ready;
  await settle();
  const bytes = (usageOf(server.pid).rss - before) / stations;
  for (const { child, result } of [warm, load]) {
    child.send('end');
    await result;
  }
  return bytes;
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5000));
