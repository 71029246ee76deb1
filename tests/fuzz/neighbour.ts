import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { strictClient } from '../stories/strict-client.js';
import type { System } from '../support/system.js';

/** A station that charges beside all that, strict with each of our frames. */
export interface Neighbour {
  /** Ends its transaction and looks whether all of it was kept. */
  finish(): Promise<void>;
}

export async function charge({ url, pool }: System): Promise<Neighbour> {
  const client = strictClient(url, 'NEIGHBOUR', 'ocpp2.0.1');
  await client.connect();
  let [seqNo, wh, over] = [0, 1000, false];
  const tell = (eventType: string, triggerReason: string, more: object = {}) =>
    client.call('TransactionEvent', {
      ...{ eventType, triggerReason, seqNo: seqNo++, timestamp: new Date().toISOString(), evse: { id: 1 } },
      transactionInfo: { transactionId: 'beside', ...more },
      meterValue: [{ timestamp: new Date().toISOString(), sampledValue: [{ value: wh }] }],
    });
  await tell('Started', 'CablePluggedIn');
  const charging = (async () => {
    while (!over) {
      wh += 10;
      assert.deepEqual(await tell('Updated', 'MeterValuePeriodic'), {});
      assert.ok((await client.call('Heartbeat', {})).currentTime);
      await sleep(100);
    }
  })();
  // Whatever goes wrong with it is told at the end.
  charging.catch(() => undefined);
  return {
    async finish() {
      over = true;
      await charging;
      await tell('Ended', 'EVDeparted', { stoppedReason: 'EVDisconnected' });
      await client.close();
      assert.deepEqual(client.complaints, []);
      const { rows } = await pool.query(
        `select status, energy_wh::float8 as energy, (select count(*)::int from transaction_event e where e.transaction_ref = t.id) as told,
           (select count(*)::int from connection c where c.station_id = t.station_id) as connections
         from transaction t where station_id = 'NEIGHBOUR'`,
      );
      assert.deepEqual(rows, [{ status: 'ENDED', energy: wh - 1000, told: seqNo, connections: 1 }]);
    },
  };
}
