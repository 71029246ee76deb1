import type { Collection } from '../definition/collection.js';

/** One outlet of a station that serves one vehicle at a time. */
export default {
  name: 'evse',
  icon: 'power',
  singular: { en: 'EVSE', de: 'Ladepunkt' },
  plural: { en: 'EVSEs', de: 'Ladepunkte' },
  sort: 1,
  group: 'charging_station',
  template: '{{station_id}} · {{evse_id}}',
  list: ['station_id', 'evse_id', 'connectors.status'],
  order: 'key',
  fields: {
    key: { kind: 'text', en: 'Key', de: 'Schlüssel', hidden: true },
    station_id: {
      kind: 'one',
      en: 'Charging station',
      de: 'Ladestation',
      of: 'charging_station',
      shows: '{{id}}',
    },
    evse_id: { kind: 'number', en: 'EVSE', de: 'Ladepunkt' },
    connectors: {
      kind: 'many',
      en: 'Connectors',
      de: 'Stecker',
      of: 'connector',
      by: 'evse_key',
      columns: ['connector_id', 'status', 'error_code', 'status_at'],
      order: 'connector_id',
    },
  },
} satisfies Collection;
