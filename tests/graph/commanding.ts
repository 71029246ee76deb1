import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Broker } from '../../platform/broker/broker.js';
import { LocalBroker } from '../../platform/broker/local.js';
import { openTestRabbit, withoutRabbit } from '../support/broker.js';
import { type System, startSystem } from '../support/system.js';
import { type Charger, connectCharger, type Reply } from './charger.js';
import { graphBeside, type TestGraph } from './support.js';

export const brokers: { name: string; skip: string | false; open: () => Promise<Broker> }[] = [
  { name: 'the broker in this process', skip: false, open: async () => new LocalBroker() },
  { name: 'RabbitMQ', skip: withoutRabbit, open: () => openTestRabbit() },
];

/** What tests ask of a command. */
export const outcome = `state errorCode errorDescription command { id state action payload answer latencyMs late sentAt answeredAt }
  answer { status accepted statusInfo { reasonCode additionalInfo } }`;

export interface Commanding {
  system: System;
  graph: TestGraph;
  /** What chargers answer to an action from now on; nothing at all when there is no such line. */
  replies: Map<string, (payload: Record<string, unknown>) => Reply | Promise<Reply>>;
  plugIn(station: string, protocol: string): Promise<Charger>;
  stop(): Promise<void>;
}

/** Gateway, handlers and graph, for chargers that answer commands. */
export async function openCommanding(broker: Broker, more: Record<string, string> = {}): Promise<Commanding> {
  const environment = { CALL_TIMEOUT: '1', ...more };
  const system = await startSystem(environment, broker);
  const graph = await graphBeside({ ...system, environment });
  const replies: Commanding['replies'] = new Map();
  const chargers: Charger[] = [];
  return {
    system,
    graph,
    replies,
    plugIn: async (station, protocol) => {
      const charger = await connectCharger(`${system.url}/${station}`, protocol, (action, payload) =>
        replies.get(action)?.(payload),
      );
      chargers.push(charger);
      const boot =
        protocol === 'ocpp1.6'
          ? { chargePointVendor: 'V', chargePointModel: 'M' }
          : { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } };
      assert.equal((await charger.call('BootNotification', boot)).status, 'Accepted');
      return charger;
    },
    stop: async () => {
      for (const charger of chargers) await charger.leave();
      await graph.stop();
      await system.stop();
    },
  };
}

export async function until<Found>(look: () => Promise<Found | false>, ms = 15_000): Promise<Found> {
  for (const end = Date.now() + ms; ; ) {
    const found = await look();
    if (found) return found;
    assert.ok(Date.now() < end, 'it did not happen in time');
    await sleep(50);
  }
}
