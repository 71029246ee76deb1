/** The OCPP versions spoken here, by their WebSocket sub-protocol name (OCPP-J 1.6 §3.3, 2.x Part 4 §3.1). */
export const ocppVersions = ['ocpp2.1', 'ocpp2.0.1', 'ocpp1.6'] as const;
export type OcppVersion = (typeof ocppVersions)[number];

/** The two families of words: 1.6 stands alone, 2.1 extends 2.0.1. */
export type Dialect = 'v16' | 'v2';
export const dialectOf = (version: OcppVersion): Dialect => (version === 'ocpp1.6' ? 'v16' : 'v2');

export interface Negotiated {
  version: OcppVersion;
  /** The charger's own spelling, to be echoed to the letter; absent when it offered nothing. */
  protocol?: string;
}

/**
 * Picks the first version we speak in the charger's order of preference.
 *
 * Real chargers send stray commas (`,ocpp2.0.1`), odd capitals, or no header at all; the last are
 * 1.6 chargers without exception, so they are taken as such. Nothing we speak: undefined.
 */
export function negotiate(header: string | undefined): Negotiated | undefined {
  const offered = (header ?? '').split(',').map((each) => each.trim());
  const named = offered.filter((each) => each !== '');
  if (named.length === 0) return { version: 'ocpp1.6' };
  for (const protocol of named) {
    const version = ocppVersions.find((known) => known === protocol.toLowerCase());
    if (version) return { version, protocol };
  }
  return undefined;
}
