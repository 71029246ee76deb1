import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { WebSocket } from 'ws';
import { fixedId } from '../../directus/definition/fixed-id.js';
import type { Keeping } from '../../handlers/action.js';
import { recordRefusals } from '../../handlers/connections/refusals.js';
import { keepOrphans } from '../../handlers/transactions/orphans.js';
import { inTransactionWithEvents } from '../../platform/events/outbox.js';
import { plant } from '../graph/support.js';
import { until } from '../support/until.js';
import { type Administered, openAdministered } from './administered.js';
import { withoutDirectus } from './support.js';

const sample = (part: string) => fixedId('flow', 'Webhook: a connector is faulted', part);

suite('edits and events', { skip: withoutDirectus, timeout: 600_000 }, () => {
  let all: Administered;
  const received: Record<string, unknown>[] = [];
  const webhook = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      received.push(JSON.parse(text));
      response.end('{}');
    });
  });
  before(
    async () => {
      webhook.listen(0, '127.0.0.1');
      await once(webhook, 'listening');
      // Directus keeps its requests away from addresses of its own machine, unless told otherwise.
      process.env.IMPORT_IP_DENY_LIST = '192.0.2.1';
      all = await openAdministered();
      await plant(all.pool, 3, 1);
    },
    { timeout: 300_000 },
  );
  after(async () => {
    delete process.env.IMPORT_IP_DENY_LIST;
    await all?.stop();
    webhook.close();
  });

  /** @param before what it was; null: nothing was known of it */
  const faulted = (evse: number, status = 'Faulted', before: string | null = 'Available') =>
    all.pool.query(
      `insert into station_event (station_id, type, at, data) values
       ('cp000', 'ConnectorStatusChanged', now(), jsonb_build_object('evseId', $1::int, 'connectorId', 1,
         'status', $2::text, 'previousStatus', $3::text, 'errorCode', 'GroundFailure'))`,
      [evse, status, before],
    );

  test('what an admin changes in Directus is an event at the API within a second', async () => {
    const events = all.graph.client().iterate({
      query:
        'subscription { stationEvents(types: [StationEdited]) { stationId ... on StationEdited { change fields } } }',
    });
    const first = events.next();
    // Until it listens, nobody knows: edits go on until one arrives.
    let edits = 0;
    const editing = setInterval(() => {
      edits += 1;
      void all.inDirectus('PATCH', 'items/charging_station/cp001', { name: `edit ${edits}` });
    }, 500);
    const { value } = await first;
    clearInterval(editing);
    assert.deepEqual(value.data.stationEvents, { stationId: 'cp001', change: 'UPDATED', fields: ['name'] });
    const start = Date.now();
    await all.inDirectus('PATCH', 'items/charging_station/cp002', { registration_status: 'REJECTED' });
    const written = Date.now();
    // Edits of the other station may still be on their way.
    const nextFields = async (): Promise<string[]> => {
      const { value } = await events.next();
      const { stationId, fields } = value.data.stationEvents;
      return stationId === 'cp002' ? fields : nextFields();
    };
    assert.deepEqual(await nextFields(), ['registration_status']);
    assert.ok(Date.now() - written < 1000, `${Date.now() - start} ms`);
    await all.inDirectus('PATCH', 'items/charging_station/cp002', { acceptance: 'AUTOMATIC' });
    assert.deepEqual(await nextFields(), ['acceptance']);
    await events.return?.();
  });

  test('the sample flow is off, and sends once it is switched on', async () => {
    await faulted(1);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal(received.length, 0);
    const { port } = webhook.address() as AddressInfo;
    await all.inDirectus('PATCH', `operations/${sample('request')}`, {
      options: {
        method: 'POST',
        url: `http://127.0.0.1:${port}/faulted`,
        body: '{"connectors": {{$trigger.keys}}, "status": "{{$trigger.payload.status}}", "error": "{{$trigger.payload.error_code}}"}',
      },
    });
    await all.inDirectus('PATCH', `flows/${sample('flow')}`, { status: 'active' });
    await faulted(2);
    await faulted(1, 'Available');
    await until('the webhook is called', () => received.length > 0, { ms: 30_000 });
    const [told] = received;
    assert.deepEqual(
      { status: told?.status, error: told?.error },
      { status: 'Faulted', error: 'GroundFailure' },
    );
    assert.match(String(told?.connectors), /cp000:2:1/);
    await faulted(1);
    await until('it is called again', () => received.length > 1, { ms: 30_000 });
    assert.equal(received.length, 2, 'what is not faulted is not sent');
    await faulted(2, 'Faulted', null);
    await until('it is called for a connector that is new', () => received.length > 2, { ms: 30_000 });
    assert.match(String(received[2]?.connectors), /cp000:2:1/);
  });

  interface Told {
    type: string;
    event?: string;
    data?: { id: number | string; name?: string; status?: string; reason?: string }[];
  }

  /** What Directus's realtime tells of a collection from now on. */
  async function follow(
    collection: string,
    fields = ['id', 'status'],
  ): Promise<{ told: Told[]; end(): void }> {
    const socket = new WebSocket(`${all.directusUrl.replace('http', 'ws')}/websocket`);
    const told: Told[] = [];
    socket.on('message', (data) => told.push(JSON.parse(String(data))));
    await once(socket, 'open');
    const send = (message: object) => socket.send(JSON.stringify(message));
    send({ type: 'auth', access_token: all.adminToken });
    await until('it is let in', () => told.some(({ type }) => type === 'auth'));
    send({ type: 'subscribe', collection, query: { fields } });
    await until('it is subscribed', () => told.some(({ event }) => event === 'init'));
    told.length = 0;
    return { told, end: () => socket.terminate() };
  }
  const eventsIn = (told: Told[], wanted: string) => told.filter(({ event }) => event === wanted);

  test('Directus’s own realtime tells of what stations do', async () => {
    const { told, end } = await follow('transaction');
    const { rows } = await all.pool.query(
      `update transaction set status = 'ENDED', ended_at = now() returning id::text`,
    );
    await all.pool.query(
      `insert into station_event (station_id, type, at, data)
       values ('cp000', 'TransactionEnded', now(), jsonb_build_object('transaction', $1::text, 'status', 'ENDED'))`,
      [rows[0].id],
    );
    const [update] = await until(
      'it is told',
      () => (eventsIn(told, 'update').length > 0 ? eventsIn(told, 'update') : undefined),
      { ms: 30_000 },
    );
    assert.equal(update?.data?.[0]?.status, 'ENDED');
    end();
  });

  test('a station that is made over the API is told as new, one that is edited as edited', async () => {
    const { told, end } = await follow('charging_station', ['id', 'name']);
    const made = await all.as(
      all.adminToken,
      'mutation { createStation(input: { id: "api-made", password: "a-long-password-1" }) { id } }',
    );
    assert.equal(made.errors, undefined);
    await until('it is made', () => eventsIn(told, 'create').length > 0, { ms: 30_000 });
    assert.equal(eventsIn(told, 'create')[0]?.data?.[0]?.id, 'api-made');
    await all.as(all.adminToken, 'mutation { updateStation(id: "api-made", input: { name: "New" }) { id } }');
    await until('it is edited', () => eventsIn(told, 'update').length > 0, { ms: 30_000 });
    assert.equal(eventsIn(told, 'update')[0]?.data?.[0]?.name, 'New');
    end();
  });

  test('who is turned away and what matches nothing appear as new items', async () => {
    const refused = await follow('refused_handshake', ['id', 'reason']);
    const orphans = await follow('orphan_message', ['id', 'reason']);
    const { events } = await inTransactionWithEvents(all.pool, async (tx, emit) => {
      const at = Date.now();
      const refusal = {
        station: 'cp000',
        path: '/cp000',
        remoteAddress: '192.0.2.1',
        reason: 'wrong password',
        at,
      };
      for (const event of await recordRefusals(tx, [refusal])) emit(event);
      const orphan = {
        station: 'cp000',
        action: 'StopTransaction',
        orphanKey: 'k',
        reason: 'no such transaction',
      };
      await keepOrphans([{ ...orphan, payload: {}, receivedAt: new Date() }], { tx, emit } as Keeping);
    });
    assert.equal(events.length, 2);
    for (const [{ told, end }, reason] of [
      [refused, 'wrong password'],
      [orphans, 'no such transaction'],
    ] as const) {
      await until(reason, () => eventsIn(told, 'create').length > 0, { ms: 30_000 });
      assert.equal(eventsIn(told, 'create')[0]?.data?.[0]?.reason, reason);
      end();
    }
  });

  test('a token that is made and blocked over the API is told in Directus; one edited in Directus once only', async () => {
    const { told, end } = await follow('id_token');
    const { data, errors } = await all.as(
      all.adminToken,
      'mutation { createIdToken(input: { idToken: "API-CARD" }) { id } }',
    );
    assert.equal(errors, undefined);
    const { id } = data.createIdToken;
    await until('it is made', () => eventsIn(told, 'create').length > 0, { ms: 30_000 });
    await all.as(
      all.adminToken,
      `mutation { updateIdToken(id: "${id}", input: { status: BLOCKED }) { id } }`,
    );
    await until('it is blocked', () => eventsIn(told, 'update').length > 0, { ms: 30_000 });
    assert.equal(eventsIn(told, 'update')[0]?.data?.[0]?.status, 'BLOCKED');
    await all.inDirectus('PATCH', `items/id_token/${id}`, { status: 'ACCEPTED' });
    // What comes after it in the outbox has been told, so it would have been, too.
    await all.as(all.adminToken, `mutation { deleteIdToken(id: "${id}") }`);
    await until('it is deleted', () => eventsIn(told, 'delete').length > 0, { ms: 30_000 });
    assert.deepEqual(
      told.map(({ event }) => event),
      ['create', 'update', 'update', 'delete'],
    );
    end();
  });
});
