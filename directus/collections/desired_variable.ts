import type { Collection } from '../definition/collection.js';

const owner = {
  en: 'Give a station or a group, one of them',
  de: 'Eine Station oder eine Gruppe angeben, nicht beides',
};

/** A value that a variable shall have at one station, or at all of a group. */
export default {
  name: 'desired_variable',
  icon: 'rule_settings',
  singular: { en: 'Desired value', de: 'Gewünschter Wert' },
  plural: { en: 'Desired values', de: 'Gewünschte Werte' },
  sort: 12,
  group: 'charging_station',
  template: '{{component}} · {{variable}} = {{value}}',
  list: ['component', 'variable', 'value', 'mode', 'station_id', 'group_id'],
  order: 'component',
  bookmarks: [
    { en: 'Of groups', de: 'Von Gruppen', icon: 'workspaces', filter: { group_id: { _nnull: true } } },
    {
      en: 'Of single stations',
      de: 'Von einzelnen Stationen',
      icon: 'ev_station',
      filter: { station_id: { _nnull: true } },
    },
  ],
  fields: {
    id: { kind: 'number', en: 'Number', de: 'Nummer', hidden: true },
    station_id: {
      kind: 'one',
      en: 'Charging station',
      de: 'Ladestation',
      of: 'charging_station',
      shows: '{{id}}',
      edit: true,
      hint: owner,
      invalid: owner,
    },
    group_id: {
      kind: 'one',
      en: 'Station group',
      de: 'Stationsgruppe',
      of: 'station_group',
      shows: '{{name}}',
      edit: true,
      hint: owner,
    },
    component: {
      kind: 'text',
      en: 'Component',
      de: 'Komponente',
      edit: true,
      required: true,
      hint: {
        en: 'OCPP16 for a configuration key of OCPP 1.6',
        de: 'OCPP16 für einen Konfigurationsschlüssel von OCPP 1.6',
      },
    },
    variable: {
      kind: 'text',
      en: 'Variable',
      de: 'Variable',
      edit: true,
      required: true,
      hint: { en: 'No passwords or keys', de: 'Keine Passwörter oder Schlüssel' },
      invalid: {
        en: 'Passwords and keys are not kept as desired values; set them by a command',
        de: 'Passwörter und Schlüssel werden nicht als gewünschte Werte geführt; ein Befehl setzt sie',
      },
    },
    component_instance: { kind: 'text', en: 'Component instance', de: 'Instanz der Komponente', edit: true },
    variable_instance: { kind: 'text', en: 'Variable instance', de: 'Instanz der Variable', edit: true },
    evse_id: {
      kind: 'number',
      en: 'EVSE number',
      de: 'Nummer des Ladepunkts',
      edit: true,
      valid: { evse_id: { _gte: 0 } },
      invalid: { en: 'A number from 0 on', de: 'Eine Zahl ab 0' },
    },
    connector_id: {
      kind: 'number',
      en: 'Connector',
      de: 'Stecker',
      edit: true,
      valid: { connector_id: { _gte: 0 } },
      invalid: {
        en: 'A number from 0 on; a connector needs its EVSE',
        de: 'Eine Zahl ab 0; ein Stecker braucht seinen Ladepunkt',
      },
    },
    attribute_type: {
      kind: 'choice',
      en: 'Which value',
      de: 'Welcher Wert',
      edit: true,
      choices: [
        { value: 'Actual', en: 'Actual', de: 'Aktueller Wert' },
        { value: 'Target', en: 'Target', de: 'Sollwert' },
        { value: 'MinSet', en: 'Lowest to be set', de: 'Kleinster einstellbarer' },
        { value: 'MaxSet', en: 'Highest to be set', de: 'Größter einstellbarer' },
      ],
    },
    mode: {
      kind: 'choice',
      en: 'Where it differs',
      de: 'Bei Abweichung',
      edit: true,
      choices: [
        { value: 'ENFORCE', en: 'Set it', de: 'Einstellen', color: 'primary' },
        { value: 'REPORT', en: 'Only show it', de: 'Nur anzeigen' },
      ],
    },
    value: { kind: 'text', en: 'Value', de: 'Wert', edit: true, required: true, width: 'full' },
    note: { kind: 'long', en: 'Why', de: 'Warum', edit: true },
    name_key: { kind: 'text', en: 'Key', de: 'Schlüssel', hidden: true },
    created_at: { kind: 'time', en: 'Created', de: 'Angelegt' },
    updated_at: { kind: 'changed', en: 'Changed', de: 'Geändert' },
  },
} satisfies Collection;
