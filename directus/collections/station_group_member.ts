import type { Collection } from '../definition/collection.js';

/** A station in a group; edited at either of them. */
export default {
  name: 'station_group_member',
  icon: 'link',
  singular: { en: 'Station in a group', de: 'Station in einer Gruppe' },
  plural: { en: 'Stations in groups', de: 'Stationen in Gruppen' },
  sort: 1,
  group: 'station_group',
  hidden: true,
  template: '{{station_id.id}} · {{group_id.name}}',
  list: ['group_id', 'station_id'],
  order: 'id',
  fields: {
    id: { kind: 'number', en: 'Number', de: 'Nummer', hidden: true },
    group_id: {
      kind: 'one',
      en: 'Group',
      de: 'Gruppe',
      of: 'station_group',
      shows: '{{name}}',
      edit: true,
      required: true,
    },
    station_id: {
      kind: 'one',
      en: 'Charging station',
      de: 'Ladestation',
      of: 'charging_station',
      shows: '{{id}}',
      edit: true,
      required: true,
    },
  },
} satisfies Collection;
