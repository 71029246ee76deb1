import type { Collection } from '../definition/collection.js';

/** A certificate that our authority made for a station. */
export default {
  name: 'issued_certificate',
  icon: 'verified_user',
  singular: { en: 'Certificate', de: 'Zertifikat' },
  plural: { en: 'Certificates', de: 'Zertifikate' },
  sort: 13,
  group: 'charging_station',
  template: '{{station_id.id}} · {{serial_number}}',
  list: ['station_id', 'certificate_type', 'not_after', 'delivery', 'revoked_at', 'created_at'],
  order: '-created_at',
  bookmarks: [
    {
      en: 'Ends within 30 days',
      de: 'Endet in 30 Tagen',
      icon: 'timer',
      filter: {
        _and: [
          { revoked_at: { _null: true } },
          { not_after: { _gte: '$NOW' } },
          { not_after: { _lte: '$NOW(+30 days)' } },
        ],
      },
    },
    {
      en: 'Not taken',
      de: 'Nicht angenommen',
      icon: 'error',
      filter: { delivery: { _in: ['REJECTED', 'FAILED'] } },
    },
    { en: 'Revoked', de: 'Widerrufen', icon: 'block', filter: { revoked_at: { _nnull: true } } },
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
    certificate_type: {
      kind: 'choice',
      en: 'Type',
      de: 'Art',
      choices: [
        { value: 'ChargingStationCertificate', en: 'Its door to us', de: 'Zugang zu uns' },
        { value: 'V2GCertificate', en: 'Vehicles (ISO 15118-2)', de: 'Fahrzeuge (ISO 15118-2)' },
        { value: 'V2G20Certificate', en: 'Vehicles (ISO 15118-20)', de: 'Fahrzeuge (ISO 15118-20)' },
      ],
    },
    delivery: {
      kind: 'choice',
      en: 'Delivery',
      de: 'Zustellung',
      choices: [
        { value: 'SENDING', en: 'On its way', de: 'Unterwegs', color: 'primary' },
        { value: 'ACCEPTED', en: 'Taken', de: 'Angenommen', color: 'success' },
        { value: 'REJECTED', en: 'Rejected', de: 'Abgelehnt', color: 'danger' },
        { value: 'FAILED', en: 'Failed', de: 'Fehlgeschlagen', color: 'danger' },
      ],
    },
    attempts: { kind: 'number', en: 'Times sent', de: 'Versuche' },
    subject: { kind: 'text', en: 'Whom it names', de: 'Wen es nennt', width: 'full' },
    serial_number: { kind: 'text', en: 'Serial number', de: 'Seriennummer' },
    fingerprint: { kind: 'text', en: 'Fingerprint (SHA-256)', de: 'Fingerabdruck (SHA-256)' },
    not_before: { kind: 'time', en: 'Valid from', de: 'Gültig ab' },
    not_after: { kind: 'time', en: 'Valid until', de: 'Gültig bis' },
    renewal_asked_at: { kind: 'time', en: 'Renewal asked', de: 'Erneuerung verlangt' },
    revoked_at: { kind: 'time', en: 'Revoked', de: 'Widerrufen' },
    revocation_reason: {
      kind: 'choice',
      en: 'Why revoked',
      de: 'Grund des Widerrufs',
      choices: [
        { value: 'UNSPECIFIED', en: 'No reason given', de: 'Ohne Angabe' },
        { value: 'KEY_COMPROMISE', en: 'Key is known to others', de: 'Schlüssel bekannt geworden' },
        { value: 'AFFILIATION_CHANGED', en: 'Station changed hands', de: 'Station gehört anderen' },
        { value: 'SUPERSEDED', en: 'Replaced by a newer one', de: 'Durch neueres ersetzt' },
        { value: 'CESSATION_OF_OPERATION', en: 'Station is out of service', de: 'Station außer Betrieb' },
      ],
    },
    revoked_by: { kind: 'text', en: 'Revoked by', de: 'Widerrufen von' },
    command_id: { kind: 'one', en: 'Command', de: 'Befehl', of: 'command', shows: '{{action}}' },
    created_at: { kind: 'time', en: 'Made', de: 'Angelegt' },
    certificate_chain: { kind: 'long', en: 'Chain (PEM)', de: 'Kette (PEM)' },
    next_attempt_at: { kind: 'time', en: 'Sent again at', de: 'Nächster Versuch', hidden: true },
    authority_id: { kind: 'number', en: 'Authority', de: 'Aussteller', hidden: true },
    request_id: { kind: 'number', en: 'Request', de: 'Anfrage', hidden: true },
    csr_digest: { kind: 'text', en: 'Digest of the request', de: 'Prüfsumme der Anfrage', hidden: true },
  },
} satisfies Collection;
