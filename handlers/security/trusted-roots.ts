import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { reason } from '../../platform/log.js';
import { SettingError, type Settings } from '../../platform/settings.js';

type RootsSetting = 'CLIENT_CA_FILE' | 'V2G_ROOT_FILE';

const read = new WeakMap<Settings, Map<RootsSetting, X509Certificate[]>>();

/** The certificates that a setting trusts, read once. */
export function trustedRoots(settings: Settings, name: RootsSetting): X509Certificate[] {
  const before = read.get(settings) ?? new Map<RootsSetting, X509Certificate[]>();
  const roots = before.get(name) ?? readRoots(name, settings[name]);
  read.set(settings, before.set(name, roots));
  return roots;
}

function readRoots(name: RootsSetting, file: string | undefined): X509Certificate[] {
  if (file === undefined) return [];
  try {
    const roots = certificatesInText(readFileSync(file, 'utf8'));
    if (roots.length === 0) throw new Error('there is none in it');
    return roots;
  } catch (error) {
    throw new SettingError(`${name} has to be certificates of authorities in PEM (${reason(error)})`);
  }
}

/** Those of a PEM text, in its order. */
export const certificatesInText = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (block) => new X509Certificate(block),
  );
