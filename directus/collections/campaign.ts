import type { Collection } from '../definition/collection.js';

/** A command to many stations; made and steered in the console or over the API. */
export default {
  name: 'campaign',
  icon: 'campaign',
  singular: { en: 'Campaign', de: 'Kampagne' },
  plural: { en: 'Campaigns', de: 'Kampagnen' },
  sort: 1,
  group: 'command',
  template: '{{name}}',
  list: ['created_at', 'name', 'state', 'pause_reason', 'requested_by', 'ended_at'],
  order: '-created_at',
  bookmarks: [
    { en: 'Running', de: 'Laufend', icon: 'play_circle', filter: { state: { _eq: 'RUNNING' } } },
    { en: 'Paused', de: 'Angehalten', icon: 'pause_circle', filter: { state: { _eq: 'PAUSED' } } },
  ],
  fields: {
    operations: {
      kind: 'links',
      en: 'Operations',
      de: 'Betrieb',
      links: [
        {
          en: 'Progress and results',
          de: 'Fortschritt und Ergebnisse',
          icon: 'campaign',
          to: '/operations/campaigns/{{id}}',
        },
      ],
    },
    id: { kind: 'number', en: 'Number', de: 'Nummer', hidden: true },
    name: { kind: 'text', en: 'Name', de: 'Name' },
    state: {
      kind: 'choice',
      en: 'State',
      de: 'Stand',
      choices: [
        { value: 'RUNNING', en: 'Running', de: 'Läuft', color: 'primary' },
        { value: 'PAUSED', en: 'Paused', de: 'Angehalten', color: 'warning' },
        { value: 'DONE', en: 'Done', de: 'Fertig', color: 'success' },
        { value: 'CANCELED', en: 'Cancelled', de: 'Abgebrochen', color: 'foreground-subdued' },
      ],
    },
    pause_reason: { kind: 'text', en: 'Why it paused', de: 'Warum sie hält', width: 'full' },
    calls: {
      kind: 'json',
      en: 'What is asked',
      de: 'Was verlangt wird',
      hint: { en: 'By OCPP version', de: 'Je OCPP-Version' },
    },
    wanted_version: { kind: 'text', en: 'Wanted firmware', de: 'Gewünschte Firmware' },
    concurrency: { kind: 'number', en: 'Stations at once', de: 'Stationen zugleich' },
    when_offline: {
      kind: 'choice',
      en: 'Stations that are away',
      de: 'Stationen, die weg sind',
      choices: [
        { value: 'WAIT', en: 'Are waited for', de: 'Werden abgewartet' },
        { value: 'SKIP', en: 'Are left out', de: 'Werden ausgelassen' },
      ],
    },
    retries: { kind: 'number', en: 'Further attempts', de: 'Weitere Versuche' },
    backoff_seconds: { kind: 'number', en: 'Wait before the second', de: 'Pause vor dem zweiten', unit: 's' },
    stop_percent: {
      kind: 'number',
      en: 'Pauses at failures of',
      de: 'Hält bei Fehlschlägen von',
      unit: '%',
    },
    outcome_seconds: {
      kind: 'number',
      en: 'Time a station may take',
      de: 'Zeit je Station',
      unit: 's',
      hint: { en: 'For firmware or a log', de: 'Für Firmware oder ein Log' },
    },
    requested_by: { kind: 'text', en: 'Requested by', de: 'Von' },
    created_at: { kind: 'time', en: 'Made', de: 'Angelegt' },
    expires_at: { kind: 'time', en: 'Stations are asked until', de: 'Stationen werden gefragt bis' },
    ended_at: { kind: 'time', en: 'Ended', de: 'Beendet' },
    forgiven: { kind: 'number', en: 'Forgiven failures', de: 'Verziehene Fehlschläge', hidden: true },
    revision: { kind: 'number', en: 'Revision', de: 'Revision', hidden: true },
    upload_url: { kind: 'text', en: 'Upload address', de: 'Adresse für Uploads', hidden: true },
    idempotency_key: { kind: 'text', en: 'Idempotency key', de: 'Idempotenzschlüssel', hidden: true },
  },
} satisfies Collection;
