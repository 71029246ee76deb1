/** What forms of Directus show by the API. */
export const words = {
  meterValues: { en: 'Meter values', de: 'Messwerte' },
  none: { en: 'None was told', de: 'Keine gemeldet' },
  at: { en: 'Measured', de: 'Gemessen' },
  measurand: { en: 'What', de: 'Was' },
  value: { en: 'Value', de: 'Wert' },
  context: { en: 'Why and where', de: 'Anlass und Ort' },
} as const;
