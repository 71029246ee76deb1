import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { LocalBroker } from '../../../platform/broker/local.js';
import { graphBeside, type TestGraph } from '../../graph/support.js';
import { reply } from '../answering.js';
import { openWire, versions, type Wire } from '../wire.js';

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

interface Place {
  evse?: number;
  connector?: number;
}

function change(
  station: string,
  version: OcppVersion,
  { evse = 0, connector }: Place,
  to: string,
  answer: string,
) {
  const request =
    version === 'ocpp1.6'
      ? { connectorId: evse, type: to }
      : {
          operationalStatus: to,
          ...(evse ? { evse: { id: evse, ...(connector ? { connectorId: connector } : {}) } } : {}),
        };
  return reply(wire, { station, version, action: 'ChangeAvailability', request, answer: { status: answer } });
}

/** The station with EVSEs 1 and 2 of a connector each. */
async function made(name: string, version: OcppVersion): Promise<string> {
  const station = await wire.station(`${name} ${version}`, version);
  for (const evse of [1, 2]) await status(station, version, evse, 'Available');
  return station;
}

const status = (station: string, version: OcppVersion, evse: number, word: string) =>
  wire.send({
    ...{ station, version, action: 'StatusNotification' },
    payload:
      version === 'ocpp1.6'
        ? { connectorId: evse, errorCode: 'NoError', status: word }
        : { timestamp: new Date().toISOString(), connectorStatus: word, evseId: evse, connectorId: 1 },
  });

interface Shown {
  availability: { operational: string; scheduled: string | null };
}

/** Of the station, its EVSEs and their connectors, as the API shows it. */
async function shown(station: string): Promise<string[]> {
  const field = 'availability { operational scheduled answer }';
  const { station: is } = await graph.read(
    `query ($id: ID!) { station(id: $id) { ${field} evses { ${field} connectors { ${field} } } } }`,
    { id: station },
  );
  const word = ({ availability: { operational, scheduled } }: Shown) =>
    `${operational === 'OPERATIVE' ? 'in' : 'out'}${scheduled ? `, then ${scheduled === 'OPERATIVE' ? 'in' : 'out'}` : ''}`;
  return [
    word(is),
    ...is.evses.flatMap((evse: Shown & { connectors: Shown[] }) => [
      word(evse),
      ...evse.connectors.map(word),
    ]),
  ];
}

const running = (station: string, evse: number) =>
  wire.rows(
    `insert into transaction (station_id, transaction_id, evse_id, status, started_at) values ($1, '90' || $2::int, $2, 'ACTIVE', now())`,
    [station, evse],
  );

const ended = (station: string, version: OcppVersion, evse: number) =>
  wire.send({
    ...{ station, version, action: version === 'ocpp1.6' ? 'StopTransaction' : 'TransactionEvent' },
    payload:
      version === 'ocpp1.6'
        ? { transactionId: 900 + evse, meterStop: 5, timestamp: new Date().toISOString() }
        : {
            ...{
              eventType: 'Ended',
              timestamp: new Date().toISOString(),
              triggerReason: 'RemoteStop',
              seqNo: 3,
            },
            transactionInfo: { transactionId: `90${evse}` },
          },
  });

for (const version of versions) {
  test(`${version}: an EVSE goes out of service and comes back (G_03, G_04, 1.6 014)`, async () => {
    const station = await made('evse', version);
    assert.deepEqual(await shown(station), ['in', 'in', 'in', 'in', 'in']);
    const [event] = await change(station, version, { evse: 1 }, 'Inoperative', 'Accepted');
    assert.deepEqual(event?.data, {
      ...{ evseId: 1, connectorId: 0, operational: 'INOPERATIVE', scheduled: null, answer: 'Accepted' },
    });
    assert.deepEqual(await shown(station), ['in', 'out', 'out', 'in', 'in']);
    // Boots and connections change nothing of it.
    await status(station, version, 1, 'Unavailable');
    assert.deepEqual(await shown(station), ['in', 'out', 'out', 'in', 'in']);
    await change(station, version, { evse: 1 }, 'Operative', 'Accepted');
    assert.deepEqual(await shown(station), ['in', 'in', 'in', 'in', 'in']);
  });

  test(`${version}: a station goes out of service as a whole (G_05, G_06)`, async () => {
    const station = await made('whole', version);
    await change(station, version, { evse: 2 }, 'Inoperative', 'Accepted');
    await change(station, version, {}, 'Inoperative', 'Accepted');
    assert.deepEqual(await shown(station), ['out', 'out', 'out', 'out', 'out']);
    await change(station, version, {}, 'Operative', 'Accepted');
    // 1.6 asks all connectors with the station; 2.x leaves each part what it was asked itself.
    const second = version === 'ocpp1.6' ? 'in' : 'out';
    assert.deepEqual(await shown(station), ['in', 'in', 'in', second, second]);
  });

  test(`${version}: Scheduled while a vehicle charges, in force when it is done (G_11, G_14)`, async () => {
    const station = await made('busy', version);
    await running(station, 1);
    await running(station, 2);
    await change(station, version, { evse: 1 }, 'Inoperative', 'Scheduled');
    await change(station, version, {}, 'Inoperative', 'Scheduled');
    assert.deepEqual((await shown(station)).slice(0, 2), ['in, then out', 'in, then out']);
    await ended(station, version, 1);
    const one = await shown(station);
    assert.deepEqual(one.slice(0, 2), [
      'in, then out',
      version === 'ocpp1.6' ? 'in, then out' : 'out, then out',
    ]);
    await ended(station, version, 2);
    assert.equal((await shown(station))[0], 'out');
    const last = wire.eventsOf('AvailabilityChanged').at(-1);
    assert.deepEqual(
      [last?.station, last?.data.operational, last?.data.scheduled],
      [station, 'INOPERATIVE', null],
    );
  });

  test(`${version}: in force by the status that the connector reports`, async () => {
    const station = await made('told', version);
    await running(station, 1);
    await change(station, version, { evse: 1 }, 'Inoperative', 'Scheduled');
    await status(station, version, 1, 'Unavailable');
    assert.deepEqual((await shown(station)).slice(0, 2), ['in', 'out']);
  });

  test(`${version}: a refusal leaves all as it was, and is shown`, async () => {
    const station = await made('refuses', version);
    await change(station, version, { evse: 1 }, 'Inoperative', 'Accepted');
    await change(station, version, { evse: 1 }, 'Operative', 'Rejected');
    const { station: is } = await graph.read(
      `query ($id: ID!) { station(id: $id) { evses { availability { operational asked answer } } } }`,
      { id: station },
    );
    assert.deepEqual(is.evses[0].availability, {
      ...{ operational: 'INOPERATIVE', asked: 'OPERATIVE', answer: 'Rejected' },
    });
  });
}

for (const version of ['ocpp2.0.1', 'ocpp2.1'] as const)
  test(`${version}: a connector goes out of service alone (G_07, G_08, G_17)`, async () => {
    const station = await made('connector', version);
    await change(station, version, { evse: 1, connector: 1 }, 'Inoperative', 'Accepted');
    assert.deepEqual(await shown(station), ['in', 'in', 'out', 'in', 'in']);
    await running(station, 2);
    await change(station, version, { evse: 2, connector: 1 }, 'Inoperative', 'Scheduled');
    assert.deepEqual(await shown(station), ['in', 'in', 'out', 'in', 'in, then out']);
    await ended(station, version, 2);
    assert.deepEqual(await shown(station), ['in', 'in', 'out', 'in', 'out']);
    await change(station, version, { evse: 1, connector: 1 }, 'Operative', 'Accepted');
    assert.equal((await shown(station))[2], 'in');
  });
