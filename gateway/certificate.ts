import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { reason } from '../platform/log.js';
import { SettingError, type Settings } from '../platform/settings.js';

export interface Certificate {
  cert: Buffer;
  key: Buffer;
}

/** What the TLS port shows, checked; undefined when none is set. Throws SettingError for what can’t serve. */
export async function readCertificate({
  TLS_CERT_FILE,
  TLS_KEY_FILE,
}: Settings): Promise<Certificate | undefined> {
  if (TLS_CERT_FILE === undefined && TLS_KEY_FILE === undefined) return undefined;
  const [cert, key] = await Promise.all([
    read('TLS_CERT_FILE', TLS_CERT_FILE),
    read('TLS_KEY_FILE', TLS_KEY_FILE),
  ]);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new SettingError(
      `TLS_CERT_FILE and TLS_KEY_FILE have to be a certificate chain and its key, both PEM (${reason(error)})`,
    );
  }
  return { cert, key };
}

async function read(name: 'TLS_CERT_FILE' | 'TLS_KEY_FILE', file: string | undefined): Promise<Buffer> {
  if (file === undefined) throw new SettingError(`${name} is not set; TLS takes a certificate and its key`);
  return readFile(file).catch((error) => {
    throw new SettingError(`${name} can’t be read: ${reason(error)}`);
  });
}
