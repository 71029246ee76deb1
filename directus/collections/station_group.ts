import type { Collection } from '../definition/collection.js';

/** Stations that are configured alike. */
export default {
  name: 'station_group',
  icon: 'workspaces',
  singular: { en: 'Station group', de: 'Stationsgruppe' },
  plural: { en: 'Station groups', de: 'Stationsgruppen' },
  sort: 11,
  group: 'charging_station',
  template: '{{name}}',
  list: ['name', 'priority', 'stations', 'description'],
  order: 'name',
  bookmarks: [
    {
      en: 'Without stations',
      de: 'Ohne Stationen',
      icon: 'folder_off',
      filter: { stations: { _none: { id: { _nnull: true } } } },
    },
  ],
  fields: {
    id: { kind: 'number', en: 'Number', de: 'Nummer', hidden: true },
    name: { kind: 'text', en: 'Name', de: 'Name', edit: true, required: true },
    priority: {
      kind: 'number',
      en: 'Priority',
      de: 'Vorrang',
      edit: true,
      hint: {
        en: 'Of two values for one variable, that of the group with the higher number counts',
        de: 'Von zwei Werten für eine Variable zählt der aus der Gruppe mit der höheren Zahl',
      },
    },
    description: { kind: 'long', en: 'Description', de: 'Beschreibung', edit: true },
    stations: {
      kind: 'linked',
      en: 'Charging stations',
      de: 'Ladestationen',
      of: 'charging_station',
      through: 'station_group_member',
      by: 'group_id',
      to: 'station_id',
      shows: '{{id}}',
      columns: ['id', 'name', 'online'],
      edit: true,
    },
    desired: {
      kind: 'many',
      en: 'Desired values',
      de: 'Gewünschte Werte',
      of: 'desired_variable',
      by: 'group_id',
      columns: ['variable', 'value', 'mode', 'component'],
      order: 'variable',
      edit: true,
      hint: {
        en: 'What all stations of the group shall have set',
        de: 'Was bei allen Stationen der Gruppe eingestellt sein soll',
      },
    },
    created_at: { kind: 'time', en: 'Created', de: 'Angelegt' },
    updated_at: { kind: 'changed', en: 'Changed', de: 'Geändert' },
  },
} satisfies Collection;
