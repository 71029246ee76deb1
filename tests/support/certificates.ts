import { randomBytes, webcrypto } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as x509 from '../../ocpp/x509.js';

export const ec = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** As ISO 15118-20 has it, beside P-521. */
export const ed25519 = { name: 'Ed25519' } as const;
export const rsa = (modulusLength = 2048) =>
  ({
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength,
    publicExponent: new Uint8Array([1, 0, 1]),
  }) as const;

export interface Made {
  certificate: x509.X509Certificate;
  keys: webcrypto.CryptoKeyPair;
  /** PEM */
  cert: string;
  key: string;
}

export interface Wanted {
  /** As in `CN=name`. */
  subject: string;
  issuer?: Made;
  algorithm?: typeof ec | typeof ed25519 | ReturnType<typeof rsa>;
  ca?: boolean;
  /** Days from now. */
  from?: number;
  to?: number;
  uses?: string[];
  hosts?: string[];
  extensions?: x509.Extension[];
}

export const clientAuth = '1.3.6.1.5.5.7.3.2';
export const serverAuth = '1.3.6.1.5.5.7.3.1';
export const ocspSigning = '1.3.6.1.5.5.7.3.9';
const dayMs = 86_400_000;

const pemOf = (der: ArrayBuffer, tag: string): string => x509.PemConverter.encode(der, tag);

export async function keysOf(algorithm: Wanted['algorithm'] = ec): Promise<webcrypto.CryptoKeyPair> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  if (!('privateKey' in keys)) throw new Error('it makes no pair');
  return keys;
}

/** A certificate and its key, made for a test. */
export async function make(wanted: Wanted): Promise<Made> {
  const { subject, issuer, algorithm = ec, ca = false, from = -1, to = 30, uses = [], hosts = [] } = wanted;
  const keys = await keysOf(algorithm);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: `5${randomBytes(12).toString('hex').slice(1)}`,
    subject,
    issuer: issuer?.certificate.subjectName ?? subject,
    notBefore: new Date(Date.now() + from * dayMs),
    notAfter: new Date(Date.now() + to * dayMs),
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    signingAlgorithm: {
      ...(issuer?.keys ?? keys).privateKey.algorithm,
      hash: 'SHA-256',
    } as webcrypto.EcdsaParams,
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      ...(uses.length > 0 ? [new x509.ExtendedKeyUsageExtension(uses)] : []),
      ...(hosts.length > 0
        ? [
            new x509.SubjectAlternativeNameExtension(
              hosts.map((value) => ({ type: /^[\d.]+$/.test(value) ? 'ip' : 'dns', value }) as const),
            ),
          ]
        : []),
      ...(wanted.extensions ?? []),
    ],
  });
  return { certificate, keys, cert: `${certificate.toString('pem')}\n`, key: await keyPem(keys) };
}

export const keyPem = async ({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> =>
  `${pemOf(await webcrypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY')}\n`;

/** A request to sign, PEM. */
export async function request(subject: string, keys: webcrypto.CryptoKeyPair): Promise<string> {
  const csr = await x509.Pkcs10CertificateRequestGenerator.create({
    name: subject,
    keys,
    signingAlgorithm: { ...keys.privateKey.algorithm, hash: 'SHA-256' } as webcrypto.EcdsaParams,
  });
  return csr.toString('pem');
}

/** Files in a folder of their own; their paths by name. */
export async function filesOf<Name extends string>(
  texts: Record<Name, string>,
): Promise<Record<Name, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chargeql-certificates-'));
  const paths = {} as Record<Name, string>;
  for (const [name, text] of Object.entries<string>(texts)) {
    paths[name as Name] = path.join(folder, name);
    await writeFile(paths[name as Name], text);
  }
  return paths;
}
