import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Server, ServerOptions } from 'node:https';
import { createSecureContext } from 'node:tls';
import { log, reason } from './log.js';
import { SettingError } from './settings.js';

/** Certificate chains and their keys, in no particular order: a client gets one that it can deal with. */
interface Certificates {
  cert: Buffer[];
  key: Buffer[];
}

/** A setting and the files that it names, with commas between. */
type Named = readonly [setting: string, files: string | undefined];

/** Where the certificates of a port are, and their keys. */
interface Files {
  cert: Named;
  key: Named;
}

/** A port that speaks TLS. */
export interface SecurePort {
  /** With the certificates; for the server. */
  options: ServerOptions;
  /** Shows new certificates once their files have changed; what comes back ends that. */
  follow(server: Server): () => void;
}

/** How a port shows its certificates; undefined when none is set. Throws SettingError for what can’t serve. */
export async function securePort(files: Files, options: ServerOptions): Promise<SecurePort | undefined> {
  const shown = await readCertificates(files);
  if (!shown) return undefined;
  return {
    options: { ...options, ...shown },
    follow: (server) => follow(server, { files, options, shown }),
  };
}

async function readCertificates(files: Files): Promise<Certificates | undefined> {
  const [certSetting, keySetting] = [files.cert[0], files.key[0]];
  if (files.cert[1] === undefined && files.key[1] === undefined) return undefined;
  const [cert, key] = await Promise.all([read(files.cert), read(files.key)]);
  try {
    if (cert.length !== key.length) throw new Error(`${cert.length} of the one, ${key.length} of the other`);
    // One by one: of several, a key that fits none goes unnoticed together.
    for (const [i, each] of cert.entries()) createSecureContext({ cert: each, key: key[i] });
  } catch (error) {
    throw new SettingError(
      `${certSetting} and ${keySetting} have to be a certificate chain and its key, both PEM (${reason(error)})`,
    );
  }
  return { cert, key };
}

async function read([setting, files]: Named): Promise<Buffer[]> {
  if (files === undefined)
    throw new SettingError(`${setting} is not set; TLS takes a certificate and its key`);
  return Promise.all(
    files.split(',').map((file) =>
      readFile(file.trim()).catch((error) => {
        throw new SettingError(`${setting} can’t be read: ${reason(error)}`);
      }),
    ),
  );
}

const lookMs = 2000;

interface Followed {
  files: Files;
  options: ServerOptions;
  shown: Certificates;
}

/**
 * Shows new certificates to those who connect from then on; connections that are open stay. Files that do not fit together
 * (one is written before the other) leave things as they are until they do.
 */
function follow(server: Server, { files, options, shown }: Followed): () => void {
  let before = digestOf(shown);
  let looking = false;
  const [what] = files.cert;
  const look = async () => {
    if (looking) return;
    looking = true;
    try {
      const now = await readCertificates(files);
      if (now && digestOf(now) !== before) {
        server.setSecureContext({ ...options, ...now });
        before = digestOf(now);
        log.info(`new certificates of ${what} are shown`);
      }
    } catch (error) {
      log.warn({ reason: reason(error) }, `the certificates of ${what} stay as they are`);
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
