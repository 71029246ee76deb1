import type { Collection } from '../definition/collection.js';

/** Which tokens belong to the local lists of which stations. */
export default {
  name: 'local_list_rule',
  icon: 'playlist_add_check',
  singular: { en: 'Rule of local lists', de: 'Regel für lokale Listen' },
  plural: { en: 'Rules of local lists', de: 'Regeln für lokale Listen' },
  sort: 3,
  group: 'id_token',
  template: '{{id_token_id.id_token}} {{group_id_token}} → {{location_id.name}} {{station_id.id}}',
  list: ['id_token_id', 'group_id_token', 'location_id', 'station_id'],
  order: 'id',
  bookmarks: [
    {
      en: 'For all stations',
      de: 'Für alle Stationen',
      icon: 'all_inclusive',
      filter: { _and: [{ station_id: { _null: true } }, { location_id: { _null: true } }] },
    },
  ],
  fields: {
    id: { kind: 'number', en: 'Number', de: 'Nummer', hidden: true },
    id_token_id: {
      kind: 'one',
      en: 'Id token',
      de: 'Ladekarte',
      of: 'id_token',
      shows: '{{id_token}}',
      edit: true,
      hint: { en: 'Neither token nor group: all tokens', de: 'Weder Karte noch Gruppe: alle Karten' },
    },
    group_id_token: {
      kind: 'text',
      en: 'Token group',
      de: 'Kartengruppe',
      edit: true,
      invalid: { en: 'Give a token or a group, not both', de: 'Eine Karte oder eine Gruppe, nicht beides' },
    },
    location_id: {
      kind: 'one',
      en: 'Location',
      de: 'Standort',
      of: 'location',
      shows: '{{name}}',
      edit: true,
      hint: {
        en: 'Neither location nor station: the lists of all stations',
        de: 'Weder Standort noch Station: die Listen aller Stationen',
      },
    },
    station_id: {
      kind: 'one',
      en: 'Charging station',
      de: 'Ladestation',
      of: 'charging_station',
      shows: '{{id}}',
      edit: true,
      invalid: {
        en: 'Give a location or a station, not both',
        de: 'Einen Standort oder eine Station angeben, nicht beides',
      },
    },
    created_at: { kind: 'time', en: 'Created', de: 'Angelegt' },
    updated_at: { kind: 'changed', en: 'Changed', de: 'Geändert' },
  },
} satisfies Collection;
