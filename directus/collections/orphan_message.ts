import type { Collection } from '../definition/collection.js';

/** Energy or stops that match no transaction, for a person to look at. */
export default {
  name: 'orphan_message',
  icon: 'inbox',
  singular: { en: 'Unmatched message', de: 'Nachricht ohne Vorgang' },
  plural: { en: 'Unmatched', de: 'Ohne Vorgang' },
  sort: 7,
  template: '{{action}} · {{station_id}}',
  list: ['received_at', 'station_id', 'action', 'reason', 'resolved_at'],
  order: '-received_at',
  bookmarks: [{ en: 'Open', de: 'Offen', icon: 'inbox', filter: { resolved_at: { _null: true } } }],
  fields: {
    id: { kind: 'number', en: 'Id', de: 'Id', hidden: true },
    station_id: {
      kind: 'one',
      en: 'Charging station',
      de: 'Ladestation',
      of: 'charging_station',
      shows: '{{id}}',
    },
    action: { kind: 'text', en: 'Action', de: 'Aktion' },
    reason: { kind: 'long', en: 'Why it matches nothing', de: 'Warum sie zu nichts passt' },
    payload: { kind: 'json', en: 'Message', de: 'Nachricht' },
    received_at: { kind: 'time', en: 'Received', de: 'Empfangen' },
    resolved_at: {
      kind: 'time',
      en: 'Settled',
      de: 'Erledigt',
      edit: true,
      hint: { en: 'When somebody dealt with it', de: 'Wann sich jemand darum gekümmert hat' },
    },
    orphan_key: { kind: 'text', en: 'Key', de: 'Schlüssel', hidden: true },
  },
} satisfies Collection;
