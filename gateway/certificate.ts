import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { log, reason } from '../platform/log.js';
import { SettingError, type Settings } from '../platform/settings.js';
import { secureOptions } from './tls.js';

/** Certificate chains and their keys, in no particular order: a client gets one that it can deal with. */
export interface Certificates {
  cert: Buffer[];
  key: Buffer[];
}

type TlsSettings = Pick<Settings, 'TLS_CERT_FILE' | 'TLS_KEY_FILE' | 'TLS_RSA_SUITES'>;

/** What the TLS port shows, checked; undefined when none is set. Throws SettingError for what can’t serve. */
export async function readCertificates({
  TLS_CERT_FILE,
  TLS_KEY_FILE,
}: TlsSettings): Promise<Certificates | undefined> {
  if (TLS_CERT_FILE === undefined && TLS_KEY_FILE === undefined) return undefined;
  const [cert, key] = await Promise.all([
    read('TLS_CERT_FILE', TLS_CERT_FILE),
    read('TLS_KEY_FILE', TLS_KEY_FILE),
  ]);
  try {
    if (cert.length !== key.length) throw new Error(`${cert.length} of the one, ${key.length} of the other`);
    // One by one: of several, a key that fits none goes unnoticed together.
    for (const [i, each] of cert.entries()) createSecureContext({ cert: each, key: key[i] });
  } catch (error) {
    throw new SettingError(
      `TLS_CERT_FILE and TLS_KEY_FILE have to be a certificate chain and its key, both PEM (${reason(error)})`,
    );
  }
  return { cert, key };
}

async function read(name: 'TLS_CERT_FILE' | 'TLS_KEY_FILE', files: string | undefined): Promise<Buffer[]> {
  if (files === undefined) throw new SettingError(`${name} is not set; TLS takes a certificate and its key`);
  return Promise.all(
    files.split(',').map((file) =>
      readFile(file.trim()).catch((error) => {
        throw new SettingError(`${name} can’t be read: ${reason(error)}`);
      }),
    ),
  );
}

const lookMs = 2000;

/**
 * Shows new certificates to those who connect from then on, once their files have changed; connections that are open stay.
 * Files that do not fit together (one is written before the other) leave things as they are until they do.
 *
 * @returns ends it
 */
export function followCertificates(server: Server, settings: TlsSettings, shown: Certificates): () => void {
  let before = digestOf(shown);
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    try {
      const now = await readCertificates(settings);
      if (now && digestOf(now) !== before) {
        server.setSecureContext({ ...secureOptions(settings), ...now } as SecureContextOptions);
        before = digestOf(now);
        log.info('the TLS port shows new certificates');
      }
    } catch (error) {
      log.warn({ reason: reason(error) }, 'the TLS port keeps its certificates');
    }
    looking = false;
  };
  const timer = setInterval(look, lookMs);
  return () => clearInterval(timer);
}

function digestOf({ cert, key }: Certificates): string {
  const hash = createHash('sha256');
  for (const each of [...cert, ...key]) hash.update(each).update('\0');
  return hash.digest('hex');
}
