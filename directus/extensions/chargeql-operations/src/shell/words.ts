/** What every page says. */
export const words = {
  board: { en: 'Live board', de: 'Live-Übersicht' },
  commands: { en: 'Commands', de: 'Kommandos' },
  campaigns: { en: 'Campaigns', de: 'Kampagnen' },
  trace: { en: 'Message trace', de: 'Nachrichten' },
  inboxes: { en: 'Inboxes', de: 'Eingänge' },
  live: { en: 'Live', de: 'Live' },
  connecting: { en: 'Connecting', de: 'Verbindet' },
  lost: { en: 'Connection lost, trying again', de: 'Verbindung verloren, neuer Versuch' },
  loading: { en: 'Loading', de: 'Lädt' },
  retry: { en: 'Try again', de: 'Noch einmal' },
  notAllowed: { en: 'Your role does not allow this', de: 'Ihre Rolle erlaubt das nicht' },
  unreachable: { en: 'The system cannot be reached', de: 'Das System ist nicht erreichbar' },
  failed: { en: 'That did not work', de: 'Das hat nicht geklappt' },
  cancel: { en: 'Cancel', de: 'Abbrechen' },
  close: { en: 'Close', de: 'Schließen' },
  more: { en: 'Show more', de: 'Mehr anzeigen' },
} as const;
