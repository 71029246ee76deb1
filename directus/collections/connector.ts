import type { Collection } from '../definition/collection.js';

/** A socket or cable, and the status the station last reported of it. */
export default {
  name: 'connector',
  icon: 'electrical_services',
  singular: { en: 'Connector', de: 'Stecker' },
  plural: { en: 'Connectors', de: 'Stecker' },
  sort: 2,
  group: 'charging_station',
  template: '{{key}}',
  list: ['station_id', 'evse_id', 'connector_id', 'status', 'error_code', 'status_at'],
  order: 'key',
  bookmarks: [{ en: 'Faulted', de: 'Gestört', icon: 'error', filter: { status: { _eq: 'Faulted' } } }],
  fields: {
    key: { kind: 'text', en: 'Key', de: 'Schlüssel', hidden: true },
    station_id: {
      kind: 'one',
      en: 'Charging station',
      de: 'Ladestation',
      of: 'charging_station',
      shows: '{{id}}',
    },
    evse_key: { kind: 'one', en: 'EVSE', de: 'Ladepunkt', of: 'evse', shows: '{{evse_id}}' },
    evse_id: { kind: 'number', en: 'EVSE number', de: 'Nummer des Ladepunkts' },
    connector_id: { kind: 'number', en: 'Connector', de: 'Stecker' },
    status: {
      kind: 'choice',
      en: 'Status',
      de: 'Status',
      choices: [
        { value: 'Available', en: 'Available', de: 'Frei', color: 'success' },
        { value: 'Occupied', en: 'Occupied', de: 'Belegt', color: 'primary' },
        { value: 'Reserved', en: 'Reserved', de: 'Reserviert', color: 'warning' },
        { value: 'Unavailable', en: 'Unavailable', de: 'Außer Betrieb', color: 'foreground-subdued' },
        { value: 'Faulted', en: 'Faulted', de: 'Gestört', color: 'danger' },
      ],
    },
    reported_status: { kind: 'text', en: 'In its own words', de: 'In ihren Worten' },
    faulted: { kind: 'flag', en: 'Faulted', de: 'Gestört', hidden: true },
    error_code: { kind: 'text', en: 'Error', de: 'Fehler' },
    vendor_error_code: { kind: 'text', en: 'Vendor’s error code', de: 'Fehlercode des Herstellers' },
    info: { kind: 'long', en: 'What it says of it', de: 'Was sie dazu sagt' },
    status_at: { kind: 'time', en: 'Since', de: 'Seit' },
    heard_at: { kind: 'time', en: 'Last told', de: 'Zuletzt gemeldet' },
  },
} satisfies Collection;
