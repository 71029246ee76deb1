import { tellings } from '../tellings.js';

export default tellings([
  {
    versions: ['ocpp2.0.1', 'ocpp2.1'],
    action: 'ReservationStatusUpdate',
    payloads: [
      { reservationId: 11, reservationUpdateStatus: 'Expired' },
      { reservationId: 12, reservationUpdateStatus: 'Removed' },
    ],
    answer: {},
    rows: [
      'select reservation_id, status, answer, cancelled_by, id_token from reservation where station_id = $1 order by id',
      [
        { reservation_id: '11', status: 'EXPIRED', answer: 'Expired', cancelled_by: null, id_token: null },
        {
          reservation_id: '12',
          status: 'CANCELLED',
          answer: 'Removed',
          cancelled_by: 'STATION',
          id_token: null,
        },
      ],
    ],
    shown: [
      'reservations(filter: { status: [CANCELLED] }) { nodes { reservationId status evseId } }',
      { reservations: { nodes: [{ reservationId: '12', status: 'CANCELLED', evseId: null }] } },
    ],
    events: [
      'ReservationStatusChanged reservationId status',
      [
        { reservationId: '11', status: 'EXPIRED' },
        { reservationId: '12', status: 'CANCELLED' },
      ],
    ],
  },
  {
    // A reservation that is known keeps what is known of it.
    versions: ['ocpp2.1'],
    action: 'ReservationStatusUpdate',
    given: (station, { rows }) =>
      rows(
        `insert into reservation (station_id, reservation_id, evse_id, id_token, status, status_at)
         values ($1, 11, 2, 'TAG', 'ACTIVE', now())`,
        [station],
      ),
    payloads: [{ reservationId: 11, reservationUpdateStatus: 'NoTransaction' }],
    answer: {},
    rows: [
      'select reservation_id, status, id_token, evse_id from reservation where station_id = $1',
      [{ reservation_id: '11', status: 'USED', id_token: 'TAG', evse_id: 2 }],
    ],
    shown: [
      'reservations { totalCount nodes { status idToken evseId } }',
      { reservations: { totalCount: 1, nodes: [{ status: 'USED', idToken: 'TAG', evseId: 2 }] } },
    ],
    events: ['ReservationStatusChanged reservationId status', [{ reservationId: '11', status: 'USED' }]],
  },
]);
