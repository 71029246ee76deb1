import type { Collection } from '../definition/collection.js';

/** Who may charge: a card, an app, a vehicle. */
export default {
  name: 'id_token',
  icon: 'contactless',
  singular: { en: 'Id token', de: 'Ladekarte' },
  plural: { en: 'Id tokens', de: 'Ladekarten' },
  sort: 3,
  template: '{{id_token}}',
  list: ['id_token', 'status', 'type', 'group_id_token', 'expires_at', 'note'],
  order: 'id_token',
  bookmarks: [{ en: 'Blocked', de: 'Gesperrt', icon: 'block', filter: { status: { _eq: 'BLOCKED' } } }],
  fields: {
    id: { kind: 'number', en: 'Id', de: 'Id', hidden: true },
    id_token: { kind: 'text', en: 'Token', de: 'Kennung', edit: true, required: true },
    type: {
      kind: 'choice',
      en: 'Type',
      de: 'Art',
      edit: true,
      choices: [
        { value: 'ISO14443', en: 'Card (ISO 14443)', de: 'Karte (ISO 14443)' },
        { value: 'ISO15693', en: 'Card (ISO 15693)', de: 'Karte (ISO 15693)' },
        { value: 'eMAID', en: 'Vehicle contract (eMAID)', de: 'Fahrzeugvertrag (eMAID)' },
        { value: 'KeyCode', en: 'Key code', de: 'Zahlencode' },
        { value: 'MacAddress', en: 'Vehicle (MAC address)', de: 'Fahrzeug (MAC-Adresse)' },
        { value: 'Central', en: 'From the back office', de: 'Aus der Zentrale' },
        { value: 'Local', en: 'From the station', de: 'Von der Station' },
      ],
    },
    status: {
      kind: 'choice',
      en: 'Status',
      de: 'Status',
      edit: true,
      choices: [
        { value: 'ACCEPTED', en: 'Accepted', de: 'Gültig', color: 'success' },
        { value: 'BLOCKED', en: 'Blocked', de: 'Gesperrt', color: 'danger' },
        { value: 'EXPIRED', en: 'Expired', de: 'Abgelaufen', color: 'warning' },
        { value: 'INVALID', en: 'Invalid', de: 'Ungültig', color: 'foreground-subdued' },
      ],
    },
    expires_at: { kind: 'time', en: 'Expires', de: 'Läuft ab', edit: true },
    group_id_token: {
      kind: 'text',
      en: 'Group',
      de: 'Gruppe',
      edit: true,
      hint: {
        en: 'Who shares it may end each other’s sessions',
        de: 'Wer sie teilt, darf fremde Vorgänge beenden',
      },
    },
    note: { kind: 'long', en: 'Note', de: 'Notiz', edit: true },
    created_at: { kind: 'time', en: 'Created', de: 'Angelegt' },
    updated_at: { kind: 'changed', en: 'Changed', de: 'Geändert' },
  },
} satisfies Collection;
