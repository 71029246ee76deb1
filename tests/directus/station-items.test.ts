import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { changesOf } from '../../directus/extensions/chargeql-events/src/change.js';
import { itemEvents } from '../../directus/extensions/chargeql-events/src/item-events.js';
import type { StationEvent } from '../../directus/extensions/chargeql-events/src/noted.js';
import { lookUp } from '../../directus/extensions/chargeql-events/src/rows.js';
import { items, itemsOf } from '../../directus/extensions/chargeql-events/src/station-items.js';
import { untold } from '../../directus/extensions/chargeql-events/src/untold.js';
import { type EventData, type EventType, eventTypes } from '../../platform/events/station-event.js';
import { freshDatabase } from '../support/database.js';
import { queryableOf } from './knex-words.js';

const database = await freshDatabase();
const client = new pg.Client({ connectionString: database.url });
await client.connect();
after(async () => {
  await client.end();
  await database.drop();
});

const at = '2026-05-01T10:00:00.000Z';
const event = <Type extends EventType>(type: Type, data: EventData[Type]): StationEvent => ({
  station: 'cp1',
  type,
  at,
  data: data as unknown as Record<string, unknown>,
});

const variable = {
  component: 'Meter',
  componentInstance: null,
  evseId: 1,
  connectorId: null,
  variable: 'Power',
  variableInstance: null,
};
const facts = {
  transaction: '7',
  transactionId: 'tx',
  evseId: 1,
  connectorId: 1,
  idToken: 'CARD',
  status: 'ACTIVE',
  chargingState: 'Charging',
  startedAt: at,
  endedAt: null,
  energyWh: 1,
  powerW: 2,
  remoteStartId: null,
  reservationId: null,
};
const status = { evseId: 1, connectorId: 2, status: 'Occupied', errorCode: null, info: null };
const certificate = { certificateType: 'ChargingStationCertificate', serialNumber: '0A' };

/** One event of each type that says something of items, and of which, and how. */
const samples: [StationEvent, string[]][] = [
  [
    event('StationConnected', { ocppVersion: 'ocpp2.1', remoteAddress: null, epoch: '3' }),
    ['update charging_station cp1', 'create connection cp1:3'],
  ],
  [
    event('StationDisconnected', { reason: 'gone', epoch: '3' }),
    ['update charging_station cp1', 'update connection cp1:3'],
  ],
  [
    event('StationBooted', {
      ...{ vendor: 'V', model: 'M', serialNumber: null, firmwareVersion: '1', reason: 'PowerUp' },
      registrationStatus: 'ACCEPTED',
    }),
    ['update charging_station cp1'],
  ],
  [event('ConnectorStatusChanged', { ...status, previousStatus: null }), ['create connector cp1:1:2']],
  [event('ConnectorStatusChanged', { ...status, previousStatus: 'Available' }), ['update connector cp1:1:2']],
  [event('TransactionStarted', facts), ['create transaction 7']],
  [event('TransactionUpdated', facts), ['update transaction 7']],
  [event('TransactionEnded', { ...facts, stoppedReason: null }), ['update transaction 7']],
  [event('PriorityChargingChanged', { transaction: '7', activated: true }), ['update transaction 7']],
  [
    event('OrphanRecorded', { orphan: '4', action: 'StopTransaction', reason: 'r' }),
    ['create orphan_message 4'],
  ],
  [
    event('ReservationStatusChanged', {
      ...{ reservationId: '9', status: 'ACTIVE', answer: 'Accepted', cancelledBy: null, transaction: null },
    }),
    ['update reservation {"station_id":"cp1","reservation_id":"9"}'],
  ],
  [
    event('CommandUpdated', {
      ...{ commandId: 'c', action: 'Reset', state: 'SENT', answer: null, late: false },
      ...{ errorCode: null, errorDescription: null },
    }),
    ['update command c'],
  ],
  [
    event('FirmwareUpdateChanged', { updateId: '5', requestId: '1', state: 'DONE', status: 'Installed' }),
    ['update firmware_update 5'],
  ],
  [event('HandshakeRefused', { refusal: '6', reason: 'r', path: '/cp1' }), ['create refused_handshake 6']],
  [
    event('SecurityEventReported', { securityEvent: 'TamperDetectionActivated', techInfo: 'lid' }),
    [
      `create security_event {"station_id":"cp1","type":"TamperDetectionActivated","at":"${at}","tech_info":"lid"}`,
    ],
  ],
  ...(
    [
      [event('CertificateIssued', { ...certificate, notAfter: at }), 'create'],
      [event('CertificateDelivered', { ...certificate, delivery: 'ACCEPTED' }), 'update'],
      [event('CertificateExpiring', { ...certificate, notAfter: at }), 'update'],
      [event('CertificateRevoked', { ...certificate, reason: 'SUPERSEDED' }), 'update'],
    ] as const
  ).map(([one, action]): [StationEvent, string[]] => [
    one,
    [
      `${action} issued_certificate {"station_id":"cp1","certificate_type":"ChargingStationCertificate","serial_number":"0A"}`,
    ],
  ]),
  [
    event('VariablesChanged', {
      source: 'REPORT',
      changed: 1,
      variables: [{ ...variable, id: '11', attributeType: 'Actual', value: '11', pendingValue: null }],
    }),
    ['update variable 11'],
  ],
  [
    event('DeviceEventReported', {
      ...variable,
      ...{
        deviceEvent: '8',
        eventId: '1',
        trigger: 'Alerting',
        cause: null,
        actualValue: '1',
        techCode: null,
      },
      ...{ techInfo: null, cleared: null, transactionId: null, monitorId: null, severity: null },
      eventNotificationType: 'HardWiredNotification',
    }),
    ['create device_event 8'],
  ],
  [
    event('ChargingProfilesReported', {
      ...{ requestId: '1', evseId: 1, source: 'CSO', profileIds: ['2'], complete: true },
    }),
    ['update charging_profile {"station_id":"cp1","profile_id":"2"}'],
  ],
  [
    event('ChargingProfilesChanged', { set: ['2'], ended: ['3'], reason: 'REPLACED' }),
    [
      'update charging_profile {"station_id":"cp1","profile_id":"2"}',
      'update charging_profile {"station_id":"cp1","profile_id":"3"}',
    ],
  ],
  [
    event('DynamicScheduleUpdateAsked', { profileId: '2', status: 'Accepted' }),
    ['update charging_profile {"station_id":"cp1","profile_id":"2"}'],
  ],
];

test('each type of event is decided on, once: which items it tells of, or why of none', () => {
  const decided = [...Object.keys(items), ...Object.values(untold).flat()];
  assert.deepEqual(decided.sort(), [...eventTypes].sort());
});

test('each event that tells of items names them and what is new of them', () => {
  assert.deepEqual([...new Set(samples.map(([{ type }]) => type))].sort(), Object.keys(items).sort());
  for (const [one, told] of samples) {
    const lines = itemsOf(one).map(({ collection, action, item }) =>
      [action, collection, typeof item === 'string' ? item : JSON.stringify(item)].join(' '),
    );
    assert.deepEqual(lines, told, one.type);
  }
});

test('what is told of items are columns of theirs', async () => {
  const { rows } = await client.query<{ of: string; column: string }>(
    `select table_name as of, column_name as column from information_schema.columns where table_schema = 'public'`,
  );
  const columns = new Set(rows.map(({ of, column }) => `${of}.${column}`));
  for (const [one] of samples)
    for (const { collection, item, payload = {} } of itemsOf(one))
      for (const name of Object.keys({ ...payload, ...(typeof item === 'string' ? {} : item) }))
        assert.ok(columns.has(`${collection}.${name}`), `${one.type}: ${collection}.${name}`);
});

const { raw } = queryableOf(client);

const schema = {
  collections: Object.fromEntries(
    ['reservation', 'security_event', 'variable', 'id_token'].map((name) => [
      name,
      { primary: 'id', fields: { id: { alias: false }, status: { alias: false }, places: { alias: true } } },
    ]),
  ),
};

test('rows that events name in a station’s words are found; what is gone, or in no collection, is left out', async () => {
  await client.query(`insert into charging_station (id) values ('cp1'), ('cp2')`);
  const { rows: ids } = await client.query<{ id: string }>(
    `with r as (insert into reservation (station_id, reservation_id, status, status_at)
       values ('cp2', 9, 'ACTIVE', now()), ('cp1', 9, 'ACTIVE', now()) returning id, station_id),
     e as (insert into security_event (station_id, type, tech_info, at, received_at)
       values ('cp1', 'TamperDetectionActivated', 'lid', $1, now()) returning id)
     select id::text from r where station_id = 'cp1' union all select id::text from e`,
    [at],
  );
  const noted = samples.map(([one]) => ({ event: one, change: null }));
  const gone = event('ReservationStatusChanged', {
    ...{ reservationId: '10', status: 'USED', answer: null, cancelledBy: null, transaction: null },
  });
  const read: string[] = [];
  const known = await lookUp(changesOf([...noted, { event: gone, change: null }]), {
    database: { raw },
    schema,
    read: async (collection, keys, fields) => {
      read.push(`${collection} ${keys} ${fields}`);
      return keys.map((id) => ({ id, status: null }));
    },
  });
  const [reservation, security] = ids.map(({ id }) => id);
  assert.deepEqual(
    known.map(({ collection, action, key }) => `${action} ${collection} ${key}`),
    [`update reservation ${reservation}`, `create security_event ${security}`, 'update variable 11'],
  );
  assert.deepEqual(known[0]?.payload, {
    ...{ status: 'ACTIVE', answer: 'Accepted', cancelled_by: null, transaction_ref: null },
  });
  assert.deepEqual(read, [`security_event ${security} id,status`]);
});

test('an edit is told with what is different, a new row with what it holds; equal changes in a row as one', async () => {
  const change = { collection: 'id_token', fields: ['status'] };
  const changes = changesOf([
    { event: null, change: { ...change, key: '1', action: 'create', fields: [] } },
    { event: null, change: { ...change, key: '1', action: 'update' } },
    { event: null, change: { ...change, key: '2', action: 'update' } },
    { event: null, change: { ...change, key: '3', action: 'delete', fields: [] } },
    { event: null, change: { ...change, key: '4', action: 'update' } },
  ]);
  const held = { status: 'BLOCKED', note: null };
  const known = await lookUp(changes, {
    database: { raw },
    schema,
    read: async () => [
      { id: 1, ...held },
      { id: 2, ...held },
    ],
  });
  assert.deepEqual(itemEvents(known), [
    { collection: 'id_token', action: 'create', keys: ['1'], payload: { id: 1, status: 'BLOCKED' } },
    { collection: 'id_token', action: 'update', keys: ['1', '2'], payload: { status: 'BLOCKED' } },
    { collection: 'id_token', action: 'delete', keys: ['3'], payload: {} },
    { collection: 'id_token', action: 'update', keys: ['4'], payload: {} },
  ]);
});
