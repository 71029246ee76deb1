import type { Collection } from '../definition/collection.js';

/** A place with stations. */
export default {
  name: 'location',
  icon: 'location_on',
  singular: { en: 'Location', de: 'Standort' },
  plural: { en: 'Locations', de: 'Standorte' },
  sort: 1,
  template: '{{name}}, {{city}}',
  list: ['name', 'address', 'postal_code', 'city', 'country'],
  order: 'name',
  bookmarks: [
    {
      en: 'Without a position',
      de: 'Ohne Position',
      icon: 'location_off',
      filter: { position: { _null: true } },
    },
  ],
  fields: {
    id: { kind: 'number', en: 'Id', de: 'Id', hidden: true },
    name: { kind: 'text', en: 'Name', de: 'Name', edit: true, required: true, width: 'full' },
    address: { kind: 'text', en: 'Address', de: 'Adresse', edit: true, width: 'full' },
    postal_code: { kind: 'text', en: 'Postal code', de: 'Postleitzahl', edit: true },
    city: { kind: 'text', en: 'City', de: 'Ort', edit: true },
    country: { kind: 'text', en: 'Country', de: 'Land', edit: true },
    time_zone: {
      kind: 'text',
      en: 'Time zone',
      de: 'Zeitzone',
      edit: true,
      hint: { en: 'As in Europe/Berlin', de: 'Wie in Europe/Berlin' },
    },
    latitude: {
      kind: 'number',
      en: 'Latitude',
      de: 'Breitengrad',
      unit: '°',
      edit: true,
      valid: { _and: [{ latitude: { _gte: -90 } }, { latitude: { _lte: 90 } }] },
    },
    longitude: {
      kind: 'number',
      en: 'Longitude',
      de: 'Längengrad',
      unit: '°',
      edit: true,
      valid: { _and: [{ longitude: { _gte: -180 } }, { longitude: { _lte: 180 } }] },
    },
    position: {
      kind: 'position',
      en: 'Position',
      de: 'Position',
      hint: { en: 'From latitude and longitude', de: 'Aus Breiten- und Längengrad' },
    },
    stations: {
      kind: 'many',
      en: 'Charging stations',
      de: 'Ladestationen',
      of: 'charging_station',
      by: 'location_id',
      columns: ['id', 'name', 'online', 'model', 'last_seen_at'],
    },
    created_at: { kind: 'time', en: 'Created', de: 'Angelegt' },
    updated_at: { kind: 'changed', en: 'Changed', de: 'Geändert' },
  },
} satisfies Collection;
