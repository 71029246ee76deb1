import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { reason } from '../../platform/log.js';
import { SettingError } from '../../platform/settings.js';

/** Certificates of a PEM file that are trusted, read at the start. */
export function readRoots(
  name: 'CLIENT_CA_FILE' | 'V2G_ROOT_FILE',
  file: string | undefined,
): X509Certificate[] {
  if (file === undefined) return [];
  try {
    const blocks = readFileSync(file, 'utf8').match(
      /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g,
    );
    if (!blocks) throw new Error('there is none in it');
    return blocks.map((pem) => new X509Certificate(pem));
  } catch (error) {
    throw new SettingError(`${name} has to be certificates of authorities in PEM (${reason(error)})`);
  }
}
