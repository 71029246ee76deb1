import type { Collection } from '../definition/collection.js';

/** Connections that were turned away, with the reason in words. */
export default {
  name: 'refused_handshake',
  icon: 'block',
  singular: { en: 'Refused connection', de: 'Abgewiesene Verbindung' },
  plural: { en: 'Turned away', de: 'Abgewiesen' },
  sort: 6,
  template: '{{station_id}} · {{refused_at}}',
  list: ['refused_at', 'station_id', 'reason', 'remote_address', 'path'],
  order: '-refused_at',
  fields: {
    id: { kind: 'number', en: 'Id', de: 'Id', hidden: true },
    // Not a relation: mostly nobody entered that station.
    station_id: { kind: 'text', en: 'Station id', de: 'Stationskennung' },
    refused_at: { kind: 'time', en: 'At', de: 'Zeit' },
    reason: { kind: 'long', en: 'Reason', de: 'Grund' },
    remote_address: { kind: 'text', en: 'Address', de: 'Adresse' },
    protocols: { kind: 'text', en: 'Offered protocols', de: 'Angebotene Protokolle' },
    path: { kind: 'text', en: 'Path', de: 'Pfad', width: 'full' },
  },
} satisfies Collection;
