import { build, type Histogram } from 'hdr-histogram-js';
import type { WebSocket } from 'ws';
import type { OcppVersion } from '../ocpp/versions.js';
import { arrive } from './arrival.js';
import { bootOf, type ScenarioName, scriptOf } from './scenarios.js';

/** One run, as bench/main.ts asks for it over the IPC channel. */
export interface LoadOrder {
  url: string;
  scenario: ScenarioName | 'idle';
  version: OcppVersion;
  stations: number;
  prefix: string;
  warmupMs: number;
  runMs: number;
  /** Of every station, by Basic auth. */
  password?: string;
  /** Each station waits so long between its messages; else it sends the next once it is answered. */
  everyMs?: number;
  /** One that is refused for now (429, 503) comes again, as chargers do. */
  persistent?: boolean;
}

/** How a fleet came in. */
export interface Arrivals {
  /** From the first connection attempt to the last boot answer. */
  ms: number;
  /** Until half, and 95 of 100, of the stations had booted, ms. */
  p50: number;
  p95: number;
  /** Handshakes refused for now, by status. */
  refusals: Record<string, number>;
}

export interface LoadResult {
  /** Answers a second. */
  rate: number;
  p50: number;
  p95: number;
  p99: number;
  /** CALLERRORs and broken connections. */
  errors: number;
  /** From the first connection attempt to the last boot answer, ms. */
  readyMs: number;
}

/** A closed loop: each station has one message under way and sends the next when it is answered, or a while after. */
async function load(order: LoadOrder): Promise<LoadResult> {
  const state = {
    count: 0,
    errors: 0,
    measuring: false,
    stopped: false,
    latency: build({ lowestDiscernibleValue: 1, highestTrackableValue: 60_000_000 }),
    refusals: {},
  };
  const started = performance.now();
  const booted: number[] = [];
  const sockets = await Promise.all(
    Array.from({ length: order.stations }, async (_, i) => {
      const connected = await connect(order, `${order.prefix}${i}`, state);
      booted.push(performance.now() - started);
      return connected;
    }),
  );
  const readyMs = performance.now() - started;
  if (order.scenario === 'idle') {
    const share = (part: number) => booted[Math.ceil(booted.length * part) - 1] ?? 0;
    const arrivals: Arrivals = {
      ...{ ms: readyMs, p50: share(0.5), p95: share(0.95), refusals: state.refusals },
    };
    process.send?.({ ready: arrivals });
    await new Promise((resolve) => process.once('message', resolve));
    for (const { socket } of sockets) socket.terminate();
    return { rate: 0, p50: 0, p95: 0, p99: 0, errors: state.errors, readyMs };
  }
  for (const { go } of sockets) go();
  await sleep(order.warmupMs);
  state.measuring = true;
  const from = performance.now();
  await sleep(order.runMs);
  const seconds = (performance.now() - from) / 1000;
  state.measuring = false;
  state.stopped = true;
  for (const { socket } of sockets) socket.terminate();
  const at = (percentile: number) => state.latency.getValueAtPercentile(percentile) / 1000;
  return {
    rate: state.count / seconds,
    p50: at(50),
    p95: at(95),
    p99: at(99),
    errors: state.errors,
    readyMs,
  };
}

interface State {
  count: number;
  errors: number;
  measuring: boolean;
  stopped: boolean;
  latency: Histogram;
  refusals: Record<string, number>;
}

/** Resolves once the station has booted. */
async function connect(
  order: LoadOrder,
  station: string,
  state: State,
): Promise<{ socket: WebSocket; go: () => void }> {
  const socket = await arrive(order, station, state.refusals);
  const { promise, resolve, reject } = Promise.withResolvers<{ socket: WebSocket; go: () => void }>();
  let script: ReturnType<ReturnType<typeof scriptOf>> | undefined;
  let sentAt = 0;
  let asked = '';
  const send = (frame: string) => {
    // The scripts number their calls; the id stands behind `[2,"`.
    asked = frame.slice(4, frame.indexOf('"', 4));
    sentAt = performance.now();
    socket.send(frame);
  };
  const go = () => {
    script = scriptOf(order.scenario as ScenarioName, order.version)(station);
    const first = script.next().value;
    later(() => send(first), Math.random());
  };
  /** A fleet does not send in step. */
  const later = (run: () => void, share = 0.5 + Math.random()) =>
    order.everyMs === undefined ? run() : void setTimeout(run, order.everyMs * share);
  socket.on('message', (data: Buffer) => {
    if (!script) return resolve({ socket, go });
    if (state.measuring) {
      state.count++;
      state.latency.recordValue(Math.round((performance.now() - sentAt) * 1000));
    }
    if (state.stopped) return;
    const [type, id, payload] = JSON.parse(data.toString());
    if (type !== 3 || id !== asked) state.errors++;
    const next = script.next(payload).value;
    later(() => state.stopped || send(next));
  });
  socket.on('error', reject);
  socket.on('close', () => {
    if (!state.stopped) state.errors++;
    reject(new Error(`${station} lost its connection`));
  });
  send(bootOf(order.version));
  return promise;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

process.once('message', async (order: LoadOrder) => {
  try {
    process.send?.({ result: await load(order) }, () => process.exit(0));
  } catch (error) {
    process.send?.({ failure: String(error) }, () => process.exit(1));
  }
});
