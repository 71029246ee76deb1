import type { Words } from '../words/speak.js';
import type { State } from './station-state.js';

export const stateWords: Record<State, Words> = {
  AVAILABLE: { en: 'Available', de: 'Frei' },
  CHARGING: { en: 'Charging', de: 'Lädt' },
  OCCUPIED: { en: 'Occupied', de: 'Belegt' },
  RESERVED: { en: 'Reserved', de: 'Reserviert' },
  FAULTED: { en: 'Faulted', de: 'Gestört' },
  UNAVAILABLE: { en: 'Unavailable', de: 'Außer Betrieb' },
  OFFLINE: { en: 'Offline', de: 'Offline' },
};

export const words = {
  empty: { en: 'No stations yet', de: 'Noch keine Stationen' },
  emptyHint: {
    en: 'Point a charger at the gateway, or add a station under Content.',
    de: 'Verbinden Sie eine Ladestation mit dem Gateway, oder legen Sie eine unter Inhalte an.',
  },
  noneFit: { en: 'No station fits the filter', de: 'Keine Station passt zum Filter' },
  search: { en: 'Station, place or maker', de: 'Station, Ort oder Hersteller' },
  allLocations: { en: 'All locations', de: 'Alle Standorte' },
  noLocation: { en: 'Without location', de: 'Ohne Standort' },
  allVersions: { en: 'All versions', de: 'Alle Versionen' },
  grid: { en: 'Grid', de: 'Kacheln' },
  map: { en: 'Map', de: 'Karte' },
  shown: { en: '{shown} of {total} stations', de: '{shown} von {total} Stationen' },
  stations: { en: '{total} stations', de: '{total} Stationen' },
  power: { en: 'Power', de: 'Leistung' },
  sessions: { en: 'Sessions', de: 'Ladevorgänge' },
  noConnectors: { en: 'Has told of no connectors yet', de: 'Hat noch keine Anschlüsse gemeldet' },
  lastSeen: { en: 'Last seen {ago}', de: 'Zuletzt gesehen {ago}' },
  neverSeen: { en: 'Never connected', de: 'Nie verbunden' },
  pending: { en: 'Awaits approval', de: 'Wartet auf Freigabe' },
  rejected: { en: 'Rejected', de: 'Abgelehnt' },
  placeWith: { en: '{name}: {count} stations', de: '{name}: {count} Stationen' },
  placesWith: { en: '{places} locations: {count} stations', de: '{places} Standorte: {count} Stationen' },
  nearer: { en: 'Zoom in', de: 'Näher heran' },
  farther: { en: 'Zoom out', de: 'Weiter weg' },
  homeless: {
    en: '{count} stations have no place on the map',
    de: '{count} Stationen haben keinen Ort auf der Karte',
  },
  clear: { en: 'Clear filter', de: 'Filter aufheben' },
} as const;

export const versionNames: Record<string, string> = {
  OCPP_1_6: '1.6',
  OCPP_2_0_1: '2.0.1',
  OCPP_2_1: '2.1',
};
