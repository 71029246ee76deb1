import type { Collection } from '../definition/collection.js';

/** Tokens that may end each other's sessions. */
export default {
  name: 'id_token_group',
  icon: 'group_work',
  singular: { en: 'Token group', de: 'Kartengruppe' },
  plural: { en: 'Token groups', de: 'Kartengruppen' },
  sort: 1,
  group: 'id_token',
  template: '{{group_id_token}}',
  list: ['group_id_token', 'name', 'master_pass', 'note'],
  order: 'group_id_token',
  fields: {
    id: { kind: 'number', en: 'Id', de: 'Id', hidden: true },
    group_id_token: { kind: 'text', en: 'Group', de: 'Gruppe', edit: true, required: true },
    name: { kind: 'text', en: 'Name', de: 'Name', edit: true },
    master_pass: {
      kind: 'flag',
      en: 'Master pass',
      de: 'Generalkarte',
      edit: true,
      hint: {
        en: 'Its tokens end any session and begin none',
        de: 'Ihre Karten beenden jeden Vorgang und beginnen keinen',
      },
    },
    note: { kind: 'long', en: 'Note', de: 'Notiz', edit: true },
    created_at: { kind: 'time', en: 'Created', de: 'Angelegt' },
    updated_at: { kind: 'changed', en: 'Changed', de: 'Geändert' },
  },
} satisfies Collection;
