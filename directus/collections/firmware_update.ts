import type { Collection } from '../definition/collection.js';

/** A request to a station to take firmware, followed to the boot after it. */
export default {
  name: 'firmware_update',
  icon: 'system_update_alt',
  singular: { en: 'Firmware update', de: 'Firmware-Update' },
  plural: { en: 'Firmware updates', de: 'Firmware-Updates' },
  sort: 10,
  group: 'charging_station',
  template: '{{station_id}} · {{wanted_version}}',
  list: ['created_at', 'station_id', 'state', 'version_before', 'version_after', 'status'],
  order: '-created_at',
  bookmarks: [
    { en: 'Failed', de: 'Fehlgeschlagen', icon: 'error', filter: { state: { _in: ['FAILED', 'REJECTED'] } } },
  ],
  fields: {
    id: { kind: 'number', en: 'Number', de: 'Nummer', hidden: true },
    station_id: {
      kind: 'one',
      en: 'Charging station',
      de: 'Ladestation',
      of: 'charging_station',
      shows: '{{id}}',
    },
    kind: {
      kind: 'choice',
      en: 'Kind',
      de: 'Art',
      choices: [
        { value: 'UPDATE', en: 'Update', de: 'Aktualisierung' },
        { value: 'PUBLISH', en: 'Publication to others', de: 'Weitergabe an andere' },
      ],
    },
    state: {
      kind: 'choice',
      en: 'State',
      de: 'Stand',
      choices: [
        { value: 'ASKED', en: 'Asked', de: 'Angefragt', color: 'primary' },
        { value: 'ACCEPTED', en: 'Accepted', de: 'Angenommen', color: 'primary' },
        { value: 'UNDER_WAY', en: 'Under way', de: 'Läuft', color: 'primary' },
        { value: 'DONE', en: 'Done', de: 'Fertig', color: 'success' },
        { value: 'FAILED', en: 'Failed', de: 'Fehlgeschlagen', color: 'danger' },
        { value: 'REJECTED', en: 'Rejected', de: 'Abgelehnt', color: 'danger' },
        { value: 'SUPERSEDED', en: 'Superseded', de: 'Überholt', color: 'foreground-subdued' },
      ],
    },
    request_id: { kind: 'number', en: 'Request', de: 'Anfrage' },
    command_id: { kind: 'one', en: 'Command', de: 'Befehl', of: 'command', shows: '{{action}}' },
    location: { kind: 'text', en: 'File', de: 'Datei', width: 'full' },
    signed: { kind: 'flag', en: 'Signed', de: 'Signiert' },
    wanted_version: { kind: 'text', en: 'Wanted version', de: 'Gewünschte Version' },
    version_before: { kind: 'text', en: 'Version before', de: 'Version zuvor' },
    version_after: { kind: 'text', en: 'Version after', de: 'Version danach' },
    answer_status: { kind: 'text', en: 'Answer', de: 'Antwort' },
    status: { kind: 'text', en: 'Status', de: 'Status' },
    info: { kind: 'long', en: 'What it says of it', de: 'Was sie dazu sagt' },
    created_at: { kind: 'time', en: 'Asked', de: 'Angefragt' },
    started_at: { kind: 'time', en: 'Started', de: 'Begonnen' },
    ended_at: { kind: 'time', en: 'Ended', de: 'Beendet' },
    booted_at: { kind: 'time', en: 'Booted', de: 'Gestartet' },
  },
} satisfies Collection;
