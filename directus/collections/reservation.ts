import type { Collection } from '../definition/collection.js';

/** An EVSE or connector kept free for somebody, as its station knows it. */
export default {
  name: 'reservation',
  icon: 'event_seat',
  singular: { en: 'Reservation', de: 'Reservierung' },
  plural: { en: 'Reservations', de: 'Reservierungen' },
  sort: 4,

  template: '{{station_id}} · {{reservation_id}}',
  list: ['station_id', 'evse_id', 'id_token', 'status', 'expires_at'],
  order: '-status_at',

  fields: {
    id: { kind: 'number', en: 'Number', de: 'Nummer', hidden: true },
    station_id: {
      kind: 'one',
      en: 'Charging station',
      de: 'Ladestation',
      of: 'charging_station',
      shows: '{{id}}',
    },
    reservation_id: { kind: 'number', en: 'Reservation number', de: 'Nummer der Reservierung' },
    evse_id: { kind: 'number', en: 'EVSE number', de: 'Nummer des Ladepunkts' },
    connector_type: { kind: 'text', en: 'Connector type', de: 'Steckertyp' },
    id_token: { kind: 'text', en: 'Id token', de: 'Ladekarte' },
    group_id_token: { kind: 'text', en: 'Group', de: 'Gruppe' },
    expires_at: { kind: 'time', en: 'Expires', de: 'Verfällt' },
    status: { kind: 'text', en: 'Status', de: 'Status' },
    status_at: { kind: 'time', en: 'Since', de: 'Seit' },
  },
} satisfies Collection;
