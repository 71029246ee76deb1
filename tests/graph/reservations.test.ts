import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LocalBroker } from '../../platform/broker/local.js';
import { until } from '../support/until.js';
import type { Charger } from './charger.js';
import { type Commanding, openCommanding } from './commanding.js';

describe('reservations', () => {
  let all: Commanding;
  const chargers = new Map<string, Charger>();
  before(async () => {
    all = await openCommanding(new LocalBroker());
    for (const [id, protocol] of [
      ['old', 'ocpp1.6'],
      ['new', 'ocpp2.0.1'],
      ['newest', 'ocpp2.1'],
    ] as const)
      chargers.set(id, await all.plugIn(id, protocol));
  });
  after(() => all.stop());

  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const last = (station: string) => chargers.get(station)?.calls.at(-1)?.payload;
  const shown =
    'state answer { status accepted } reservation { id reservationId status answer evseId idToken groupIdToken expiresAt requestedBy }';
  const reserve = (station: string, more = '') =>
    `mutation { reserve(stationId: "${station}" idToken: "TAG1" expiresAt: "${expiresAt}" ${more}) { ${shown} } }`;
  const refused = async (document: string) => (await all.graph.ask(document)).errors?.[0]?.extensions.code;

  for (const station of ['old', 'new', 'newest'])
    it(`${station}: an EVSE, any, for a token and its group, and given up again (H_01, H_08, H_17, H_19, 046, 049, 051)`, async () => {
      all.replies.set('ReserveNow', () => ({ status: 'Accepted' }));
      all.replies.set('CancelReservation', () => ({ status: 'Accepted' }));
      const old = station === 'old';
      const { reserve: one } = await all.graph.read(reserve(station, 'evseId: 2 groupIdToken: "FAMILY"'));
      const { reservation } = one;
      assert.deepEqual(
        { ...reservation, id: 0, requestedBy: '', reservationId: 0 },
        {
          ...{ id: 0, reservationId: 0, requestedBy: '', status: 'ACTIVE', answer: 'Accepted' },
          ...{ evseId: 2, idToken: 'TAG1', groupIdToken: 'FAMILY', expiresAt },
        },
      );
      assert.ok(reservation.requestedBy);
      const number = Number(reservation.reservationId);
      assert.deepEqual(
        last(station),
        old
          ? {
              connectorId: 2,
              expiryDate: expiresAt,
              idTag: 'TAG1',
              parentIdTag: 'FAMILY',
              reservationId: number,
            }
          : {
              ...{ id: number, expiryDateTime: expiresAt, evseId: 2 },
              idToken: { idToken: 'TAG1', type: 'Central' },
              groupIdToken: { idToken: 'FAMILY', type: 'Central' },
            },
      );
      const { reserve: any } = await all.graph.read(reserve(station));
      assert.equal(any.reservation.evseId, null);
      assert.notEqual(any.reservation.reservationId, reservation.reservationId);
      assert.deepEqual(
        last(station),
        old
          ? { ...last(station), connectorId: 0 }
          : {
              id: Number(any.reservation.reservationId),
              expiryDateTime: expiresAt,
              idToken: { idToken: 'TAG1', type: 'Central' },
            },
      );
      const cancel = `mutation { cancelReservation(id: "${reservation.id}") { answer { accepted } } }`;
      await all.graph.read(cancel);
      assert.deepEqual(last(station), { reservationId: number });
      const read = await all.graph.read(
        `{ reservations(filter: { stationId: "${station}" }) { nodes { id status cancelledBy } } }`,
      );
      assert.deepEqual(
        read.reservations.nodes.find(({ id }: { id: string }) => id === reservation.id),
        { id: reservation.id, status: 'CANCELLED', cancelledBy: 'US' },
      );
      assert.equal(await refused(cancel), 'CONFLICT');
    });

  it('a type of connector is for stations that know of it (H_15)', async () => {
    all.replies.set('ReserveNow', () => ({ status: 'Accepted' }));
    await all.graph.read(reserve('new', 'connectorType: "cCCS2"'));
    assert.equal(last('new')?.connectorType, 'cCCS2');
    assert.equal(await refused(reserve('old', 'connectorType: "cCCS2"')), 'UNSUPPORTED');
    assert.equal(
      await refused(reserve('new', 'connectorType: "nonsense of more than twenty letters"')),
      'BAD_USER_INPUT',
    );
  });

  it('what is refused or fails stands so, with the reason (H_14, H_22)', async () => {
    all.replies.set('ReserveNow', () => ({ status: 'Occupied' }));
    const { reserve: occupied } = await all.graph.read(reserve('new'));
    assert.equal(occupied.answer.accepted, false);
    assert.deepEqual([occupied.reservation.status, occupied.reservation.answer], ['REJECTED', 'Occupied']);
    all.replies.set('ReserveNow', () => ({ error: 'NotSupported' }));
    const { reserve: failed } = await all.graph.read(reserve('old'));
    assert.deepEqual([failed.reservation.status, failed.reservation.answer], ['REJECTED', 'CALL_ERROR']);
    await all.system.pool.query(`insert into charging_station (id, ocpp_version) values ('away', 'ocpp1.6')`);
    const { reserve: offline } = await all.graph.read(reserve('away'));
    assert.equal(offline.state, 'OFFLINE');
    assert.deepEqual([offline.reservation.status, offline.reservation.answer], ['REJECTED', 'OFFLINE']);
    const { reserve: queued } = await all.graph.read(reserve('away', 'whenOffline: QUEUE'));
    assert.equal(queued.reservation.status, 'REQUESTED');
    const { rows } = await all.system.pool.query(
      `select expires_at from command where station_id = 'away' and state = 'QUEUED'`,
    );
    assert.equal(rows[0].expires_at.toISOString(), expiresAt);
  });

  it('stands as requested from the moment it is asked for, told as an event; one key reserves once', async () => {
    all.replies.delete('ReserveNow');
    const document = reserve('newest', 'waitMs: 0 idempotencyKey: "once"');
    const { reserve: one } = await all.graph.read(document);
    assert.equal(one.reservation.status, 'REQUESTED');
    const { reserve: again } = await all.graph.read(document);
    assert.equal(again.reservation.id, one.reservation.id);
    await until('the event', async () => {
      const { events } = await all.graph.read(
        `{ events(filter: { stationIds: ["newest"], types: [ReservationStatusChanged] }) { nodes { ... on ReservationStatusChanged { reservationId status } } } }`,
      );
      return events.nodes.some(
        (event: { reservationId: string; status: string }) =>
          event.reservationId === one.reservation.reservationId && event.status === 'REQUESTED',
      );
    });
    assert.equal(
      await refused(reserve('newest').replace(expiresAt, '2020-01-01T00:00:00Z')),
      'BAD_USER_INPUT',
    );
  });
});
