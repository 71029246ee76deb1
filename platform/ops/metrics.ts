import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Tally } from './tally.js';

/** All that /metrics shows: our own below, beside those of Node.js (memory, event loop lag, garbage collection). */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

/** Every CALL and SEND, either direction. outcome: RESULT, ERROR, TIMEOUT, NONE, MALFORMED, as in the message trace. */
export const messages = new Tally(registry, {
  name: 'chargeql_messages_total',
  help: 'OCPP messages, by action, direction (IN: from stations) and outcome',
  labels: ['action', 'direction', 'outcome'],
});

/** How commands ended: the states of `command.state`. */
export const commands = new Tally(registry, {
  name: 'chargeql_commands_total',
  help: 'Commands that ended, by action and state',
  labels: ['action', 'state'],
});

/** cause: a few fixed words, never the sentence a person reads. */
export const refusedHandshakes = new Tally(registry, {
  name: 'chargeql_refused_handshakes_total',
  help: 'Connections turned away, by HTTP status and cause',
  labels: ['status', 'cause'],
});

const batchSize = new Histogram({
  name: 'chargeql_batch_items',
  help: 'Items moved as one: in a message to the handlers, in a database transaction, in an answer to a gateway',
  labelNames: ['hop'],
  buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
  registers: [registry],
});

const callTime = new Histogram({
  name: 'chargeql_call_seconds',
  help: 'IN: from a frame read to its answer written, by the gateway. OUT: from a CALL written to the station’s answer',
  labelNames: ['direction'],
  buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30],
  registers: [registry],
});

/** Resolved once; `observe` on them makes no label object. */
export const batchItems = {
  uplink: batchSize.labels('uplink'),
  database: batchSize.labels('database'),
  downlink: batchSize.labels('downlink'),
};
export const callSeconds = { in: callTime.labels('IN'), out: callTime.labels('OUT') };

const gauges = {
  connections: gauge('chargeql_connections', 'Stations connected to this process'),
  subscriptions: gauge('chargeql_subscriptions', 'GraphQL subscriptions open on this process'),
  brokerConnected: gauge('chargeql_broker_connected', '1 while messages can be passed on, else 0'),
  waiting: gauge('chargeql_waiting', 'What waits inside this process, by the place where it waits', [
    'place',
  ]),
  pool: gauge('chargeql_database_connections', 'Connections of the pool, by pool and state', [
    'pool',
    'state',
  ]),
};

/** What is read when someone asks for it: the hot path pays nothing. */
type Reading = () => number;
const readings = new Map<Gauge, Map<string, Reading>>();

function gauge(name: string, help: string, labelNames: string[] = []): Gauge {
  const made: Gauge = new Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    collect: () => {
      made.reset();
      for (const [labels, read] of readings.get(made) ?? [])
        made.labels(...(JSON.parse(labels) as string[])).set(read());
    },
  });
  return made;
}

/** Shows a figure under these label values from now on; the returned function takes it away again. */
export function watch(name: keyof typeof gauges, labels: string[], read: Reading): () => void {
  const key = JSON.stringify(labels);
  const of = readings.get(gauges[name]) ?? new Map<string, Reading>();
  readings.set(gauges[name], of.set(key, read));
  return () => {
    if (of.get(key) === read) of.delete(key);
  };
}
