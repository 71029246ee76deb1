import type { Collection } from '../definition/collection.js';

/** How long a station was connected, connection by connection. */
export default {
  name: 'connection',
  icon: 'cable',
  singular: { en: 'Connection', de: 'Verbindung' },
  plural: { en: 'Connections', de: 'Verbindungen' },
  sort: 3,
  group: 'charging_station',
  template: '{{station_id}} · {{opened_at}}',
  list: ['station_id', 'opened_at', 'closed_at', 'close_reason', 'ocpp_version', 'remote_address'],
  order: '-opened_at',
  fields: {
    key: { kind: 'text', en: 'Key', de: 'Schlüssel', hidden: true },
    station_id: {
      kind: 'one',
      en: 'Charging station',
      de: 'Ladestation',
      of: 'charging_station',
      shows: '{{id}}',
    },
    epoch: { kind: 'number', en: 'Number', de: 'Nummer' },
    gateway_id: { kind: 'text', en: 'Gateway', de: 'Gateway' },
    ocpp_version: { kind: 'text', en: 'OCPP version', de: 'OCPP-Version' },
    remote_address: { kind: 'text', en: 'Address', de: 'Adresse' },
    opened_at: { kind: 'time', en: 'Opened', de: 'Geöffnet' },
    closed_at: { kind: 'time', en: 'Closed', de: 'Geschlossen' },
    close_reason: { kind: 'text', en: 'Why closed', de: 'Grund', width: 'full' },
  },
} satisfies Collection;
