import type { OcppVersion } from '../../ocpp/versions.js';

const prefixes: Record<OcppVersion, string> = {
  'ocpp1.6': 'ocpp16',
  'ocpp2.0.1': 'ocpp201',
  'ocpp2.1': 'ocpp21',
};

/** The mutation that sends an action: `ocpp16ChangeConfiguration`. */
export const mutationName = (version: OcppVersion, action: string): string => prefixes[version] + action;

/** A type of OCPP among ours. Every version has its own: they share names, not fields. */
export const typeName = (version: OcppVersion, name: string): string => capital(prefixes[version]) + name;

/** What a type is called where it is given rather than received. */
export const inputName = (name: string): string => `${name.replace(/Type$/, '')}Input`;

/** The standard's name of a version, for sentences. */
export const versionName = (version: OcppVersion): string => version.replace('ocpp', 'OCPP ');

/** OCPP writes `L1-N` and `Energy.Active.Net`; GraphQL takes letters, digits and underscores, no digit in front. */
export const enumValueName = (value: string): string =>
  value.replaceAll(/\W/g, '_').replace(/^(?=\d|__|(true|false|null)$)/, 'V');

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `chargingRateUnit` as a person says it: charging rate unit. Abbreviations stay as they are. */
export const inWords = (name: string): string =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map((word) => (/^[A-Z\d]+$/.test(word) && word.length > 1 ? word : word.toLowerCase()))
    .join(' ');
