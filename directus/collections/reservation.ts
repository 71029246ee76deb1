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
    id_token_type: { kind: 'text', en: 'Type of the token', de: 'Art der Karte' },
    status: {
      kind: 'choice',
      en: 'Status',
      de: 'Status',
      choices: [
        { value: 'REQUESTED', en: 'Requested', de: 'Angefragt' },
        { value: 'ACTIVE', en: 'Active', de: 'Aktiv', color: 'success' },
        { value: 'REJECTED', en: 'Rejected', de: 'Abgelehnt', color: 'danger' },
        { value: 'USED', en: 'Used', de: 'Genutzt', color: 'foreground-subdued' },
        { value: 'EXPIRED', en: 'Expired', de: 'Verfallen', color: 'foreground-subdued' },
        { value: 'CANCELLED', en: 'Cancelled', de: 'Storniert', color: 'foreground-subdued' },
      ],
    },
    status_at: { kind: 'time', en: 'Since', de: 'Seit' },
    answer: { kind: 'text', en: 'The station’s word', de: 'Antwort der Station' },
    transaction_ref: {
      kind: 'one',
      en: 'Transaction',
      de: 'Ladevorgang',
      of: 'transaction',
      shows: '{{id}}',
    },
    cancelled_by: {
      kind: 'choice',
      en: 'Cancelled by',
      de: 'Storniert durch',
      choices: [
        { value: 'US', en: 'This system', de: 'Dieses System' },
        { value: 'FAULT', en: 'A fault', de: 'Eine Störung' },
        { value: 'STATION', en: 'The station', de: 'Die Station' },
      ],
    },
    requested_at: { kind: 'time', en: 'Requested', de: 'Angefragt am' },
    requested_by: { kind: 'text', en: 'Requested by', de: 'Angefragt von' },
  },
} satisfies Collection;
