import { type ChildProcess, fork, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Arrivals, LoadOrder, LoadResult } from './load.js';

const here = (path: string) => new URL(path, import.meta.url);

/** A role as its own process, as `npm run gateway` starts it. */
export async function startRole(
  role: string,
  environment: Record<string, string>,
  nodeFlags: string[] = [],
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...nodeFlags, here(`../${role}/main.js`).pathname], {
    env: { ...process.env, ...environment, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (data: Buffer) => {
      text += data;
      if (/gateway listens|handlers take messages|graph serves/.test(text)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`${role} ended with code ${code}: ${text}`)));
    setTimeout(() => reject(new Error(`${role} does not start: ${text}`)), 20_000).unref();
  });
  child.stdout?.on('data', (data: Buffer) => {
    for (const line of data.toString().split('\n'))
      if (/"level":(40|50|60)/.test(line)) console.error(role, line.slice(0, 300));
  });
  return child;
}

export async function startRaw(): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(here('./raw.js'));
  const { port } = await message<{ port: number }>(child);
  return { child, url: `ws://127.0.0.1:${port}` };
}

export interface Load {
  child: ChildProcess;
  /** For `idle`: all have booted. */
  ready: Promise<Arrivals>;
  result: Promise<LoadResult>;
}

export function startLoad(order: LoadOrder): Load {
  const child = fork(here('./load.js'));
  const ready = Promise.withResolvers<Arrivals>();
  const result = Promise.withResolvers<LoadResult>();
  const fail = (error: Error) => {
    ready.reject(error);
    result.reject(error);
  };
  // Whoever waits for one of the two is told; the other is nobody's.
  ready.promise.catch(() => undefined);
  result.promise.catch(() => undefined);
  child.on('message', (said: { ready?: Arrivals; result?: LoadResult; failure?: string }) => {
    if (said.ready !== undefined) ready.resolve(said.ready);
    if (said.result) result.resolve(said.result);
    if (said.failure) fail(new Error(said.failure));
  });
  child.once('exit', (code) => code && fail(new Error(`load generator ended with code ${code}`)));
  child.send(order);
  return { child, ready: ready.promise, result: result.promise };
}

const message = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    child.once('message', (said) => resolve(said as T));
    child.once('exit', (code) => reject(new Error(`child ended with code ${code}`)));
  });

export async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null) return;
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
}

/** CPU seconds used so far and resident bytes of a process and, for Postgres, of all its children. Linux only. */
export interface Usage {
  cpu: number;
  rss: number;
}

const ticksASecond = 100;
const pageBytes = 4096;

export function usageOf(pid: number | undefined, withChildren = false): Usage {
  if (!pid) return { cpu: 0, rss: 0 };
  const pids = withChildren ? [pid, ...childrenOf(pid)] : [pid];
  return pids
    .map(usageOfOne)
    .reduce((sum, one) => ({ cpu: sum.cpu + one.cpu, rss: sum.rss + one.rss }), { cpu: 0, rss: 0 });
}

function usageOfOne(pid: number): Usage {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Fields 14 to 17 and 24 of proc(5), counted from the third: own and waited-for children's time, and pages.
    const cpu = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksASecond;
    return { cpu, rss: Number(fields[21]) * pageBytes };
  } catch {
    return { cpu: 0, rss: 0 };
  }
}

function processes(): { pid: number; parent: number; name: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const close = stat.lastIndexOf(')');
        return [
          {
            pid: Number(pid),
            parent: Number(stat.slice(close + 2).split(' ')[1]),
            name: stat.slice(stat.indexOf('(') + 1, close),
          },
        ];
      } catch {
        return [];
      }
    });
}

const childrenOf = (pid: number): number[] =>
  processes()
    .filter(({ parent }) => parent === pid)
    .map(({ pid }) => pid);

/** RabbitMQ's own process, when it runs on this machine. */
export const rabbitPid = (): number | undefined => processes().find(({ name }) => name === 'beam.smp')?.pid;

export const parentOf = (pid: number): number | undefined =>
  processes().find((one) => one.pid === pid)?.parent;
