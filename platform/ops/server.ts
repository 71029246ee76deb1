import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Broker } from '../broker/broker.js';
import type { Pool } from '../database/pool.js';
import { reason } from '../log.js';
import type { Settings } from '../settings.js';
import { registry, watch } from './metrics.js';

/** A check that takes longer counts as failed. */
const checkMs = 2000;

/** What a role can't do without. */
export interface Needs {
  broker?: Broker;
  pool?: Pool;
  /** Shown with the figures of the pool. */
  role: string;
}

export interface Ops {
  port: number;
  stop(): Promise<void>;
}

/**
 * Opens OPS_PORT: /healthz says that the process lives, /readyz whether it can do its work (503 with what is
 * missing), /metrics shows its figures to Prometheus.
 */
export async function startOps({ settings, needs }: { settings: Settings; needs: Needs }): Promise<Ops> {
  const server = http.createServer((request, response) => {
    answer(request, needs).then(
      ({ status, type = 'text/plain; charset=utf-8', body }) => {
        response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
      },
      (error) => response.writeHead(500).end(`${reason(error)}\n`),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      reject(
        new Error(`OPS_PORT ${settings.OPS_PORT} is taken; each role on one machine needs one of its own`),
      );
    });
    server.listen(settings.OPS_PORT, settings.HOST, resolve);
  });
  const unwatch = watchNeeds(needs);
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      for (const end of unwatch) end();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

async function answer(
  { url }: http.IncomingMessage,
  needs: Needs,
): Promise<{ status: number; type?: string; body: string }> {
  switch (url?.split('?')[0]) {
    case '/healthz':
      return { status: 200, body: 'lives\n' };
    case '/readyz': {
      const missing = await findMissing(needs);
      return missing.length === 0
        ? { status: 200, body: 'ready\n' }
        : { status: 503, body: `${missing.join('\n')}\n` };
    }
    case '/metrics':
      return { status: 200, type: registry.contentType, body: await registry.metrics() };
    default:
      return { status: 404, body: 'here are /healthz, /readyz and /metrics\n' };
  }
}

async function findMissing({ broker, pool }: Needs): Promise<string[]> {
  const missing = broker && !broker.connected ? ['broker: not connected'] : [];
  if (pool) {
    const refusal = await askDatabase(pool).catch((error) => reason(error));
    if (refusal !== undefined) missing.push(`database: ${refusal}`);
  }
  return missing;
}

async function askDatabase(pool: Pool): Promise<undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${checkMs} ms`)), checkMs);
  });
  try {
    await Promise.race([pool.query('select 1'), late]);
  } finally {
    clearTimeout(timer);
  }
}

function watchNeeds({ broker, pool, role }: Needs): (() => void)[] {
  return [
    ...(broker ? [watch('brokerConnected', [], () => (broker.connected ? 1 : 0))] : []),
    ...(pool
      ? [
          watch('pool', [role, 'open'], () => pool.totalCount),
          watch('pool', [role, 'idle'], () => pool.idleCount),
          watch('pool', [role, 'awaited'], () => pool.waitingCount),
        ]
      : []),
  ];
}
