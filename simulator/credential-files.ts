import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Credentials } from './credentials.js';

/** Passwords and files as the command line names them; `{id}` in them is a station's id. */
export interface CredentialWish {
  url: string;
  stations: number;
  password?: string | undefined;
  ca?: string | undefined;
  cert?: string | undefined;
  key?: string | undefined;
}

const placeholder = '{id}';

/** What goes together and what does not; in words, undefined where nothing is wrong. */
function mistake({ url, stations, password, ca, cert, key }: CredentialWish): string | undefined {
  const secure = url.startsWith('wss:');
  if (ca !== undefined && !secure) return '--ca says whom to trust over TLS: it takes a wss:// address.';
  if ((cert === undefined) !== (key === undefined)) return '--cert and --key go together: give both.';
  if (cert === undefined) return undefined;
  if (!secure) return '--cert and --key are shown over TLS: they take a wss:// address.';
  if (password !== undefined)
    return 'A station proves itself with a certificate or with a password: leave --cert and --key out, or --password.';
  if (stations > 1 && !cert.includes(placeholder))
    return `A certificate names one station: put ${placeholder} into --cert, or take --stations 1.`;
  return undefined;
}

/** Reads the files at once, so that a wrong one ends the start; throws an Error in words. */
export function readCredentials(wish: CredentialWish): (id: string) => Credentials {
  const wrong = mistake(wish);
  if (wrong) throw new Error(wrong);
  const { password, cert, key } = wish;
  const ca = wish.ca === undefined ? undefined : readCertificate('--ca', wish.ca);
  return (id) => ({
    ...(password === undefined ? {} : { password: password.replaceAll(placeholder, id) }),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined || key === undefined ? {} : readPair(fileOf(cert, id), fileOf(key, id))),
  });
}

const fileOf = (pattern: string, id: string): string =>
  pattern.replaceAll(placeholder, encodeURIComponent(id));

function readPair(certFile: string, keyFile: string): { cert: string; key: string } {
  const cert = readCertificate('--cert', certFile);
  const key = read('--key', keyFile);
  let fits: boolean;
  try {
    fits = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    throw new Error(`--key: ${keyFile} holds no private key in PEM that is readable without a passphrase.`);
  }
  if (!fits) throw new Error(`--key: ${keyFile} is not the key of the certificate in ${certFile}.`);
  return { cert, key };
}

function readCertificate(option: string, file: string): string {
  const text = read(option, file);
  try {
    new X509Certificate(text);
  } catch {
    throw new Error(`${option}: ${file} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).`);
  }
  return text;
}

function read(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${option}: ${error instanceof Error ? error.message : error}`);
  }
}
