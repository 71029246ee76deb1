import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../../ocpp/validation.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { LocalBroker } from '../../platform/broker/local.js';
import { eventTypes } from '../../platform/events/station-event.js';
import { graphBeside, type TestGraph } from '../graph/support.js';
import { until } from '../support/until.js';
import { openWire, type Wire } from './wire.js';

/** What stations tell, and everywhere it must be found afterwards. */
export interface Telling {
  versions: OcppVersion[];
  action: string;
  payloads: object[];
  answer: object;
  /** The answer without what changes from time to time. */
  answerShown?: (answer: never) => object;
  /** The rows: a select of the station $1. */
  rows: [sql: string, are: object[]];
  /** Fields of ChargingStation that show them. */
  shown: [fields: string, are: object];
  /** The events, by their type, in their order. */
  events: [fields: string, are: object[]];
  /** What the test needs beside the station. */
  given?: (station: string, wire: Wire) => Promise<unknown>;
}

/** One test a version and telling: frames in; answers, rows, fields of the API and events out. Told twice is told once. */
export function testTellings(tellings: Telling[]): void {
  let wire: Wire;
  let graph: TestGraph;
  before(async () => {
    wire = await openWire();
    graph = await graphBeside({ pool: wire.pool, broker: new LocalBroker() });
  });
  after(async () => {
    await graph.stop();
    await wire.close();
  });

  for (const [number, telling] of tellings.entries())
    for (const version of telling.versions)
      test(`${version}: ${telling.action} (${number + 1})`, async () => {
        const { action, payloads } = telling;
        const station = await wire.station(`${action} ${number} ${version}`, version);
        await telling.given?.(station, wire);
        for (const payload of [...payloads, payloads.at(-1) as object]) {
          assert.deepEqual(violations(version, action, 'Request', payload), []);
          const answer = await wire.send({ station, version, action, payload });
          assert.deepEqual(telling.answerShown?.(answer as never) ?? answer, telling.answer);
        }
        const [sql, rows] = telling.rows;
        assert.deepEqual(await wire.rows(sql, [station]), rows);

        const [fields, are] = telling.shown;
        const read = await graph.read(`query ($id: ID!) { station(id: $id) { ${fields} } }`, { id: station });
        assert.deepEqual(read.station, are);

        const [type, ...selected] = telling.events[0].split(' ');
        assert.ok((eventTypes as readonly string[]).includes(type as string), `no event ${type}`);
        // Events are shown once all transactions that began before theirs are over, those of other tests too.
        const events = await until(`${type} of ${station}`, async () => {
          const read = await graph.read(
            `query ($id: ID!) { events(filter: { stationIds: [$id], types: [${type}] }) { nodes { ... on ${type} { ${selected.join(' ')} } } } }`,
            { id: station },
          );
          const { nodes } = read.events;
          return nodes.length >= telling.events[1].length && (nodes as object[]).reverse();
        });
        assert.deepEqual(events, telling.events[1]);
      });
}
