import type { OcppVersion } from '../../ocpp/versions.js';

/** What we ask of stations, with every field of the message filled as an operator would, and what they answer. */
export interface Asking {
  versions: OcppVersion[];
  action: string;
  request: object;
  answer: object;
}

/** A table of this folder: rows of one or more versions. */
export const askings = (
  versions: OcppVersion[],
  all: Record<string, [request: object, answer: object]>,
): Asking[] =>
  Object.entries(all).map(([action, [request, answer]]) => ({ versions, action, request, answer }));

export const v2: OcppVersion[] = ['ocpp2.0.1', 'ocpp2.1'];

// What many of them name.

export const certificateHashData = {
  ...{ hashAlgorithm: 'SHA256', serialNumber: '0a1b2c' },
  issuerNameHash: 'b1c2a09b5d6f7e8c9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5',
  issuerKeyHash: '5f4e3d2c1b0a99887766554433221100ffeeddccbbaa99887766554433221100',
};
export const pem = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ2hhcmdl\n-----END CERTIFICATE-----\n';
export const statusInfo = { reasonCode: 'NoError', additionalInfo: 'as asked' };
export const accepted = { status: 'Accepted', statusInfo };
export const idToken = {
  ...{ idToken: '04A2B3C4D5E680', type: 'ISO14443' },
  additionalInfo: [{ additionalIdToken: 'DE-CHQ-C00123456-K', type: 'eMAID' }],
};
export const groupIdToken = { idToken: 'FLEET-7', type: 'Central' };
export const connector = { name: 'Connector', instance: 'left', evse: { id: 1, connectorId: 2 } };
export const availability = { name: 'AvailabilityState', instance: 'main' };
