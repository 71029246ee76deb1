import type { Collection } from '../definition/collection.js';

/** Who changed or commanded what over the API; for administrators. */
export default {
  name: 'audit',
  icon: 'policy',
  singular: { en: 'Audit entry', de: 'Protokolleintrag' },
  plural: { en: 'Audit', de: 'Protokoll' },
  sort: 9,

  template: '{{who}} · {{mutation}}',
  list: ['at', 'who', 'mutation', 'outcome', 'address'],
  order: '-at',
  bookmarks: [
    {
      en: 'Refused or failed',
      de: 'Verweigert oder fehlgeschlagen',
      icon: 'error',
      filter: { outcome: { _neq: 'DONE' } },
    },
  ],
  fields: {
    id: { kind: 'number', en: 'Number', de: 'Nummer', hidden: true },
    at: { kind: 'time', en: 'When', de: 'Wann' },
    who: { kind: 'text', en: 'Who', de: 'Wer' },
    user_id: { kind: 'text', en: 'User', de: 'Benutzer', hidden: true },
    address: { kind: 'text', en: 'From', de: 'Von' },
    mutation: { kind: 'text', en: 'Mutation', de: 'Mutation' },
    arguments: { kind: 'json', en: 'Arguments', de: 'Argumente' },
    outcome: { kind: 'text', en: 'Outcome', de: 'Ergebnis' },
    error: { kind: 'long', en: 'Error in words', de: 'Fehler in Worten' },
    finished_at: { kind: 'time', en: 'Finished', de: 'Beendet' },
  },
} satisfies Collection;
