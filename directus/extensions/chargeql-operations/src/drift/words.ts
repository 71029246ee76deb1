import type { Words } from '../words/speak.js';
import type { DriftRow } from './drift.js';

export const driftStates: Record<DriftRow['state'], Words> = {
  IN_SYNC: { en: 'As desired', de: 'Wie gewünscht' },
  DRIFTED: { en: 'Differs', de: 'Weicht ab' },
  PENDING_REBOOT: { en: 'After the next reboot', de: 'Nach dem nächsten Neustart' },
  UNKNOWN: { en: 'Not known yet', de: 'Noch unbekannt' },
  REJECTED: { en: 'Refused', de: 'Abgelehnt' },
};

export const words = {
  title: { en: 'Desired values', de: 'Gewünschte Werte' },
  none: { en: 'Nothing is desired of this station', de: 'Von dieser Station ist nichts gewünscht' },
  noneHint: {
    en: 'A desired value is set by itself, and again whenever the station has another.',
    de: 'Ein gewünschter Wert wird von selbst gesetzt, und wieder, wenn die Station einen anderen hat.',
  },
  add: { en: 'Desire a value', de: 'Wert wünschen' },
  variable: { en: 'Variable', de: 'Variable' },
  component: { en: 'Component', de: 'Komponente' },
  value: { en: 'Value', de: 'Wert' },
  desired: { en: 'Desired', de: 'Gewünscht' },
  known: { en: 'Known', de: 'Bekannt' },
  state: { en: 'State', de: 'Zustand' },
  by: { en: 'Desired by', de: 'Gewünscht durch' },
  itself: { en: 'this station', de: 'diese Station' },
  group: { en: 'group {name}', de: 'Gruppe {name}' },
  groups: { en: 'In the groups {names}', de: 'In den Gruppen {names}' },
  since: { en: 'Since', de: 'Seit' },
  attempts: { en: 'asked {count} times', de: '{count}-mal gefragt' },
  again: { en: 'again {at}', de: 'wieder {at}' },
  reportOnly: { en: 'only shown', de: 'nur angezeigt' },
  mode: { en: 'Where it differs', de: 'Wenn er abweicht' },
  enforce: { en: 'Set it on the station', de: 'An der Station setzen' },
  report: { en: 'Only show it', de: 'Nur anzeigen' },
  note: { en: 'Why it is desired', de: 'Warum er gewünscht ist' },
  change: { en: 'Change', de: 'Ändern' },
  override: { en: 'Override', de: 'Übersteuern' },
  overrideHint: {
    en: 'A value of the station itself counts before those of its groups.',
    de: 'Ein Wert der Station selbst zählt vor denen ihrer Gruppen.',
  },
  clear: { en: 'Desire no longer', de: 'Nicht mehr wünschen' },
  save: { en: 'Save', de: 'Speichern' },
  only: { en: 'Only what differs', de: 'Nur was abweicht' },
  noneDiffers: { en: 'Everything is as desired', de: 'Alles ist wie gewünscht' },
  want: { en: 'Desire', de: 'Wünschen' },
  viewOnly: {
    en: 'Desired values need the right to change stations.',
    de: 'Gewünschte Werte brauchen das Recht, Stationen zu ändern.',
  },
} as const;
