import type { Collection } from '../definition/collection.js';

/** Something that touched a station’s security, as it told. */
export default {
  name: 'security_event',
  icon: 'security',
  singular: { en: 'Security event', de: 'Sicherheitsereignis' },
  plural: { en: 'Security events', de: 'Sicherheitsereignisse' },
  sort: 8,
  group: 'charging_station',
  template: '{{type}}',
  list: ['at', 'station_id', 'type', 'tech_info'],
  order: '-at',

  fields: {
    id: { kind: 'number', en: 'Number', de: 'Nummer', hidden: true },
    station_id: {
      kind: 'one',
      en: 'Charging station',
      de: 'Ladestation',
      of: 'charging_station',
      shows: '{{id}}',
    },
    type: { kind: 'text', en: 'Type', de: 'Art' },
    tech_info: { kind: 'long', en: 'Details', de: 'Einzelheiten' },
    at: { kind: 'time', en: 'Happened', de: 'Geschehen' },
    received_at: { kind: 'time', en: 'Received', de: 'Empfangen' },
  },
} satisfies Collection;
