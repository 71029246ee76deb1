import type { Collection } from '../definition/collection.js';

/** Where a token may charge that may not charge everywhere. */
export default {
  name: 'id_token_place',
  icon: 'fmd_good',
  singular: { en: 'Place of a token', de: 'Ort einer Karte' },
  plural: { en: 'Places of tokens', de: 'Orte von Karten' },
  sort: 2,
  group: 'id_token',
  template: '{{location_id.name}} {{station_id.id}} {{evse_id}}',
  list: ['id_token_id', 'location_id', 'station_id', 'evse_id', 'connector_id'],
  order: 'id',
  fields: {
    id: { kind: 'number', en: 'Id', de: 'Id', hidden: true },
    id_token_id: {
      kind: 'one',
      of: 'id_token',
      shows: '{{id_token}}',
      en: 'Token',
      de: 'Karte',
      edit: true,
      required: true,
    },
    location_id: {
      kind: 'one',
      of: 'location',
      shows: '{{name}}',
      en: 'Location',
      de: 'Standort',
      edit: true,
      hint: { en: 'Give this or a station', de: 'Dies oder eine Station angeben' },
      invalid: {
        en: 'Give a location or a station, one of them',
        de: 'Einen Standort oder eine Station angeben, nicht beides',
      },
    },
    station_id: {
      kind: 'one',
      of: 'charging_station',
      shows: '{{id}}',
      en: 'Charging station',
      de: 'Ladestation',
      edit: true,
    },
    evse_id: {
      kind: 'number',
      en: 'EVSE number',
      de: 'Nummer des Ladepunkts',
      edit: true,
      invalid: { en: 'A number from 1 on, of a station', de: 'Eine Zahl ab 1, an einer Station' },
    },
    connector_id: {
      kind: 'number',
      en: 'Connector',
      de: 'Stecker',
      edit: true,
      invalid: { en: 'A number from 1 on, of an EVSE', de: 'Eine Zahl ab 1, an einem Ladepunkt' },
    },
  },
} satisfies Collection;
