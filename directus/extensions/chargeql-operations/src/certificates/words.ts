import type { Words } from '../words/speak.js';

export const deliveries: Record<string, Words> = {
  SENDING: { en: 'On its way', de: 'Unterwegs' },
  ACCEPTED: { en: 'The station has it', de: 'Die Station hat es' },
  REJECTED: { en: 'Refused by the station', de: 'Von der Station abgelehnt' },
  FAILED: { en: 'Did not arrive', de: 'Nicht angekommen' },
};

export const revocations: Record<string, Words> = {
  UNSPECIFIED: { en: 'No reason given', de: 'Ohne Angabe' },
  KEY_COMPROMISE: { en: 'Somebody else may have its key', de: 'Jemand anders hat vielleicht den Schlüssel' },
  AFFILIATION_CHANGED: { en: 'The station changed hands', de: 'Die Station hat den Besitzer gewechselt' },
  SUPERSEDED: { en: 'A newer one replaced it', de: 'Ein neueres hat es ersetzt' },
  CESSATION_OF_OPERATION: { en: 'The station is out of service', de: 'Die Station ist außer Dienst' },
};

export const uses = {
  CSMS: { en: 'This system', de: 'Dieses System' },
  MANUFACTURER: { en: 'Maker, for firmware', de: 'Hersteller, für Firmware' },
  V2G: { en: 'Vehicles, ISO 15118 (2.x)', de: 'Fahrzeuge, ISO 15118 (2.x)' },
  MOBILITY_OPERATOR: { en: 'Contracts, ISO 15118 (2.x)', de: 'Verträge, ISO 15118 (2.x)' },
  OEM: { en: 'Vehicle makers (2.1)', de: 'Fahrzeughersteller (2.1)' },
} as const satisfies Record<string, Words>;

/** Certificates by their type in OCPP. */
export const types: Record<string, Words> = {
  ChargingStationCertificate: uses.CSMS,
  V2GCertificate: { en: 'Vehicles, ISO 15118-2', de: 'Fahrzeuge, ISO 15118-2' },
  V2G20Certificate: { en: 'Vehicles, ISO 15118-20', de: 'Fahrzeuge, ISO 15118-20' },
  V2GCertificateChain: { en: 'Its own, for vehicles', de: 'Eigenes, für Fahrzeuge' },
  CSMSRootCertificate: uses.CSMS,
  CentralSystemRootCertificate: uses.CSMS,
  ManufacturerRootCertificate: uses.MANUFACTURER,
  V2GRootCertificate: { en: 'Vehicles, ISO 15118', de: 'Fahrzeuge, ISO 15118' },
  MORootCertificate: { en: 'Contracts, ISO 15118', de: 'Verträge, ISO 15118' },
  OEMRootCertificate: { en: 'Vehicle makers', de: 'Fahrzeughersteller' },
};

export const words = {
  issued: { en: 'Issued to this station', de: 'Für diese Station ausgestellt' },
  installed: { en: 'Installed on the station', de: 'Auf der Station installiert' },
  renew: { en: 'Renew', de: 'Erneuern' },
  refresh: { en: 'Ask the station', de: 'Station fragen' },
  install: { en: 'Install', de: 'Installieren' },
  installTitle: { en: 'Install a root certificate', de: 'Wurzelzertifikat installieren' },
  remove: { en: 'Delete', de: 'Löschen' },
  removeSure: {
    en: 'The station trusts this certificate no longer.',
    de: 'Die Station vertraut diesem Zertifikat dann nicht mehr.',
  },
  revoke: { en: 'Revoke', de: 'Widerrufen' },
  revokeSure: {
    en: 'A station that shows this certificate is turned away from now on.',
    de: 'Eine Station, die dieses Zertifikat zeigt, wird ab sofort abgewiesen.',
  },
  reason: { en: 'Reason', de: 'Grund' },
  type: { en: 'For', de: 'Für' },
  subject: { en: 'Names', de: 'Nennt' },
  serial: { en: 'Serial number', de: 'Seriennummer' },
  until: { en: 'Valid until', de: 'Gültig bis' },
  state: { en: 'State', de: 'Zustand' },
  revoked: { en: 'Revoked {at}: {reason}', de: 'Widerrufen {at}: {reason}' },
  expired: { en: 'expired', de: 'abgelaufen' },
  soon: { en: 'ends soon', de: 'endet bald' },
  seen: { en: 'Last told', de: 'Zuletzt gemeldet' },
  use: { en: 'What the station shall trust it for', de: 'Wofür die Station ihm vertrauen soll' },
  pem: { en: 'Certificate, PEM', de: 'Zertifikat, PEM' },
  ours: { en: 'Take the root of this system', de: 'Wurzel dieses Systems nehmen' },
} as const;
